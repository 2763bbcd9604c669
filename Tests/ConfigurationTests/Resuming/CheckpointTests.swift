import Fields
import Foundation
import Records
import Simulations
import Testing

@testable import Configuration

@Suite("Checkpoints")
struct CheckpointTests {
  private let runs = RunsInAFolder()

  @Test("a truncation, or one flipped bit, is found at any of a thousand places")
  func damage() throws {
    defer { runs.remove() }
    try runs.run(ResumeCase(name: "").config, "a", stopAfter: 3)
    let path = try #require(try runs.checkpoints("a").first)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: Never.self) { try Checkpoint(path: path) }
    let stream = SplitMix64(seed: 5)
    for trial in 0..<1000 as Range<UInt64> {
      let place = Int(stream.bits(2 * trial) % UInt64(whole.count))
      var flipped = whole
      flipped[place] ^= 1 << UInt8(stream.bits(2 * trial + 1) % 8)
      for damaged in [flipped, whole.prefix(place)] {
        try damaged.write(to: URL(fileURLWithPath: path))
        #expect(throws: RecordError.refused("\(path): damaged: its bytes are not those of its digest"), "byte \(place)") {
          try Checkpoint(path: path)
        }
      }
    }
    try whole.write(to: URL(fileURLWithPath: path))
    try Data("0".utf8).write(to: URL(fileURLWithPath: path + ".sha256"))
    #expect(throws: RecordError.refused("\(path): damaged: its bytes are not those of its digest")) { try Checkpoint(path: path) }
    #expect(throws: RecordError.refused("\(path)x: no such checkpoint")) { try Checkpoint(path: path + "x") }
  }

  @Test("the kept ones are the newest, and nothing else lies beside them")
  func kept() throws {
    defer { runs.remove() }
    try runs.run(ResumeCase(name: "", output: "checkpoints = { steps = 4, kept = 3 }").config, "a", stopAfter: 18)
    let names = try FileManager.default.contentsOfDirectory(atPath: runs.path("a/checkpoints")).sorted()
    #expect(names == [12, 16, 18].flatMap { ["step-000000\($0).h5", "step-000000\($0).h5.sha256"] })
  }

  @Test("schedules by simulated time and by steps never alter a time step")
  func schedules() throws {
    defer { runs.remove() }
    try runs.run(ResumeCase(name: "").config, "plain")
    try runs.run(ResumeCase(name: "", output: "checkpoints = { steps = 3, interval = \"0.05 s\", wallTime = \"1 us\" }").config, "kept")
    #expect(try runs.lines("plain") == runs.lines("kept"))
    #expect(try String(contentsOfFile: runs.path("kept/log.txt"), encoding: .utf8).contains("no checkpoint") == false)
  }

  @Test("sha256sum reads the digests")
  func digests() throws {
    defer { runs.remove() }
    try runs.run(ResumeCase(name: "").config, "a", stopAfter: 3)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sh", "-c", "sha256sum --check --strict --quiet *.sha256"]
    process.currentDirectoryURL = URL(fileURLWithPath: runs.path("a/checkpoints"))
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
