import Foundation
import Records
import TestSupport
import Testing

/// Runs that end before their time, and go on.
@Suite struct ResumeTests {
  /// Some twenty steps, with checkpoints that are a tenth of a megabyte.
  private static let config = RunTests.rough + "\n[output.checkpoints]\nsteps = 4\n"

  private func rows(_ program: BuiltProgram, _ run: String) -> Int {
    ((try? program.read("\(run)/metrics.csv"))?.split(separator: "\n").count ?? 1) - 1
  }

  /// Two hundred steps: a signal reaches it long before its end, on a busy machine too.
  private static let long = config.replacing("[numerics]", with: "[numerics]\nmaximumTimeStep = \"3 ms\"")

  @Test(arguments: [SIGKILL, SIGTERM]) func aSignalLosesNothing(signal: Int32) throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.long, to: "a.toml")
    #expect(try program.run("run", "a.toml", "--quiet", "--output", "whole").status == 0)
    let stopped = try program.run("run", "a.toml", "--quiet", "--output", "parts", signal: signal) { rows(program, "parts") >= 9 }
    try #require(stopped.status != 0, "the run ended before the signal")
    let resumed = try program.run("resume", "parts", "--threads", "1")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.output.hasPrefix("parts: the whole duration was simulated; "))
    for file in ["metrics.csv", "steps.csv", "outlines.csv", "config.toml"] + (0...2).map({ "frames/salt/00000\($0).png" }) {
      #expect(try program.bytes("whole/\(file)") == program.bytes("parts/\(file)"), "\(file)")
    }
    let checkpoint = try #require(try program.names("whole/checkpoints").last { $0.hasSuffix(".h5") })
    #expect(try program.bytes("whole/checkpoints/\(checkpoint)") == program.bytes("parts/checkpoints/\(checkpoint)"))
    let provenance = try Provenance(path: "\(program.folder)/parts/provenance.json")
    #expect(provenance.resumptions?.map(\.threads) == [1])

    let again = try program.run("resume", "parts")
    #expect(again.status == 0 && again.output == "parts: ended already: the whole duration was simulated\n")
  }

  @Test func whatCannotGoOnSaysWhy() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    #expect(try program.run("resume", "none").errors == "none: no such folder\n")
    try program.write(RunTests.strip, to: "a.toml")
    #expect(try program.run("run", "a.toml", "--quiet", "--output", "a").status == 1)
    let failed = try program.run("resume", "a")
    #expect(failed.status == 2)
    #expect(failed.errors.hasPrefix("a: the run failed and would fail again: imposed current exceeds what the electrolyte can carry"))
    #expect(
      failed.errors.hasSuffix("; change what is said there in a branch: lidendrite run --from a --set section.key=value --output FOLDER\n"))
    // What is advised works.
    let branch = try program.run(
      "run", "--from", "a", "--set", "charging.currentDensity=10 mA/cm^2", "--set", "charging.duration=5 s", "--output", "b", "--quiet")
    #expect(branch.status == 0, "\(branch.errors)")
    #expect(try Provenance(path: "\(program.folder)/b/provenance.json").branchedFrom?.hasPrefix("a/checkpoints/step-") == true)
  }

  @Test func aRunThatFailsNamesItsLastGoodCheckpoint() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(RunTests.strip, to: "a.toml")
    let result = try program.run("run", "a.toml", "--quiet", "--output", "a")
    #expect(result.status == 1)
    let newest = try #require(try program.names("a/checkpoints").last { $0.hasSuffix(".h5") })
    #expect(
      result.errors.hasSuffix(
        "; the last good checkpoint is a/checkpoints/\(newest): lidendrite run --from a/checkpoints/\(newest) --set section.key=value "
          + "--output FOLDER\n"))
  }

  @Test func aFileThatCannotGrowEndsTheRunInOneLineAndIsGoneOnWith() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config, to: "a.toml")
    #expect(try program.run("run", "a.toml", "--quiet", "--output", "whole").status == 0)
    // The first checkpoint is larger than this; metrics and frames are not.
    let result = try program.run("run", "a.toml", "--quiet", "--output", "a", largestFile: 50)
    #expect(result.status == 1)
    #expect(result.errors.split(separator: "\n").last == "cannot write a/checkpoints/step-00000000.h5: file too large")
    #expect(try program.names("a/checkpoints").filter { $0.hasSuffix(".partial") } == [])
    #expect(try program.run("resume", "a", "--quiet").status == 0)
    #expect(try program.bytes("whole/metrics.csv") == program.bytes("a/metrics.csv"))
  }

  @Test func twoRunsIntoOneFolderAreRefused() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config, to: "a.toml")
    var second: BuiltProgram.Result?
    _ = try program.run(
      "run", "a.toml", "--output", "a", "--quiet", "--set", "charging.duration=1 h", "--set", "charging.voltage=1 mV", "--set",
      "numerics.maximumTimeStep=1 ms", signal: SIGTERM
    ) {
      guard rows(program, "a") > 2 else { return false }
      second = try? program.run("run", "a.toml", "--output", "a", "--overwrite")
      return true
    }
    let refused = try #require(second)
    #expect(refused.status == 2)
    #expect(refused.errors.hasPrefix("a: another run writes there now (process "))
    #expect(refused.errors.hasSuffix("); wait for its end, or take another folder\n"))
  }

  @Test func whatDoesNotFitIntoMemoryIsRefusedBeforeAnythingIsTouched() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(RunTests.rough.replacing("500 nm", with: "3.3 nm"), to: "a.toml")
    let result = try program.run("run", "a.toml", "--set", "numerics.cellSize=500 pm")
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("numerics.cellSize: the run takes about 152 GB of memory, "), "\(result.errors)")
    #expect(result.errors.hasSuffix(" are free here; use larger cells or a smaller cell\n"))
    #expect(try program.names() == ["a.toml"])
  }

  /// A run of some seconds, of which a process takes a good part to begin, that is killed more often than it has checkpoints.
  @Test func aShortRunComesFurtherBetweenKills() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("soak", "\(Python.root)/Configs/nightly/killed.toml", "--kills", "60", "--minutes", "5", "--output", "s")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("  ok       kills: 60 of 60 by SIGKILL") && result.output.contains("  ok       resumed: "))
  }

  @Test func aSoakKillsAndComparesAndReports() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.long + "[soak]\nkills = 2\n", to: "a.toml")
    let result = try program.run("soak", "a.toml", "--minutes", "2", "--output", "s")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("  ok       same bytes: ") && result.output.contains("  ok       kills: 2 of 2 by SIGKILL"))
    #expect(try program.read("s/soak.html").contains("<h1>All runs hold: 1.</h1>"))
    #expect(try program.read("s/junit.xml").contains("<testsuite name=\"a\" tests=\"13\" failures=\"0\""))
    // What is asked too much is told, and fails.
    let strict = try program.run("soak", "a.toml", "--kills", "0", "--minutes", "1", "--output", "t")
    #expect(strict.status == 0)
    try program.write(Self.config + "[soak]\nsaltBalance = 1e-30\n", to: "a.toml")
    let failed = try program.run("soak", "a.toml", "--kills", "0", "--minutes", "1", "--output", "t")
    #expect(failed.status == 1)
    #expect(failed.output.contains("  FAILED   salt balance: largest "))
    #expect(try program.read("t/junit.xml").contains("<failure message=\"largest "))
  }
}
