import Foundation
import Records
import Testing

@testable import Configuration

/// Runs in a folder of their own, as the program makes them.
struct RunsInAFolder {
  let place = FileManager.default.temporaryDirectory.path + "/runs-\(UUID().uuidString)"

  func remove() { try? FileManager.default.removeItem(atPath: place) }

  func path(_ name: String) -> String { "\(place)/\(name)" }

  /// Stops after so many looks at the cell.
  private final class Stop {
    var looks: Int
    init(after looks: Int) { self.looks = looks }

    func signal() -> Int32? {
      looks -= 1
      return looks < 0 ? 15 : nil
    }
  }

  /// A run from the start to the end, or to a stop.
  @discardableResult
  func run(_ text: String, _ name: String, stopAfter looks: Int = .max) throws -> RunDriver.Result {
    var config = try RunConfiguration(parsing: text, file: "case.toml")
    _ = try config.settleInterface()
    return try start(config, name, from: .initialState, looks)
  }

  @discardableResult
  func branch(from source: String, _ overrides: [String], _ name: String, stopAfter looks: Int = .max) throws -> RunDriver.Result {
    let branch = try Branch(from: path(source), config: nil, overrides: overrides) { Issue.record("\($0)") }
    return try start(branch.config, name, from: .branched(branch.checkpoint, continuesProtocol: branch.continuesProtocol), looks)
  }

  private func start(_ config: RunConfiguration, _ name: String, from origin: RunDriver.Origin, _ looks: Int) throws -> RunDriver.Result {
    let folder = try RunFolder(
      creating: path(name), config: config.resolvedTOML(), inputs: config.inputs, provenance: Provenance(threads: 1, seed: nil),
      overwrite: false)
    return try drive(config, folder, origin, looks)
  }

  @discardableResult
  func resume(_ name: String, stopAfter looks: Int = .max, warn: (String) -> Void = { _ in }) throws -> RunDriver.Result {
    let folder = try RunFolder(resuming: path(name))
    let resumption = try Resumption(folder, warn: warn)
    return try drive(resumption.config, folder, resumption.checkpoint.map { .resumed($0) } ?? .initialState, looks)
  }

  private func drive(_ config: RunConfiguration, _ folder: RunFolder, _ origin: RunDriver.Origin, _ looks: Int) throws -> RunDriver.Result {
    var driver = RunDriver(config, folder: folder)
    let stop = Stop(after: looks)
    driver.interruption = { stop.signal() }
    return try driver.run(from: origin)
  }

  func checkpoints(_ name: String) throws -> [String] { try CheckpointFolder(try RunFolder(existing: path(name))).paths() }

  /// Rows of the metrics.
  func rows(_ name: String) throws -> [[Double]] { try TimeSeriesFile(path: path("\(name)/metrics.csv")).rows }

  /// The same as they are written.
  func lines(_ name: String) throws -> [Substring] {
    try String(contentsOfFile: path("\(name)/metrics.csv"), encoding: .utf8).split(separator: "\n").dropFirst().map { $0 }
  }

  /// Files whose contents follow from the config alone. Of the checkpoints that is the last: others lie where the run was stopped.
  private func contents(_ name: String) throws -> [String: Data] {
    let root = path(name)
    let ignored = ["log.txt", "provenance.json", "summary.json", ".lidendrite.lock"]
    var files = try FileManager.default.subpathsOfDirectory(atPath: root).filter { !ignored.contains($0) }
    let newest = files.filter { $0.hasSuffix(".h5") }.max() ?? ""
    files.removeAll { $0.hasPrefix("checkpoints/") && !$0.hasPrefix(newest) }
    var contents: [String: Data] = [:]
    for file in files {
      if let data = FileManager.default.contents(atPath: "\(root)/\(file)") { contents[file] = data }
    }
    return contents
  }

  /// The summary less what the clock says.
  private func results(_ name: String) throws -> [String: Double] {
    try Summary(path: path("\(name)/summary.json")).results.mapValues(\.value)
      .filter { !["wall time", "cell steps per second"].contains($0.key) }
  }

  /// Expects that two runs left the same bytes.
  func expectSame(_ a: String, _ b: String) throws {
    let (first, second) = (try contents(a), try contents(b))
    #expect(first.keys.sorted() == second.keys.sorted())
    for (file, data) in first { #expect(second[file] == data, "\(file)") }
    let (before, after) = (try results(a), try results(b))
    #expect(before == after)
    #expect(first.keys.count { $0.hasPrefix("checkpoints/") } == 2)
    #expect(first.keys.contains { $0.hasPrefix("frames/") })
  }
}
