import Foundation
import Records
import Testing

/// Whole runs through the program, as a user makes them.
@Suite struct RunTests {
  /// Rough front with salt, 64 x 64 cells, some twenty steps.
  static let rough = """
    [cell]
    width = "16 um"
    height = "16 um"
    [electrode]
    position = "4 um"
    exchangeCurrentDensity = "10 mA/cm^2"
    [electrode.roughness]
    amplitude = "100 nm"
    modes = 4
    [electrolyte]
    concentration = "1 mol/L"
    saltDiffusivity = "3e-10 m^2/s"
    ionicConductivity = "10 mS/cm"
    cationTransferenceNumber = 0.4
    reservoirDistance = "50 um"
    [charging]
    voltage = "300 mV"
    duration = "600 ms"
    [output]
    frames = 2
    fields = ["composite", "salt"]
    frameHeight = 200
    [numerics]
    interfaceHalfWidth = "500 nm"
    """

  /// Flat front in a strip: 20 µm of electrolyte, limiting current 241 mA/cm².
  static let strip = """
    [cell]
    width = "4 um"
    height = "24 um"
    [electrode]
    position = "4 um"
    exchangeCurrentDensity = "3 mA/cm^2"
    [electrolyte]
    concentration = "1 mol/L"
    saltDiffusivity = "3e-10 m^2/s"
    ionicConductivity = "10 mS/cm"
    cationTransferenceNumber = 0.4
    [charging]
    currentDensity = "724 mA/cm^2"
    duration = "1 min"
    [output]
    frames = 0
    frameHeightStep = "10 um"
    frameHeight = 100
    [numerics]
    interfaceHalfWidth = "1 um"
    """

  @Test func theSameBytesEachTimeAndForAnyNumberOfThreads() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    // More cells than are worth waking threads for, so that two threads do share the work.
    let config = Self.rough.replacing("500 nm", with: "250 nm")
    try program.write(config, to: "a.toml")
    for (name, threads) in [("one", "1"), ("two", "2"), ("again", "2")] {
      let result = try program.run("run", "a.toml", "--quiet", "--threads", threads, "--output", name)
      #expect(result.status == 0, "\(result.errors)")
    }
    let frames = ["composite", "salt"].flatMap { field in (0...2).map { "frames/\(field)/00000\($0).png" } }
    #expect(try program.names("one/frames/composite").count == 3)
    for file in ["metrics.csv", "steps.csv", "outlines.csv", "config.toml"] + frames {
      let bytes = try program.bytes("one/\(file)")
      #expect(bytes == (try program.bytes("two/\(file)")), "\(file)")
      #expect(bytes == (try program.bytes("again/\(file)")), "\(file)")
    }
    let rows = try TimeSeriesFile(path: "\(program.folder)/one/metrics.csv")
    #expect(rows.rows.count > 10)
    // Frames fall on round times.
    #expect(try #require(rows.column("time [s]")).contains(0.3))
  }

  @Test func aCurrentThatCannotBeCarriedStopsWithItsMessage() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.strip, to: "a.toml")
    let result = try program.run("run", "a.toml", "--quiet")
    #expect(result.status == 1)
    let message = try #require(result.errors.split(separator: "\n").last)
    #expect(
      message.hasPrefix("Outputs/a: imposed current exceeds what the electrolyte can carry: the salt at the front is used up at t = "))
    #expect(message.contains("t/t_Sand = ") && message.contains("charging.currentDensity"))
    let summary = try Summary(path: "\(program.folder)/Outputs/a/summary.json")
    #expect(summary.outcome == .failed)
    #expect(summary.reason.hasPrefix("imposed current exceeds what the electrolyte can carry"))
    let metrics = try TimeSeriesFile(path: "\(program.folder)/Outputs/a/metrics.csv")
    #expect(metrics.rows.count == summary.steps + 1)
    #expect(try program.names("Outputs/a/frames/composite").count == 2)
  }

  @Test func theStopHeightAndTheVoltageLimitEndARunWell() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.strip, to: "a.toml")
    let limited = try program.run("run", "a.toml", "--output", "v", "--set", "charging.maximumVoltage=600 mV")
    #expect(limited.status == 0, "\(limited.errors)")
    #expect(limited.output.hasPrefix("v: the cell voltage exceeded maximumVoltage; "))
    let stopped = try program.run(
      "run", "a.toml", "--output", "h", "--set", "charging.currentDensity=100 mA/cm^2", "--set", "charging.stopHeight=5 um")
    #expect(stopped.status == 0, "\(stopped.errors)")
    #expect(
      stopped.output.hasPrefix(
        "h: the tip reached the stop height; metrics.csv, steps.csv, summary.json, 2 frames in frames/\nmovie: ffmpeg "))
    #expect(try Summary(path: "\(program.folder)/h/summary.json").outcome == .stopped)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aSignalEndsARunWithCompleteFiles(signal: Int32, status: Int32) throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.rough, to: "a.toml")
    let metrics = "\(program.folder)/o/metrics.csv"
    let result = try program.run(
      "run", "a.toml", "--output", "o", "--set", "charging.duration=1 h", "--set", "charging.voltage=1 mV", "--set",
      "numerics.maximumTimeStep=1 ms", signal: signal
    ) {
      ((try? String(contentsOfFile: metrics, encoding: .utf8))?.split(separator: "\n").count ?? 0) > 3
    }
    #expect(result.status == status, "\(result.errors)")
    #expect(
      result.errors.hasSuffix("o: interrupted; metrics, frames and summary are complete up to there; go on with: lidendrite resume o\n"))
    let summary = try Summary(path: "\(program.folder)/o/summary.json")
    #expect(summary.outcome == .interrupted)
    let series = try TimeSeriesFile(path: metrics)
    #expect(series.rows.count == summary.steps + 1)
    #expect(try program.names("o/frames/composite") == ["000000.png", "000001.png"])
    #expect(try program.read("o/log.txt").contains("interrupted by signal \(signal)"))
  }

  @Test func anOpenInterfaceIsChosenAndSaid() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.rough.replacing("[numerics]\ninterfaceHalfWidth = \"500 nm\"", with: ""), to: "a.toml")
    let result = try program.run("check", "a.toml")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("chosen: capillary wavelength / 20"))
    #expect(!result.output.contains("Warnings"))
    for label in ["capillary wavelength", "kinetic length", "memory", "wall time", "stagnant layer holds after"] {
      #expect(result.output.contains(label), "\(label)")
    }
  }
}
