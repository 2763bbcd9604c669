import Fields
import Foundation
import Physics
import Testing

@testable import Configuration

/// `[[layer]]`: what a resolved config keeps, what `check` says of it, and what is refused.
@Suite struct LayerConfigTests {
  static let riding = "[[layer]]\nthickness = \"1 um\"\nionicConductivity = \"0.1 mS/cm\"\n"
  static let fixed = "[[layer]]\nkind = \"fixed\"\nposition = \"3 um\"\nthickness = \"1 um\"\nionicConductivity = \"0.1 mS/cm\"\n"

  @Test func aResolvedConfigGivesTheSameLayers() throws {
    for layers in [
      Self.riding
        + "gap = [{ position = \"2 um\", radius = \"400 nm\" }]\ncriticalThickness = \"500 nm\"\nexchangeCurrentDensity = \"2 mA/cm^2\"\n"
        + Self.riding,
      Self.fixed + "[[layer.gap]]\nposition = \"1 um\"\nradius = \"300 nm\"\n[layer.randomGaps]\ncount = 2\nradius = \"400 nm\"",
      "[[layer]]\nkind = \"fixed\"\nmaterial = \"LLZO\"\nexchangeCurrentDensity = \"1 A/m^2\"\n"
        + "particle = [{ position = \"2 um\", height = \"3 um\", radius = \"500 nm\" }]\n",
    ] {
      let config = try InterlayerConfigTests.config(layers)
      let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
      #expect(again.layers == config.layers && again.resolvedTOML() == config.resolvedTOML())
      #expect(again.modelParameters.layers == config.modelParameters.layers && again.layers.count == config.layers.count)
    }
  }

  /// κ of LLZO is 0.05 S/m, its exchange current density 10 A/m² here.
  @Test func lawsAreRelativeToTheElectrolyte() throws {
    let config = try InterlayerConfigTests.config(Self.fixed + "exchangeCurrentDensity = \"0.5 mA/cm^2\"\n")
    let law = config.modelParameters.layers[0]
    let conductivity = config.electrolyteLaws.conductivity.conductivity(config.electrolyte.concentration)
    #expect(abs(law.conductivityRatio - 0.01 / conductivity) < 1e-12 && law.diffusivityRatio == law.conductivityRatio)
    #expect(law.exchangeRatio == 0.5)
    #expect(law.kind == .fixed(LayerRegion(slab: 3e-6...4e-6)))
    #expect(try InterlayerConfigTests.config(Self.fixed).modelParameters.layers[0].exchangeRatio == 0)
    #expect(try InterlayerConfigTests.config(Self.riding).modelParameters.layers[0].exchangeRatio == 1)
  }

  @Test func checkTellsWhatLayersResist() throws {
    let config = try InterlayerConfigTests.config(Self.fixed + "[layer.randomGaps]\ncount = 2\nradius = \"150 nm\"\n")
    let rows = CheckReport(config, threads: 1).sections.flatMap(\.rows)
    let more = (1e-6 / 0.01 - 1e-6 / config.electrolyteLaws.conductivity.conductivity(config.electrolyte.concentration)) * 1e4
    #expect(
      rows.first { $0.label == "layer 1" }?.remark
        == "fixed, \(Readable.number(more, digits: 3)) ohm*cm^2 more than the electrolyte, keeps lithium out, 2 gaps")
    #expect(
      config.advice == [
        "layer[0]: gaps of 150 nm are less than two interface half widths of 100 nm; set numerics.interfaceHalfWidth to half of that radius or less"
      ])
    #expect(
      try InterlayerConfigTests.config(
        "[[layer]]\nthickness = \"250 nm\"\nionicConductivity = \"0.1 mS/cm\"\ncriticalThickness = \"50 nm\"\n"
      ).advice == [
        "layer[0].thickness: 250 nm is less than three times the interface half width of 100 nm; a thinner layer is an [[interlayer]]",
        "layer[0].criticalThickness: 50 nm is less than the interface half width of 100 nm, below which a layer fades whatever its strength",
      ])
  }

  /// Of LLZO in the database; only where something bears stress.
  @Test func moduliAreThoseOfTheMaterial() throws {
    let named = "[[layer]]\nmaterial = \"LLZO\"\nthickness = \"1 um\"\n"
    let mechanics = "[mechanics]\nelectrolyteYoungsModulus = \"1 GPa\"\nelectrolytePoissonsRatio = 0.4\ndepositionStrain = 0.001\n"
    #expect(try InterlayerConfigTests.config(named).layers[0].youngsModulus == nil)
    let config = try InterlayerConfigTests.config(named + mechanics)
    let (modulus, ratio) = (
      try #require(Material.find("LLZO")[.youngsModulus]?.value), try #require(Material.find("LLZO")[.poissonsRatio]?.value)
    )
    #expect(modulus > 1.4e11 && config.layers[0].youngsModulus == modulus && config.layers[0].poissonsRatio == ratio)
    #expect(config.modelParameters.layers[0].stiffness == Stiffness(youngsModulus: modulus, poissonsRatio: ratio))
    #expect(config.modelParameters.mechanics?.equilibrium.hasLayers == true)
    let own = try InterlayerConfigTests.config(named + "youngsModulus = \"1 kPa\"\ninterfacialEnergy = \"1 J/m^2\"\n" + mechanics)
    #expect(own.modelParameters.layers[0].stiffness?.bulkModulus == 1e9)
    #expect(own.modelParameters.layers[0].energyRatio == 1 / own.electrode.interfacialEnergy)
    let bare = try InterlayerConfigTests.config(Self.riding + mechanics)
    #expect(bare.modelParameters.layers[0].stiffness == nil && bare.modelParameters.mechanics?.equilibrium.hasLayers == false)
    #expect(
      try InterlayerConfigTests.config(Self.riding + "youngsModulus = \"1 GPa\"\n").advice == [
        "a.toml:17: layer[0].youngsModulus: has no effect without a section [mechanics]"
      ])
  }

  /// i₀ of the innermost coating, and what the salt has to pass: two coatings of 1 µm on 7 µm of electrolyte.
  @Test func checkCountsWhatCoatingsDo() throws {
    let layers =
      Self.riding + "saltDiffusivity = \"1e-10 m^2/s\"\nexchangeCurrentDensity = \"0.1 mA/cm^2\"\n" + Self.riding
      + "saltDiffusivity = \"1e-10 m^2/s\"\ncationTransferenceNumber = 1\n"
    let config = try RunConfiguration(
      parsing: SampleConfig.minimal + "\n" + layers, file: "a.toml", overrides: ["charging.voltage=\"10 mV\""])
    let bare = try RunConfiguration(parsing: SampleConfig.minimal, file: "a.toml", overrides: ["charging.voltage=\"10 mV\""])
    let planar = PlanarCell(config), reference = PlanarCell(bare)
    let ratio = config.electrolyteLaws.saltDiffusivity / 1e-10
    let way = planar.thickness + 1e-6 * (ratio - 1) - 1e-6
    let expected = try #require(reference.limitingCurrentDensity) * planar.thickness / way
    #expect(abs(try #require(planar.limitingCurrentDensity) / expected - 1) < 1e-12)
    let parameters = config.modelParameters, slow = planar.start(under: .currentDensity(1)).overpotential
    let expectedSlow = -2 * parameters.electrolyte.thermalVoltage * asinh(0.5 / 1.0)
    #expect(abs(slow / expectedSlow - 1) < 1e-9, "\(slow) \(expectedSlow)")
  }

  static let collector = "[[layer]]\nkind = \"collector\"\nthickness = \"300 nm\"\n"

  @Test func aCollectorIsASurface() throws {
    let config = try InterlayerConfigTests.config(
      Self.collector + "exchangeCurrentDensity = \"0.1 mA/cm^2\"\nsite = [{ position = \"2 um\", radius = \"400 nm\" }]\n"
        + "[layer.randomSites]\ncount = 2\nradius = \"300 nm\"\n")
    let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
    #expect(again.resolvedTOML() == config.resolvedTOML() && again.modelParameters.layers == config.modelParameters.layers)
    let law = config.modelParameters.layers[0]
    guard case .surface(let region) = law.kind else { Issue.record("\(law.kind)"); return }
    #expect(
      abs((region.slab?.upperBound ?? 0) - 1.3e-6) < 1e-15 && region.slab?.lowerBound == 0 && region.gaps.count == 3
        && abs(law.exchangeRatio - 0.1) < 1e-12 && law.conductivityRatio == 1)
    let rows = CheckReport(config, threads: 1).sections.flatMap(\.rows)
    #expect(rows.first { $0.label == "layer 1" }?.remark == "collector, 3 sites")
    #expect(!rows.contains { "\($0)".contains("nan") }, "\(rows)")
    // Sites take a half of 4 um: i₀ is 0.55 of the electrode's.
    let collected = PlanarCell(config).start(under: .currentDensity(1)).overpotential
    let expected = -2 * config.modelParameters.electrolyte.thermalVoltage * asinh(0.5 / (10 * (0.5 + 0.5 * 0.1)))
    #expect(abs(collected / expected - 1) < 1e-9, "\(collected) \(expected)")
    let salt = try RunConfiguration(
      parsing: SampleConfig.minimal + "\n" + Self.collector + "exchangeCurrentDensity = \"0.1 mA/cm^2\"\n", file: "a.toml")
    let bare = try RunConfiguration(parsing: SampleConfig.minimal, file: "a.toml")
    #expect(PlanarCell(salt).limitingCurrentDensity == PlanarCell(bare).limitingCurrentDensity)
    #expect(config.advice.isEmpty, "\(config.advice)")
  }

  /// Thresholds in the order of the sites; what `check` says follows a flat front: I = i 2 sinh(F|η|/2RT) with i the mean of i₀.
  @Test func lithiumNucleatesAtSites() throws {
    let text =
      Self.collector + "exchangeCurrentDensity = \"0.1 A/m^2\"\nsite = [{ position = \"1 um\", radius = \"200 nm\" }, "
      + "{ position = \"2 um\", radius = \"200 nm\", nucleationOverpotential = \"30 mV\" }]\n"
      + "[layer.randomSites]\ncount = 2\nradius = \"300 nm\"\nnucleationOverpotential = \"60 mV\"\n"
    let config = try InterlayerConfigTests.config(text)
    let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
    #expect(again.resolvedTOML() == config.resolvedTOML() && again.modelParameters.layers == config.modelParameters.layers)
    #expect(config.modelParameters.layers[0].nucleationOverpotentials == [0, 0.03, 0.06, 0.06])
    func count(_ current: Double) throws -> String? {
      let charged = try RunConfiguration(
        parsing: InterlayerConfigTests.config(text).resolvedTOML().replacing(
          /voltage = "0.1 V".*/, with: "currentDensity = \"\(current) A/m^2\""), file: "a.toml")
      return CheckReport(charged, threads: 1).sections.flatMap(\.rows).first { $0.label == "layer 1" }?.remark
    }
    // One site takes 0.1 of the width: i₀ is 1.09 A/m² with it, 2.08 with two, 5.05 with all four; twice those times sinh(F|η|/2RT) is 1.34 at 30 mV,
    // and 6.14 with two at 60 mV.
    #expect(try count(1.2) == "collector, 4 sites, nucleation at 30 mV to 60 mV, 1 nucleated at the start")
    #expect(try count(1.5) == "collector, 4 sites, nucleation at 30 mV to 60 mV, 2 nucleated at the start")
    #expect(try count(6) == "collector, 4 sites, nucleation at 30 mV to 60 mV, 2 nucleated at the start")
    #expect(try count(6.5) == "collector, 4 sites, nucleation at 30 mV to 60 mV, 4 nucleated at the start")
  }

  /// Mean and standard deviation of a thousand draws within three standard errors; what is below zero is zero.
  @Test func thresholdsSpread() throws {
    func thresholds(_ keys: String) throws -> [Double] {
      try InterlayerConfigTests.config(
        Self.collector + "exchangeCurrentDensity = \"0.1 A/m^2\"\n[layer.randomSites]\ncount = 1000\nradius = \"300 nm\"\n" + keys
      ).modelParameters.layers[0].nucleationOverpotentials
    }
    let drawn = try thresholds("nucleationOverpotential = \"40 mV\"\nnucleationSpread = \"8 mV\"\nseed = 3")
    let mean = drawn.reduce(0, +) / 1000
    let deviation = (drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 999).squareRoot()
    #expect(abs(mean - 0.04) < 3 * 0.008 / 1000.squareRoot() && abs(deviation / 0.008 - 1) < 3 / 2000.squareRoot(), "\(mean) \(deviation)")
    #expect(try thresholds("nucleationOverpotential = \"40 mV\"\nnucleationSpread = \"8 mV\"\nseed = 4") != drawn)
    let half = try thresholds("nucleationSpread = \"8 mV\"")
    #expect(half.allSatisfy { $0 >= 0 } && abs(half.count { $0 == 0 } - 500) < 50)
    #expect(try thresholds("").isEmpty)
  }

  @Test(arguments: [
    (
      "exchangeCurrentDensity = \"0 A/m^2\"\nsite = [{ position = \"2 um\", radius = \"400 nm\", nucleationOverpotential = \"40 mV\" }]",
      "17: layer[0].exchangeCurrentDensity: expected more than 0 where lithium has to nucleate at every site; a front on which nothing exchanges has no overpotential"
    ),
    (
      "exchangeCurrentDensity = \"1 kA/m^2\"\nsite = [{ position = \"2 um\", radius = \"400 nm\", nucleationOverpotential = \"40 mV\" }]",
      "17: layer[0].exchangeCurrentDensity: expected less than that of lithium, 10 A/m^2, where lithium has to nucleate: what nucleates exchanges as lithium does"
    ),
    (
      "exchangeCurrentDensity = \"1 A/m^2\"\nsite = [{ position = \"2 um\", radius = \"400 nm\", nucleationOverpotential = \"-40 mV\" }]",
      "18: layer[0].site[0].nucleationOverpotential: expected a voltage of 0 or more, found \"-40 mV\""
    ),
    (
      "exchangeCurrentDensity = \"1 A/m^2\"\n[layer.randomSites]\ncount = 2\nradius = \"400 nm\"\nnucleationSpread = 0.01",
      "21: layer[0].randomSites.nucleationSpread: expected a voltage such as \"100 mV\", found 0.01 without a unit"
    ),
  ])
  func wrongNucleationIsRefused(_ keys: String, _ message: String) {
    wrongLayersAreRefused(Self.collector + keys, message)
  }

  @Test func lithiumNucleatesAtSitesAlone() {
    wrongLayersAreRefused(
      Self.riding + "gap = [{ position = \"2 um\", radius = \"400 nm\", nucleationOverpotential = \"40 mV\" }]",
      "17: layer[0].gap[0].nucleationOverpotential: unknown key; known here: depthPosition, position, radius")
  }

  @Test(arguments: [
    (collector, "14: layer[0].exchangeCurrentDensity: missing; expected a current density such as \"1 mA/cm^2\""),
    (
      collector + "exchangeCurrentDensity = \"0 A/m^2\"",
      "17: layer[0].exchangeCurrentDensity: no lithium is plated on a collector without it and without sites; set it above 0 or add a [[layer.site]]"
    ),
    (
      collector + "exchangeCurrentDensity = \"1 A/m^2\"\nionicConductivity = \"1 S/m\"",
      "18: layer[0].ionicConductivity: a collector is a surface: where lithium touches it, it has another exchangeCurrentDensity and interfacialEnergy, and nothing else"
    ),
    (
      collector + "exchangeCurrentDensity = \"1 A/m^2\"\ngap = [{ position = \"2 um\", radius = \"400 nm\" }]",
      "18: layer[0].gap: a collector has sites: [[layer.site]]"
    ),
    (
      Self.riding + "site = [{ position = \"2 um\", radius = \"400 nm\" }]",
      "17: layer[0].site: belongs to kind = \"collector\"; here it is a [[layer.gap]]"
    ),
  ])
  func wrongCollectorsAreRefused(_ layers: String, _ message: String) {
    wrongLayersAreRefused(layers, message)
  }

  /// Beyond the top the electrolyte goes on.
  @Test func aTransferenceNumberEndsBelowTheTop() {
    let layer = "\n[[layer]]\nkind = \"fixed\"\nposition = \"30 um\"\nthickness = \"30 um\"\nionicConductivity = \"1 S/m\"\n"
    #expect {
      try RunConfiguration(parsing: SampleConfig.minimal + layer + "cationTransferenceNumber = 1", file: "a.toml")
    } throws: {
      "\($0)"
        == "a.toml:23: layer[0].cationTransferenceNumber: a layer with one of its own has to end below the top of the domain at 60 um, behind which "
        + "the electrolyte goes on; leave the key out or have the layer end lower"
    }
  }

  @Test func fractureStrainIsACriticalThickness() throws {
    let config = try InterlayerConfigTests.config(Self.riding + "fractureStrain = 0.25\n")
    #expect(config.layers[0].criticalThickness == 1e-6 / 1.25)
    let film = try InterlayerConfigTests.config(
      "[[interlayer]]\nthickness = \"20 nm\"\nionicConductivity = \"1 S/m\"\nfractureStrain = 1\n")
    #expect(film.interlayers[0].criticalThickness == 10e-9)
    #expect(try RunConfiguration(parsing: film.resolvedTOML(), file: "a.toml").interlayers == film.interlayers)
  }

  /// Of a riding layer with [mechanics]; kept in the resolved config.
  @Test func aLayerHasAStrength() throws {
    let mechanics = "[mechanics]\nelectrolyteYoungsModulus = \"1 GPa\"\nelectrolytePoissonsRatio = 0.4\ndepositionStrain = 0.001\n"
    let config = try InterlayerConfigTests.config(Self.riding + "strength = \"80 MPa\"\n" + mechanics)
    #expect(config.modelParameters.layers[0].strength == 80e6)
    let again = try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml")
    #expect(again.layers == config.layers && again.resolvedTOML() == config.resolvedTOML())
    let rows = CheckReport(config, threads: 1).sections.flatMap(\.rows)
    #expect(rows.first { $0.label == "layer 1" }?.remark.hasSuffix("breaks at 80 MPa") ?? false)
    let idle = try InterlayerConfigTests.config(Self.riding + "strength = \"80 MPa\"\n")
    #expect(idle.modelParameters.layers[0].strength == .infinity)
    #expect(idle.advice == ["a.toml:17: layer[0].strength: has no effect without a section [mechanics]"])
  }

  @Test func fixedLayersHaveNoStrength() {
    wrongLayersAreRefused(
      Self.fixed + "strength = \"80 MPa\"",
      "19: layer[0].strength: belongs to kind = \"riding\"; a fixed layer does not break, its cracks are given: [[layer.gap]]")
    wrongLayersAreRefused(
      Self.collector + "exchangeCurrentDensity = \"1 A/m^2\"\nstrength = \"80 MPa\"",
      "18: layer[0].strength: a collector is a surface: where lithium touches it, it has another exchangeCurrentDensity and interfacialEnergy, and "
        + "nothing else")
  }

  @Test(arguments: [
    (
      Self.riding + "criticalThickness = \"500 nm\"\nfractureStrain = 0.1",
      "18: layer[0].fractureStrain: says the same as criticalThickness, at which the layer breaks; set one of them"
    ),
    (Self.fixed + "fractureStrain = 0.1", "19: layer[0].fractureStrain: belongs to kind = \"riding\"; a fixed layer keeps its thickness"),
    (
      Self.riding + "cationTransferenceNumber = 1.2",
      "17: layer[0].cationTransferenceNumber: expected a number from 0 to 1, found 1.2"
    ),
    (
      Self.riding + "youngsModulus = \"1 GPa\"\n[mechanics]\nelectrolyteYoungsModulus = \"1 GPa\"\nelectrolytePoissonsRatio = 0.4",
      "14: layer[0].poissonsRatio: missing; expected a number such as 0.5"
    ),
    (Self.riding + "position = \"1 um\"", "17: layer[0].position: belongs to kind = \"fixed\"; a riding layer covers the lithium"),
    ("[[layer]]\nionicConductivity = \"1 S/m\"", "14: layer[0].thickness: missing; expected a length such as \"2 um\""),
    (
      Self.riding + "gap = [{ position = \"2 um\", radius = \"400 nm\" }]\ncriticalThickness = \"1 um\"",
      "18: layer[0].criticalThickness: expected less than the thickness of 1 um, found 1 um; the layer would break at once"
    ),
    (
      Self.fixed + "criticalThickness = \"1 nm\"",
      "19: layer[0].criticalThickness: belongs to kind = \"riding\"; a fixed layer keeps its thickness"
    ),
    (
      "[[layer]]\nkind = \"fixed\"\nionicConductivity = \"1 S/m\"",
      "14: layer[0].thickness: missing; expected a length such as \"2 um\", or a [[layer.particle]]"
    ),
    (
      "[[layer]]\nkind = \"fixed\"\nposition = \"7.5 um\"\nthickness = \"1 um\"\nionicConductivity = \"1 S/m\"",
      "16: layer[0].position: the layer ends 8.5 um above the bottom, beyond the cell height of 8 um"
    ),
    (
      "[[layer]]\nkind = \"fixed\"\nthickness = \"2 um\"\nionicConductivity = \"1 S/m\"",
      "14: layer[0].position: the layer covers the electrode at 1 um and keeps lithium out (exchangeCurrentDensity = 0), so that no current "
        + "can flow; have it begin above"
    ),
    (
      "[[layer]]\nthickness = \"7.5 um\"\nionicConductivity = \"1 S/m\"",
      "15: layer[0].thickness: expected at most 7 um, the height above the electrode, found 7.5 um"
    ),
    (
      Self.riding + Self.fixed,
      "18: layer[1].kind: a layer that rides on the lithium would be pushed into one that is fixed; have layers of one kind"
    ),
    (
      "[[layer]]\nkind = \"floating\"\nthickness = \"1 um\"\nionicConductivity = \"1 S/m\"",
      "15: layer[0].kind: expected one of \"riding\", \"fixed\", \"collector\", found \"floating\""
    ),
  ])
  func wrongLayersAreRefused(_ layers: String, _ message: String) {
    #expect {
      try InterlayerConfigTests.config(layers)
    } throws: {
      "\($0)" == "a.toml:\(message)"
    }
  }

  @Test func whatIsDisplacedNeedsAWayOut() {
    #expect {
      try RunConfiguration(
        parsing: InterlayerConfigTests.config("").resolvedTOML(), file: "a.toml",
        overrides: ["electrolyte.counterSide=\"lithium\"", "electrolyte.displacementFlow=true"])
    } throws: {
      "\($0)".contains(
        "electrolyte.displacementFlow: needs electrolyte.counterSide = \"reservoir\": what lithium displaces leaves through the top of the domain"
      )
    }
  }
}
