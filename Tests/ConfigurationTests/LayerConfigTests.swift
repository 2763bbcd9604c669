import Fields
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

  @Test(arguments: [
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
      "15: layer[0].kind: expected one of \"riding\", \"fixed\", found \"floating\""
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
