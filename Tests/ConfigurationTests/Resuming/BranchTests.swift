import Foundation
import Records
import Simulations
import Testing

@testable import Configuration

@Suite("A new run begins with the cell of a checkpoint")
struct BranchTests {
  private let runs = RunsInAFolder()
  private let text = ResumeCase(name: "").config

  @Test("where nothing but output and end differ, it goes on with the same bits")
  func unchanged() throws {
    defer { runs.remove() }
    try runs.run(text, "whole")
    try runs.run(text, "part", stopAfter: 9)
    try runs.branch(from: "part", ["name=other", "output.frameHeight=80"], "branch")
    let (whole, part) = (try runs.lines("whole"), try runs.lines("branch"))
    #expect(part.count > 5 && part == whole.suffix(part.count))
  }

  @Test("a finished run goes on when its end is moved")
  func longer() throws {
    defer { runs.remove() }
    try runs.run(text, "short")
    let result = try runs.branch(from: "short", ["charging.duration=3 s"], "long")
    #expect(result.reason == .duration && result.metrics.time == 3)
    let first = try #require(try runs.lines("long").first), last = try #require(try runs.lines("short").last)
    #expect(first == last)
  }

  @Test("another voltage starts at once, and the balances hold")
  func voltage() throws {
    defer { runs.remove() }
    try runs.run(text, "a", stopAfter: 12)
    let before = try #require(try runs.rows("a").last)
    let result = try runs.branch(from: "a", ["charging.voltage=0.1 V"], "b")
    let metrics = result.metrics
    #expect(result.reason == .duration && metrics.voltage == 0.1)
    #expect(abs(metrics.lithiumBalance) < 1e-11 && abs(metrics.saltBalance) < 1e-10)
    let first = try #require(try runs.rows("b").first)
    // Time, step; the surface is that of the checkpoint, the current is not.
    #expect(first[0] == before[0] && first[1] == before[1] && first[5...8] == before[5...8])
    #expect(first[13] < 0.8 * before[13])
  }

  @Test("a protocol begins now, whatever was imposed before")
  func steps() throws {
    defer { runs.remove() }
    try runs.run(text, "a", stopAfter: 12)
    let time = try #require(try runs.rows("a").last)[0]
    let config = text.replacing("voltage = \"0.2 V\"\nduration = \"2 s\"", with: "step = [{ kind = \"rest\", duration = \"1 s\" }]")
    let path = runs.path("rest.toml")
    try config.write(toFile: path, atomically: true, encoding: .utf8)
    let branch = try Branch(from: runs.path("a"), config: path, overrides: []) { Issue.record("\($0)") }
    #expect(!branch.continuesProtocol)
    let folder = try RunFolder(
      creating: runs.path("rest"), config: branch.config.resolvedTOML(), inputs: [:], provenance: Provenance(threads: 1, seed: nil),
      overwrite: false)
    let result = try RunDriver(branch.config, folder: folder).run(from: .branched(branch.checkpoint, continuesProtocol: false))
    #expect(result.reason == .protocolDone)
    #expect(abs(result.metrics.time - time - 1) < 1e-9)
    #expect(result.metrics.currentDensity.magnitude < 1e-6)
  }

  @Test("what makes the cell of the start cannot change")
  func fixed() throws {
    defer { runs.remove() }
    try runs.run(text, "a", stopAfter: 3)
    let checkpoint = try #require(try runs.checkpoints("a").first)
    #expect(
      throws: RecordError.refused(
        "\(checkpoint): a branch begins with the cell of the checkpoint; cell.width, electrode.roughness, numerics.interfaceHalfWidth "
          + "cannot change from that of its run")
    ) {
      try runs.branch(
        from: "a", ["cell.width=16 um", "electrode.roughness.seed=2", "numerics.interfaceHalfWidth=1 um"], "b")
    }
    #expect(!FileManager.default.fileExists(atPath: runs.path("b")))
    #expect(throws: ConfigurationErrors.self) { try runs.branch(from: "a", ["charging.voltage=3"], "b") }
    #expect(throws: RecordError.refused("\(runs.path("none.h5")): no such checkpoint")) { try runs.branch(from: "none.h5", [], "b") }
    #expect(
      throws: RecordError.refused(
        "\(runs.path("none")): expected a checkpoint, such as Outputs/NAME/checkpoints/step-00000100.h5, or the folder of a run")
    ) { try runs.branch(from: "none", [], "b") }
  }

  @Test("a branch that would end at once is refused")
  func ended() throws {
    defer { runs.remove() }
    try runs.run(text, "a")
    let checkpoint = try #require(try runs.checkpoints("a").first)
    #expect(
      throws: RecordError.refused(
        "\(checkpoint): it is at t = 2 s, and charging.duration, which counts from the start of the run it comes from, is 2 s; set it "
          + "beyond")
    ) { try runs.branch(from: "a", ["charging.voltage=0.1 V"], "b") }
    #expect(throws: RecordError.self) { try runs.branch(from: "a", ["charging.duration=3 s", "charging.stopHeight=2.05 um"], "b") }
    #expect(!FileManager.default.fileExists(atPath: runs.path("b")))
  }

  @Test("the run that a branch begins with is not replaced by it")
  func source() throws {
    defer { runs.remove() }
    try runs.run(text, "a", stopAfter: 3)
    let branch = try Branch(from: runs.path("a"), config: nil, overrides: []) { Issue.record("\($0)") }
    #expect(
      throws: RecordError.refused(
        "\(runs.path("x/../a/")): the branch begins with a checkpoint in this folder; choose another with --output")
    ) { try branch.checkFolder(runs.path("x/../a/")) }
    #expect(throws: Never.self) { try branch.checkFolder(runs.path("b")) }
  }

  @Test("killed at once, a branch goes on as the branch that it is")
  func killed() throws {
    defer { runs.remove() }
    try runs.run(text, "a", stopAfter: 12)
    try runs.branch(from: "a", ["charging.voltage=0.1 V"], "whole")
    try runs.branch(from: "a", ["charging.voltage=0.1 V"], "parts", stopAfter: 0)
    let step = try #require(try runs.rows("parts").first)[1]
    // Of its checkpoints only the first is left, that of its start.
    for path in try runs.checkpoints("parts").dropLast() { try FileManager.default.removeItem(atPath: path) }
    #expect(try runs.checkpoints("parts").map { String($0.suffix(11)) } == [String(format: "%08d.h5", Int(step))])
    try runs.resume("parts")
    try runs.expectSame("whole", "parts")
  }
}
