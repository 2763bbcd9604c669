import Records
import Testing

@testable import Configuration

@Suite struct ResolvedConfigTests {
  @Test func aResolvedConfigGivesTheSameRunBitForBit() throws {
    for text in [SampleConfig.minimal, SampleConfig.full] {
      let config = try RunConfiguration(parsing: text, file: "sample.toml")
      let resolved = config.resolvedTOML()
      let again = try RunConfiguration(parsing: resolved, file: "config.toml")
      #expect(again == config)
      #expect(again.resolvedTOML() == resolved)
    }
  }

  @Test func awkwardNumbersKeepTheirBits() throws {
    var config = try RunConfiguration(parsing: SampleConfig.minimal, file: "sample.toml")
    let awkward = 1.1.nextUp
    config.electrolyte.saltDiffusivity = .init(.value(3.2e-10.nextUp), activationEnergy: 0.1 + 0.2, referenceTemperature: 300.1.nextUp)
    config.electrode.exchangeCurrentDensity = .init(.value(0.1 + 0.2))
    config.electrolyte.thermodynamicFactor = .init(
      .fit(coefficients: [awkward, 0.1], powers: [0, awkward], range: awkward...3000))
    config.electrolyte.ionicConductivity = .init(.table(concentrations: [0.1, awkward], values: [awkward, 1]))
    config.charging.duration = 1.0 / 3.0
    config.cell.temperature = 298.15.nextDown
    config.output.ranges.potential = -0.1.nextUp...1e-300
    #expect(try RunConfiguration(parsing: config.resolvedTOML(), file: "sample.toml") == config)
  }

  @Test func standardValuesAreFilledIn() throws {
    let config = try RunConfiguration(parsing: SampleConfig.minimal, file: "Configs/sample.toml")
    #expect(config.name == "sample")
    #expect(config.model == .butlerVolmer)
    #expect(config.cell == .init(width: 40e-6, height: 60e-6, temperature: 298.15, sides: .periodic))
    #expect(
      config.electrode
        == .init(
          position: 10e-6, molarVolume: 1.3e-5, kineticLaw: .butlerVolmer, exchangeCurrentDensity: .init(.value(30)),
          chargeTransferCoefficient: 0.5, reorganizationEnergy: nil, filmResistance: 0, interfacialEnergy: 0.5, anisotropy: nil, noise: nil,
          roughness: nil, surface: nil, nuclei: []))
    #expect(
      config.electrolyte
        == .init(
          material: nil, concentration: 1000, saltDiffusivity: .init(.value(3.2e-10)), ionicConductivity: .init(.value(1)),
          conductivityLaw: .proportional, cationTransferenceNumber: .init(.value(0.38)), thermodynamicFactor: .init(.value(1)),
          counterSide: .reservoir, reservoirDistance: 0, saltTransport: true, displacementFlow: false))
    #expect(config.charging == .init(control: .voltage(0.1), duration: 600, maximumVoltage: nil, stopHeight: 0.9 * 60e-6))
    #expect(
      config.output
        == .init(
          frameSpacing: .count(100), frameHeightStep: nil, fields: [.composite], metricsInterval: nil, frameHeight: 900,
          ranges: .init(salt: nil, potential: nil, current: nil),
          checkpoints: .init(wallTime: 600, steps: nil, interval: nil, kept: 2)))
    #expect(
      config.numerics
        == .init(
          interfaceHalfWidth: nil, cellSize: nil, sharpeningRate: 4, timeStepFactor: 0.2, maximumTimeStep: nil, holdInterface: false,
          stepTolerance: 1e-2, potentialTolerance: 1e-7, saltTolerance: 1e-6))
    #expect(config.advice.isEmpty)
  }

  @Test func everyKeyIsRead() throws {
    let config = try RunConfiguration(parsing: SampleConfig.full, file: "sample.toml")
    #expect(config.name == "all-keys")
    #expect(config.cell.sides == .mirrored)
    #expect(config.electrode.roughness == .init(amplitude: 0.2e-6, form: .modes(12), seed: 7))
    #expect(
      config.electrode.nuclei == [.init(position: 10e-6, radius: 1e-6, height: 0), .init(position: 30e-6, radius: 2e-6, height: -0.5e-6)])
    #expect(config.electrolyte.conductivityLaw == .constant)
    #expect(config.electrolyte.reservoirDistance == 1e-3)
    #expect(!config.electrolyte.saltTransport)
    #expect(config.charging == .init(control: .currentDensity(10), duration: 7200, maximumVoltage: 0.3, stopHeight: 50e-6))
    #expect(config.output.frameSpacing == .interval(10))
    #expect(config.output.fields == [.lithium, .salt])
    #expect(config.output.checkpoints == .init(wallTime: 120, steps: 500, interval: 60, kept: 3))
    #expect(config.output.ranges == .init(salt: 0...1200, potential: -0.1...0, current: 0...100))
    #expect(
      config.output.fieldFiles == .init(fields: [.lithium, .current], spacing: .interval(20), precision: .double, compression: 9))
    #expect(config.numerics.interfaceHalfWidth == 0.5e-6)
    #expect(config.numerics.cellSize == 0.25e-6)
  }
}
