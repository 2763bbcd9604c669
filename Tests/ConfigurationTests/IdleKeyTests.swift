import Simulations
import Testing

@testable import Configuration

/// Keys that decide nothing are told, and only those.
@Suite struct IdleKeyTests {
  private func advice(_ overrides: String...) throws -> [String] {
    let text = Self.small + "\n[electrode.roughness]\namplitude = \"100 nm\"\nmodes = 3\n"
    return try RunConfiguration(parsing: text, file: "a.toml", overrides: overrides).idleKeys.map(\.description)
  }

  /// 16 x 32 cells.
  static let small = SampleConfig.minimal.replacing("60 um", with: "80 um") + "\n[numerics]\ninterfaceHalfWidth = \"5 um\"\n"

  @Test func aConfigWithoutIdleKeysTellsNone() throws { #expect(try advice().isEmpty) }

  @Test func saltKeysWithoutSalt() throws {
    #expect(
      try advice("electrolyte.saltTransport=false", "numerics.saltTolerance=1e-8") == [
        "a.toml:11: electrolyte.saltDiffusivity: has no effect with saltTransport = false, which keeps the salt uniform",
        "a.toml:13: electrolyte.cationTransferenceNumber: has no effect with saltTransport = false, which keeps the salt uniform",
        "--set numerics.saltTolerance: has no effect with electrolyte.saltTransport = false, where no salt is solved for",
      ])
  }

  @Test func keysOfAnInterfaceThatIsHeld() throws {
    #expect(
      try advice(
        "numerics.holdInterface=true", "numerics.sharpeningRate=2", "charging.stopHeight=30 um", "output.frameHeightStep=1 um") == [
          "--set numerics.sharpeningRate: has no effect with holdInterface = true, which keeps the profile as it is",
          "--set charging.stopHeight: has no effect with numerics.holdInterface = true, where no tip rises",
          "--set output.frameHeightStep: has no effect with numerics.holdInterface = true, where no tip rises",
        ])
  }

  @Test func keysOfFramesThatAreNotMade() throws {
    #expect(
      try advice("output.frames=0", "output.fields=salt", "output.frameHeight=200", "output.ranges.salt=[\"0 M\", \"1 M\"]") == [
        "--set output.fields: has no effect with frames = 0", "--set output.frameHeight: has no effect with frames = 0",
        "--set output.ranges.salt: has no effect without frames of the salt",
      ])
    #expect(
      try advice("output.fields=salt", "output.ranges.salt=[\"0 M\", \"1 M\"]", "output.ranges.current=[\"0 A/m^2\", \"1 A/m^2\"]") == [
        "--set output.ranges.current: has no effect without frames of the current"
      ])
  }

  @Test func keysOfASurfaceThatIsNotDrawn() throws {
    let range = "output.ranges.current=[\"0 A/m^2\", \"1 A/m^2\"]"
    #expect(
      try advice("cell.depth=40 um", "output.fields=composite", "output.surface={ coloredBy = \"salt\", azimuth = \"36 deg\" }") == [
        "--set output.surface.coloredBy: has no effect without frames of the surface"
      ])
    #expect(
      try advice("cell.depth=40 um", "output.frames=0", "output.surface.azimuth=0 deg", "output.surface.elevation=0 deg") == [
        "--set output.surface.azimuth: has no effect without frames of the surface",
        "--set output.surface.elevation: has no effect without frames of the surface",
      ])
    #expect(
      try advice(
        "cell.depth=40 um", "output.frames=0",
        "output.surface={ zoom = 2, fieldOfView = \"0 deg\", cut = { width = [\"0 um\", \"9 um\"] }, slice = { field = \"salt\", position = \"1 um\" } }"
      )
        == [
          "--set output.surface.zoom: has no effect without frames of the surface",
          "--set output.surface.cut.width: has no effect without frames of the surface",
          "--set output.surface.slice.field: has no effect without frames of the surface",
        ])
    #expect(
      try advice("cell.depth=40 um", "output.fields=surface", "output.surface.layerOpacity=0.5") == [
        "--set output.surface.layerOpacity: has no effect without a section [[layer]]"
      ])
    #expect(try advice("cell.depth=40 um", "output.fields=surface", range).isEmpty)
    #expect(
      try advice("cell.depth=40 um", "output.fields=surface", "output.surface.coloredBy=salt", range) == [
        "--set output.ranges.current: has no effect without frames of the current"
      ])
  }

  @Test func keysOfAFlatSurface() throws {
    #expect(
      try advice("electrode.roughness.amplitude=0 um", "electrode.roughness.seed=5") == [
        "a.toml:23: electrode.roughness.modes: has no effect with amplitude = 0, a flat surface",
        "--set electrode.roughness.seed: has no effect with amplitude = 0, a flat surface",
      ])
  }

  @Test func endsOfStepsThatAreNeverMet() throws {
    let told = try RunConfiguration(parsing: Self.steps, file: "a.toml").idleKeys.map(\.description)
    let line = Self.steps.split(separator: "[charging]\n")[0].split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(
      told == [
        "a.toml:\(line + 3): charging.step[0].untilTipHeight: has no effect above charging.stopHeight, where the run ends",
        "a.toml:\(line + 9): charging.step[1].step[0].untilArealCapacity: has no effect with a duration in which this current passes less",
        "a.toml:\(line + 14): charging.step[1].step[1].duration: has no effect with an areal capacity that this current passes sooner",
      ])
    let held = try RunConfiguration(parsing: Self.steps, file: "a.toml", overrides: ["numerics.holdInterface=true"])
    #expect(
      held.idleKeys.map { "\($0.key): \($0.message)" }.prefix(2) == [
        "charging.step[0].untilTipHeight: has no effect with numerics.holdInterface = true, where no tip rises",
        "charging.step[0].untilMeanHeightBelow: has no effect with numerics.holdInterface = true, where the lithium stays as high as it is",
      ])
    let overridden = try RunConfiguration(
      parsing: Self.steps, file: "a.toml",
      overrides: ["charging.step=[{ currentDensity = \"1 mA/cm^2\", untilArealCapacity = \"1 mA*h/cm^2\", duration = \"2 h\" }]"])
    #expect(
      overridden.idleKeys.map(\.description) == [
        "--set charging.step[0].duration: has no effect with an areal capacity that this current passes sooner"
      ])
  }

  private static let steps =
    String(small.split(separator: "[charging]")[0]) + """
      [charging]
      [[charging.step]]
      voltage = "10 mV"
      untilTipHeight = "78 um"
      untilMeanHeightBelow = "1 um"
      duration = "2 s"
      [[charging.step]]
      [[charging.step.step]]
      currentDensity = "1 mA/cm^2"
      untilArealCapacity = "1 mA*h/cm^2"
      duration = "1 s"
      [[charging.step.step]]
      currentDensity = "-1 mA/cm^2"
      untilArealCapacity = "1 mA*h/cm^2"
      duration = "2 h"
      [numerics]
      interfaceHalfWidth = "5 um"
      cellSize = "2.5 um"

      """

  @Test func aResolvedConfigTellsNoMoreThanItsOrigin() throws {
    for sample in [SampleConfig.minimal, SampleConfig.full, Self.small, Self.steps] {
      let config = try RunConfiguration(parsing: sample, file: "a.toml")
      let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
      #expect(Set(again.idleKeys.map(\.key)).isSubset(of: config.idleKeys.map(\.key)))
    }
  }

  private func metrics(_ config: RunConfiguration, steps: Int) throws -> String {
    let simulation = config.simulation()
    var polls = 0
    simulation.interruption = {
      polls += 1
      return polls > steps ? 2 : nil
    }
    _ = try simulation.run()
    let metrics = simulation.metrics
    return "\(metrics.time) \(metrics.voltage) \(metrics.currentDensity) \(metrics.morphology) \(metrics.charge) \(metrics.saltBalance)"
  }

  @Test func idleEndsOfStepsChangeNothing() throws {
    let config = try RunConfiguration(parsing: Self.steps, file: "a.toml")
    let without = Self.steps.replacing("untilTipHeight = \"78 um\"\n", with: "").replacing(
      "\nuntilArealCapacity = \"1 mA*h/cm^2\"\nduration = \"1 s\"", with: "\nduration = \"1 s\""
    ).replacing("duration = \"2 h\"\n", with: "")
    let bare = try RunConfiguration(parsing: without, file: "a.toml")
    #expect(bare.idleKeys.isEmpty && config.idleKeys.count == 3)
    let steps = 60
    let whole = try metrics(config, steps: steps)
    #expect(try whole == metrics(bare, steps: steps))
    // It came to the last of the steps.
    let simulation = config.simulation()
    var polls = 0
    simulation.interruption = {
      polls += 1
      return polls > steps ? 2 : nil
    }
    _ = try simulation.run()
    #expect(simulation.metrics.protocolStep == 3)
  }

  /// The table tells the truth: a run is the same bit for bit whatever an idle key says.
  @Test(arguments: [
    (["electrolyte.saltTransport=false"], "electrolyte.saltDiffusivity=1e-9 m^2/s"),
    (["electrolyte.saltTransport=false"], "electrolyte.cationTransferenceNumber=0.9"),
    (["electrolyte.saltTransport=false"], "electrolyte.thermodynamicFactor=3"),
    (["electrolyte.saltTransport=false"], "numerics.saltTolerance=0.5"),
    (["numerics.holdInterface=true"], "numerics.sharpeningRate=1"),
    (["numerics.holdInterface=true"], "charging.stopHeight=70 um"),
    (["electrode.roughness.amplitude=0 um"], "electrode.roughness.seed=9"),
  ])
  func anIdleKeyChangesNothing(setting: [String], idle: String) throws {
    let text = Self.small + "\n[electrode.roughness]\namplitude = \"1 um\"\nmodes = 3\n"
    func metrics(_ overrides: [String]) throws -> String {
      try self.metrics(RunConfiguration(parsing: text, file: "a.toml", overrides: overrides), steps: 4)
    }
    let base = setting + ["charging.duration=1 min"]
    #expect(try metrics(base) == metrics(base + [idle]))
    #expect(
      try RunConfiguration(parsing: text, file: "a.toml", overrides: base + [idle]).idleKeys.contains { idle.hasPrefix($0.key + "=") })
  }
}
