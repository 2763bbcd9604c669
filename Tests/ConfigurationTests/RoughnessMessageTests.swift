import Simulations
import Testing

@testable import Configuration

@Suite struct RoughnessMessageTests {
  /// Keys of `[electrode.roughness]`, from line 19 of the minimal config, and message.
  static let wrong: [(String, String)] = [
    (
      "amplitude = \"1 um\"\nmodes = 3\ncorrelationLength = \"2 um\"",
      "quickstart.toml:21: electrode.roughness.correlationLength: set either modes or correlationLength, not both"
    ),
    (
      "amplitude = \"1 um\"\nmodes = 3\nhurstExponent = 0.5",
      "quickstart.toml:21: electrode.roughness.hurstExponent: has no effect with modes; it belongs to a surface with correlationLength"
    ),
    (
      "amplitude = \"1 um\"\ncorrelationLength = \"2 um\"\nhurstExponent = 1",
      "quickstart.toml:21: electrode.roughness.hurstExponent: expected a number between 0 and 1, both excluded, found 1"
    ),
    (
      "amplitude = \"1 um\"\ncorrelationLength = \"20 um\"",
      "quickstart.toml:20: electrode.roughness.correlationLength: expected at most a quarter of the cell width of 40 um, so that the width "
        + "is a sample, found 20 um"
    ),
    (
      "amplitude = \"1 um\"\ncorrelationLength = \"2 um\"\nshortestWavelength = \"5 um\"",
      "quickstart.toml:21: electrode.roughness.shortestWavelength: expected at most twice the correlation length of 2 um, found 5 um"
    ),
    (
      "amplitude = \"1 um\"\ncorrelationLength = \"2 um\"\nshortestWavelength = \"1 nm\"",
      "quickstart.toml:21: electrode.roughness.shortestWavelength: expected at most 2000 waves, the shortest of 20 nm or more, found 1 nm"
    ),
  ]

  @Test(arguments: wrong) func aWrongSpectrum(keys: String, message: String) {
    #expect(MessageTests.messages(adding: "[electrode.roughness]\n\(keys)") == message)
  }

  @Test func wavesThatTheInterfaceSwallowsAreTold() throws {
    func advice(_ keys: String, _ overrides: String...) throws -> [String] {
      let text = SampleConfig.minimal + "\n[electrode.roughness]\namplitude = \"100 nm\"\n\(keys)\n[numerics]\ncellSize = \"250 nm\"\n"
      return try RunConfiguration(parsing: text, file: "a.toml", overrides: ["numerics.interfaceHalfWidth=500 nm"] + overrides).advice
    }
    #expect(try advice("modes = 20").isEmpty)
    #expect(
      try advice("modes = 40") == [
        "electrode.roughness.modes: waves of 1 um are lost in an interface of half width 500 nm; use none shorter than 2 um, or a finer "
          + "interface"
      ])
    #expect(try advice("modes = 40", "cell.sides=mirrored").isEmpty)
    #expect(try advice("correlationLength = \"2 um\"\nshortestWavelength = \"200 nm\"").isEmpty)
    #expect(
      try advice("correlationLength = \"1 um\"") == [
        "electrode.roughness.correlationLength: waves of 1 um are lost in an interface of half width 500 nm; use none shorter than 2 um, "
          + "or a finer interface"
      ])
    #expect(
      try advice("correlationLength = \"2 um\"\nhurstExponent = 0.5") == [
        "electrode.roughness.shortestWavelength: waves of 200 nm are lost in an interface of half width 500 nm; use none shorter than 2 um, "
          + "or a finer interface"
      ])
  }

  @Test func theSpectrumIsReadAndResolved() throws {
    let text = SampleConfig.minimal + "\n[electrode.roughness]\namplitude = \"200 nm\"\ncorrelationLength = \"2 um\"\nhurstExponent = 0.7\n"
    let config = try RunConfiguration(parsing: text, file: "a.toml")
    #expect(
      config.electrode.roughness
        == .init(
          amplitude: 0.2e-6, form: .spectrum(.init(correlationLength: 2e-6, hurstExponent: 0.7, shortestWavelength: 0.2e-6)), seed: 1))
    #expect(try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml") == config)
    // The surface is the same whatever grid the run takes.
    let front = config.initialFront
    var fine = config
    fine.numerics.interfaceHalfWidth = 0.1e-6
    try fine.numerics.resolveGrid(in: fine.cell)
    #expect(front.distance(x: 13e-6, z: 10.1e-6) == fine.initialFront.distance(x: 13e-6, z: 10.1e-6))
  }
}
