import Files
import Foundation
import Testing

@testable import Records

@Suite struct RunFolderTests {
  private func create(_ path: String, _ config: String = "a", overwrite: Bool = false) throws -> RunFolder {
    try RunFolder(creating: path, config: config, provenance: Provenance(threads: 2, seed: 7), overwrite: overwrite)
  }

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0 != FolderLock.name }.sorted()
  }

  @Test func aNewFolderHoldsConfigAndProvenance() throws {
    try TemporaryFolder.with { folder in
      let run = try create("\(folder)/deep/down/run/")
      #expect(run.path == "\(folder)/deep/down/run")
      #expect(try names(run.path) == ["config.toml", "provenance.json"])
      #expect(RunFolder.isRunFolder(run.path))
      #expect(try String(contentsOfFile: run.config, encoding: .utf8) == "a")
    }
  }

  @Test func framesAreNumberedForMovies() throws {
    try TemporaryFolder.with { folder in
      let run = try create("\(folder)/run")
      #expect(try run.frame("composite", 123) == "\(run.path)/frames/composite/000123.png")
      #expect(try names("\(run.path)/frames") == ["composite"])
    }
  }

  @Test func anEarlierRunIsKept() throws {
    try TemporaryFolder.with { folder in
      let run = try RunFolder(existing: try create("\(folder)/run").path)
      let message =
        "\(run.path) already holds a run; choose another name or --output, pass --overwrite to replace it, or go on with it if it was "
        + "stopped: lidendrite resume \(run.path)"
      #expect(throws: RecordError(cause: .refused, description: message)) { try create(run.path, "b") }
      #expect(try String(contentsOfFile: run.config, encoding: .utf8) == "a")
    }
  }

  @Test func overwritingRemovesTheRunAndNothingElse() throws {
    try TemporaryFolder.with { folder in
      let run = try RunFolder(existing: try create("\(folder)/run").path)
      _ = try run.frame("salt", 0)
      try run.write("1", to: run.metrics)
      try run.write("mine", to: "\(run.path)/notes.txt")
      _ = try create(run.path, "b", overwrite: true)
      #expect(try names(run.path) == ["config.toml", "notes.txt", "provenance.json"])
      #expect(try String(contentsOfFile: run.config, encoding: .utf8) == "b")
    }
  }

  @Test func whatIsNotARunFolderIsNeverTouched() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/thesis"
      try FileManager.default.createDirectory(atPath: "\(path)/frames", withIntermediateDirectories: true)
      try "x".write(toFile: "\(path)/config.toml", atomically: true, encoding: .utf8)
      let message = "\(path) is not empty and not a run folder; nothing was touched; choose another with --output"
      for overwrite in [false, true] {
        #expect(throws: RecordError(cause: .refused, description: message)) { try create(path, overwrite: overwrite) }
      }
      #expect(try names(path) == ["config.toml", "frames"])
      #expect(try String(contentsOfFile: "\(path)/config.toml", encoding: .utf8) == "x")
    }
  }

  @Test func twoRunsIntoOneFolderAreRefused() throws {
    try TemporaryFolder.with { folder in
      let first = try create("\(folder)/run")
      let message =
        "\(first.path): another run writes there now (process \(ProcessInfo.processInfo.processIdentifier)); wait for its end, or take "
        + "another folder"
      #expect(throws: RecordError(cause: .refused, description: message)) { try create(first.path, "b", overwrite: true) }
      #expect(throws: RecordError(cause: .refused, description: message)) { try RunFolder(resuming: first.path) }
      #expect(try String(contentsOfFile: first.config, encoding: .utf8) == "a")
    }
  }

  @Test func aRunThatWasKilledBeforeItBeganIsInNobodysWay() throws {
    try TemporaryFolder.with { folder in
      let run = "\(folder)/run"
      try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
      for name in [FolderLock.name, "config.toml"] { try "x".write(toFile: "\(run)/\(name)", atomically: true, encoding: .utf8) }
      #expect(try String(contentsOfFile: try create(run).config, encoding: .utf8) == "a")
    }
  }

  @Test func resultsWithoutTheirConfigAreKept() throws {
    try TemporaryFolder.with { folder in
      let run = try RunFolder(existing: try create("\(folder)/run").path)
      try run.write("1", to: run.metrics)
      try FileManager.default.removeItem(atPath: run.config)
      let message = "\(run.path) is not empty and not a run folder; nothing was touched; choose another with --output"
      #expect(throws: RecordError(cause: .refused, description: message)) { try create(run.path, overwrite: true) }
      #expect(try String(contentsOfFile: run.metrics, encoding: .utf8) == "1")
      // What was to be replaced, and was half removed, may go.
      try "".write(toFile: "\(run.path)/.lidendrite.removing", atomically: true, encoding: .utf8)
      _ = try create(run.path, "b")
      #expect(try names(run.path) == ["config.toml", "provenance.json"])
    }
  }

  @Test func anEmptyFolderIsTaken() throws {
    try TemporaryFolder.with { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/run", withIntermediateDirectories: true)
      #expect(RunFolder.isRunFolder(try create("\(folder)/run").path))
    }
  }

  @Test func aFileInTheWayIsToldInOneLine() throws {
    try TemporaryFolder.with { folder in
      let file = "\(folder)/file"
      try "x".write(toFile: file, atomically: true, encoding: .utf8)
      let refusal = "\(file) is not a folder that can be read; choose another with --output"
      #expect(throws: RecordError(cause: .refused, description: refusal)) { try create(file, overwrite: true) }
      #expect(throws: RecordError(cause: .inputOutput, description: "cannot create \(file)/run: not a directory")) {
        try create("\(file)/run")
      }
    }
  }
}
