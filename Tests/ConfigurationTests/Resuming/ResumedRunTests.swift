import Fields
import Foundation
import Records
import Simulations
import Testing

@testable import Configuration

@Suite("A run that was stopped goes on with the same bits")
struct ResumedRunTests {
  private let runs = RunsInAFolder()

  @Test("stopped twice, on one thread and on two", arguments: ResumeCase.all)
  func stoppedTwice(_ example: ResumeCase) throws {
    defer { runs.remove() }
    let budget = Tiling.threadBudget
    defer { Tiling.threadBudget = budget }
    let whole = try runs.run(example.config, "whole")
    #expect(whole.reason != .interrupted(signal: 15))
    // Stops at places that differ from case to case.
    let steps = whole.metrics.step
    let first = 1 + example.name.utf8.reduce(0) { $0 + Int($1) } % max(1, steps - 2)
    Tiling.threadBudget = 1
    #expect(try runs.run(example.config, "parts", stopAfter: first).reason == .interrupted(signal: 15))
    Tiling.threadBudget = 2
    try runs.resume("parts", stopAfter: max(1, (steps - first) / 2))
    try runs.resume("parts")
    try runs.expectSame("whole", "parts")
  }

  @Test("killed between two checkpoints: what came after the newest is done again, not twice")
  func killed() throws {
    defer { runs.remove() }
    let text = ResumeCase(name: "", output: "checkpoints = { steps = 5, kept = 3 }").config
    try runs.run(text, "whole")
    try runs.run(text, "killed", stopAfter: 18)
    // As a kill leaves it: no checkpoint of the last step, rows and frames beyond the newest, one of them half written.
    let checkpoints = runs.path("killed/checkpoints")
    let newest = try #require(try runs.checkpoints("killed").first)
    for name in [newest, newest + ".sha256"] { try FileManager.default.removeItem(atPath: name) }
    let metrics = try #require(FileHandle(forWritingAtPath: runs.path("killed/metrics.csv")))
    try metrics.seekToEnd()
    try metrics.write(contentsOf: Data("12.5,3".utf8))
    for name in ["killed/frames/composite/000099.png", "killed/fields/000099.vtkhdf", "killed/frames/composite/000002.png.partial"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: runs.path(name)))
    }
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(checkpoints)/step-00000020.h5.partial"))
    try runs.resume("killed")
    try runs.expectSame("whole", "killed")
  }

  @Test("the newest checkpoint is damaged: the one before serves, and that is said")
  func damaged() throws {
    defer { runs.remove() }
    let text = ResumeCase(name: "", output: "checkpoints = { steps = 5 }").config
    try runs.run(text, "whole")
    try runs.run(text, "damaged", stopAfter: 12)
    let path = try #require(try runs.checkpoints("damaged").first)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    var warnings: [String] = []
    try runs.resume("damaged") { warnings.append($0) }
    #expect(warnings == ["\(path): damaged: its bytes are not those of its digest; going on from the one before"])
    try runs.expectSame("whole", "damaged")
  }

  @Test("stopped before its first checkpoint: it begins again")
  func withoutCheckpoint() throws {
    defer { runs.remove() }
    let text = ResumeCase(name: "").config
    try runs.run(text, "whole")
    try runs.run(text, "early", stopAfter: 4)
    try FileManager.default.removeItem(atPath: runs.path("early/checkpoints"))
    try runs.resume("early")
    try runs.expectSame("whole", "early")
  }

  @Test("what cannot go on says why")
  func refused() throws {
    defer { runs.remove() }
    try runs.run(ResumeCase(name: "", output: "checkpoints = { steps = 5 }").config, "a", stopAfter: 12)
    let config = runs.path("a/config.toml"), checkpoints = try runs.checkpoints("a")
    let text = try String(contentsOfFile: config, encoding: .utf8)
    try (text + "# longer\n").write(toFile: config, atomically: true, encoding: .utf8)
    #expect(
      throws: RecordError.refused(
        "\(config): changed since \(checkpoints[0]) was written, so that the run would not go on as it was; put it back, or branch a new "
          + "run: lidendrite run \(config) --from \(checkpoints[0]) --output FOLDER")
    ) { try runs.resume("a") }
    try text.write(toFile: config, atomically: true, encoding: .utf8)

    let metrics = runs.path("a/metrics.csv")
    let rows = try Data(contentsOf: URL(fileURLWithPath: metrics))
    try rows.prefix(100).write(to: URL(fileURLWithPath: metrics))
    #expect(
      throws: RecordError.refused(
        "\(metrics): shorter than when the checkpoint was written; its rows from then on cannot be written without a gap")
    ) { try runs.resume("a") }
    try rows.write(to: URL(fileURLWithPath: metrics))

    // Nothing was touched by any of these.
    #expect(FileManager.default.fileExists(atPath: runs.path("a/summary.json")))

    for path in checkpoints { try FileManager.default.removeItem(atPath: path + ".sha256") }
    var warnings: [String] = []
    #expect(
      throws: RecordError.refused(
        "\(checkpoints[1]): its digest \(checkpoints[1]).sha256 is missing, so that nobody knows whether it is whole; there is no other; "
          + "start the run again with --overwrite")
    ) { try runs.resume("a") { warnings.append($0) } }
    #expect(
      warnings[0] == "\(checkpoints[0]): its digest \(checkpoints[0]).sha256 is missing, so that nobody knows whether it is whole; going "
        + "on from the one before")
  }

  @Test("the time step that the front's relaxation bounds is the same after a stop")
  func relaxation() throws {
    defer { runs.remove() }
    let text = try #require(ResumeCase.all.first { $0.name == "small current" }).config
    try runs.run(text, "whole")
    let steps = try runs.rows("whole").map { $0[2] }
    // Where the bound holds, the time steps neither grow by a fifth nor end at a frame.
    let bounded = steps.indices.dropFirst().filter { abs(steps[$0] / steps[$0 - 1] - 1) < 0.05 && steps[$0] > 0 }
    let place = try #require(bounded.first)
    try runs.run(text, "parts", stopAfter: place)
    try runs.resume("parts")
    try runs.expectSame("whole", "parts")
  }

  @Test("stopped between the step that passes a site's overpotential and the balance with it, and after that")
  func nucleation() throws {
    defer { runs.remove() }
    let text = try #require(ResumeCase.all.first { $0.name.hasPrefix("sites at which") }).config
    try runs.run(text, "whole")
    let rows = try runs.rows("whole"), titles = try TimeSeriesFile(path: runs.path("whole/metrics.csv")).titles
    let sites = try #require(titles.firstIndex { $0.hasPrefix("nucleated sites") })
    let kinetic = try #require(titles.firstIndex { $0.hasPrefix("kinetic voltage") })
    let places = rows.indices.dropFirst().filter { rows[$0][sites] > rows[$0 - 1][sites] }
    #expect(places.count > 3)
    for place in places.dropFirst() {
      // At the same time under the same current.
      #expect(rows[place][0] == rows[place - 1][0] && rows[place][kinetic] < rows[place - 1][kinetic] - 1e-4)
    }
    // Both rows of each are there however rare rows are.
    var rare = try #require(ResumeCase.all.first { $0.name.hasPrefix("sites at which") })
    rare.output = "metricsInterval = \"1 s\""
    try runs.run(rare.config, "rare")
    let few = try runs.rows("rare"), times = few.indices.dropFirst().filter { few[$0][sites] > few[$0 - 1][sites] }
    let (fewLines, lines) = (try runs.lines("rare"), try runs.lines("whole"))
    #expect(few.count < rows.count / 2 && times.map { fewLines[$0] } == places.map { lines[$0] })
    #expect(times.map { fewLines[$0 - 1] } == places.map { lines[$0 - 1] })
    let place = places[2]
    try runs.run(text, "parts", stopAfter: place - 1)
    try runs.resume("parts", stopAfter: 1)
    try runs.resume("parts")
    try runs.expectSame("whole", "parts")
  }

  @Test("checkpoints that cannot be listed are not taken for none")
  func unreadable() throws {
    defer { runs.remove() }
    try runs.run(ResumeCase(name: "").config, "a", stopAfter: 9)
    let rows = try runs.lines("a").count, place = runs.path("a/checkpoints")
    try FileManager.default.removeItem(atPath: place)
    try Data().write(to: URL(fileURLWithPath: place))
    #expect(throws: RecordError.self) { try runs.resume("a") }
    #expect(try runs.lines("a").count == rows)
  }
}
