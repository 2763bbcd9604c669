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
      try advice("electrolyte.saltTransport=false", "numerics.saltTolerance=1e-6") == [
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

  @Test func keysOfAFlatSurface() throws {
    #expect(
      try advice("electrode.roughness.amplitude=0 um", "electrode.roughness.seed=5") == [
        "a.toml:23: electrode.roughness.modes: has no effect with amplitude = 0, a flat surface",
        "--set electrode.roughness.seed: has no effect with amplitude = 0, a flat surface",
      ])
  }

  @Test func aResolvedConfigTellsNoMoreThanItsOrigin() throws {
    for sample in [SampleConfig.minimal, SampleConfig.full, Self.small] {
      let config = try RunConfiguration(parsing: sample, file: "a.toml")
      let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
      #expect(Set(again.idleKeys.map(\.key)).isSubset(of: config.idleKeys.map(\.key)))
    }
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
      let config = try RunConfiguration(parsing: text, file: "a.toml", overrides: overrides)
      let simulation = config.simulation()
      var polls = 0
      simulation.interruption = {
        polls += 1
        return polls > 4 ? 2 : nil
      }
      _ = try simulation.run()
      let metrics = simulation.metrics
      return "\(metrics.time) \(metrics.voltage) \(metrics.currentDensity) \(metrics.morphology) \(metrics.charge) \(metrics.saltBalance)"
    }
    let base = setting + ["charging.duration=1 min"]
    #expect(try metrics(base) == metrics(base + [idle]))
    #expect(
      try RunConfiguration(parsing: text, file: "a.toml", overrides: base + [idle]).idleKeys.contains { idle.hasPrefix($0.key + "=") })
  }
}
