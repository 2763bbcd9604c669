import Foundation
import Records
import Testing

/// A protocol through the program: `steps.csv`, the metrics' columns, summary and log.
@Suite struct ProtocolRunTests {
  private static let config = """
    [cell]
    width = "2 um"
    height = "16 um"
    [electrode]
    position = "4 um"
    exchangeCurrentDensity = "10 mA/cm^2"
    [electrolyte]
    concentration = "1 mol/L"
    saltDiffusivity = "3e-10 m^2/s"
    ionicConductivity = "10 mS/cm"
    cationTransferenceNumber = 0.4
    [charging]
    [[charging.step]]
    repeats = 2
    [[charging.step.step]]
    currentDensity = "10 mA/cm^2"
    untilArealCapacity = "0.01 mA*h/cm^2"
    [[charging.step.step]]
    kind = "rest"
    duration = "500 ms"
    [[charging.step.step]]
    currentDensity = "-20 mA/cm^2"
    untilArealCapacity = "0.005 mA*h/cm^2"
    untilVoltageBelow = "-1 V"
    [output]
    frames = 2
    frameHeight = 100
    [numerics]
    interfaceHalfWidth = "1 um"
    """

  @Test func aProtocolLeavesItsTable() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config, to: "a.toml")
    let result = try program.run("run", "a.toml", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    let rows = try program.read("Outputs/a/steps.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let titles = try #require(rows.first).map(String.init)
    func column(_ title: String) throws -> [String] {
      let index = try #require(titles.firstIndex(of: title), "\(title)")
      return rows.dropFirst().map { String($0[index]) }
    }
    #expect(try column("protocol step") == ["1", "2", "3", "4", "5", "6"])
    #expect(try column("cycle") == ["1", "1", "1", "2", "2", "2"])
    #expect(try column("place") == ["1.1", "1.2", "1.3", "1.1", "1.2", "1.3"])
    #expect(try column("kind") == ["constant current", "rest", "constant current", "constant current", "rest", "constant current"])
    #expect(try column("imposed")[2] == "-20 mA/cm^2")
    #expect(try column("ended by") == ["areal capacity", "duration", "areal capacity", "areal capacity", "duration", "areal capacity"])
    // 0.01 mA·h/cm² at 10 mA/cm² are 3.6 s, half of it at twice the current 0.9 s.
    #expect(try column("end time [s]") == ["3.6", "4.1", "5", "8.6", "9.1", "10"])
    #expect(try column("start time [s]") == ["0", "3.6", "4.1", "5", "8.6", "9.1"])
    #expect(try column("plated charge [mA*h/cm^2]")[3] == "0.01" && column("stripped charge [mA*h/cm^2]")[5] == "0.005")
    #expect(try column("coulombic efficiency")[5] == "0.5" && column("coulombic efficiency")[0] == "")

    let metrics = try TimeSeriesFile(path: "\(program.folder)/Outputs/a/metrics.csv")
    #expect(Set(try #require(metrics.column("protocol step"))) == [1, 2, 3, 4, 5, 6])
    #expect(Set(try #require(metrics.column("cycle"))) == [1, 2])
    let summary = try Summary(path: "\(program.folder)/Outputs/a/summary.json")
    #expect(summary.outcome == .finished && summary.reason == "all steps of the protocol were done")
    #expect(abs(try #require(summary.results["coulombic efficiency"]).value - 0.5) < 1e-12)
    #expect(summary.results["protocol steps done"] == .init(6, ""))
    #expect(abs(try #require(summary.results["areal capacity"]).value - 0.01) < 1e-12)
    #expect(abs(try #require(summary.results["lithium balance"]).value) < 1e-10)
    #expect(try program.read("Outputs/a/log.txt").contains("protocol step 2 (rest, cycle 1) ended after 500 ms: duration"))
    #expect(try program.names("Outputs/a/frames/composite").count == 3)
  }

  @Test func rowsAtIntervalsKeepTheEndsOfSteps() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config.replacing("frames = 2", with: "frames = 0\nmetricsInterval = \"1 s\""), to: "a.toml")
    let result = try program.run("run", "a.toml", "--quiet")
    #expect(result.status == 0, "\(result.errors)")
    let metrics = try TimeSeriesFile(path: "\(program.folder)/Outputs/a/metrics.csv")
    let times = try #require(metrics.column("time [s]")), steps = try #require(metrics.column("protocol step"))
    // Seconds, and twice each change of steps.
    #expect(times == [0, 1, 2, 3, 3.6, 3.6, 4, 4.1, 4.1, 5, 5, 6, 7, 8, 8.6, 8.6, 9, 9.1, 9.1, 10])
    #expect(steps == [1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 6, 6])
  }

  @Test func aProtocolWithoutAnEndIsRefused() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config.replacing("untilArealCapacity = \"0.01 mA*h/cm^2\"", with: "untilTipHeight = \"5 um\""), to: "a.toml")
    let result = try program.run("run", "a.toml", "--quiet")
    #expect(result.status == 2)
    #expect(
      result.errors == """
        a.toml:12: charging.duration: missing; expected a time such as "10 min" that bounds the whole run, because step 1.1 has no bound in time

        """)
    #expect(try program.names() == ["a.toml"])
  }

  @Test func theShortCircuitIsTold() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(
      RunTests.strip.replacing("currentDensity = \"724 mA/cm^2\"", with: "voltage = \"1 V\"\nstopHeight = \"24 um\"").replacing(
        "duration = \"1 min\"", with: "duration = \"1 h\""
      ).replacing(
        "[numerics]", with: "[numerics]\ntimeStepFactor = 0.5\nstepTolerance = 0.1"),
      to: "a.toml")
    let result = try program.run("run", "a.toml", "--quiet", "--set", "electrolyte.saltTransport=false")
    #expect(result.status == 0, "\(result.errors)")
    let summary = try Summary(path: "\(program.folder)/Outputs/a/summary.json")
    #expect(summary.outcome == .stopped)
    #expect(summary.reason.hasPrefix("short circuit: the lithium touched the counter electrode at t = "))
    let capacity = try #require(summary.results["short-circuit capacity"]).value
    // Faraday: 16 µm of lithium from 4 µm to 4δ below the top; 4.85 µm are 1 mA·h/cm².
    #expect(abs(capacity / (16 / 4.8508) - 1) < 0.02)
    #expect(try #require(summary.results["short-circuit time"]).value > 0)
  }
}
