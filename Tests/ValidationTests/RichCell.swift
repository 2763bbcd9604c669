import Fields
import Foundation
import Physics

@testable import Validations

/// Everything that the model offers, each to be switched on by itself or with all the rest, on one small rough front.
struct RichCell: Sendable, CustomStringConvertible {
  var name: String
  /// κ, D, t₊ and the thermodynamic factor of LiPF₆ in EC:EMC, all with the concentration.
  var hasVariableProperties = false
  var film = 0.0
  var isAnisotropic = false
  var hasNoise = false
  var counterSide = Electrolyte.CounterSide.reservoir
  var reservoirDistance = 0.0
  var kineticLaw = ButlerVolmerModel.KineticChoice.butlerVolmer
  var layers: [LayerLaw] = []
  var passTolerance = 1e-2
  var stepTolerance = 1e-2

  var description: String { name }

  static let all: [RichCell] = [
    RichCell(name: "constant properties"),
    RichCell(name: "variable properties", hasVariableProperties: true),
    RichCell(name: "film", film: 5e-4),
    RichCell(name: "anisotropy", isAnisotropic: true),
    RichCell(name: "noise", hasNoise: true),
    RichCell(name: "lithium opposite", counterSide: .lithium),
    RichCell(name: "lithium opposite, variable properties", hasVariableProperties: true, counterSide: .lithium),
    RichCell(name: "distant reservoir", reservoirDistance: 60e-6),
    RichCell(name: "distant reservoir, variable properties", hasVariableProperties: true, reservoirDistance: 60e-6),
    RichCell(name: "Marcus kinetics", kineticLaw: .marcus(reorganizationEnergy: 29e3)),
    RichCell(name: "coatings", layers: [inner, outer]),
    RichCell(
      name: "coatings, variable properties, distant reservoir", hasVariableProperties: true, reservoirDistance: 60e-6,
      layers: [inner, outer]),
    RichCell(name: "fixed layer and collector", layers: [wall, collector]),
    RichCell(name: "collector at which lithium nucleates", layers: [nucleating]),
    RichCell(
      name: "fixed layer, lithium opposite, variable properties", hasVariableProperties: true, counterSide: .lithium, layers: [wall]),
    everything,
    RichCell(
      name: "everything, distant reservoir", hasVariableProperties: true, film: 5e-4, isAnisotropic: true, hasNoise: true,
      reservoirDistance: 60e-6, kineticLaw: .marcus(reorganizationEnergy: 29e3)),
  ]

  static let everything = RichCell(
    name: "everything, lithium opposite", hasVariableProperties: true, film: 5e-4, isAnisotropic: true, hasNoise: true,
    counterSide: .lithium)

  /// Four δ thick, torn in one place, with another κ, D, t₊, i₀ and γ; on it one of three δ.
  private static var inner: LayerLaw {
    var law = LayerLaw(.riding(thickness: 4e-6))
    law.conductivityRatio = 0.4
    law.diffusivityRatio = 0.5
    law.transference = 0.8
    law.exchangeRatio = 0.5
    law.energyRatio = 0.5
    law.criticalThickness = 3.99e-6
    law.gaps = [Hole(position: [2e-6, 0], radius: 1e-6)]
    return law
  }

  private static var outer: LayerLaw {
    var law = LayerLaw(.riding(thickness: 3e-6))
    law.conductivityRatio = 2
    law.diffusivityRatio = 0.3
    return law
  }

  /// In the front's way, with a gap; lithium gets into it.
  private static var wall: LayerLaw {
    var law = LayerLaw(
      .fixed(
        LayerRegion(
          slab: 10.3e-6...16.2e-6, gaps: [Hole(position: [3e-6, 0], radius: 1.5e-6)],
          particles: [.init(center: [6e-6, 0, 20e-6], radius: 2e-6)])))
    law.conductivityRatio = 0.3
    law.diffusivityRatio = 0.1
    law.transference = 1
    law.exchangeRatio = 0.3
    law.energyRatio = 2
    return law
  }

  private static var collector: LayerLaw {
    var law = LayerLaw(.surface(LayerRegion(slab: 0...11e-6, gaps: [Hole(position: [6e-6, 0], radius: 1e-6)])))
    law.exchangeRatio = 0.1
    return law
  }

  private static var nucleating: LayerLaw {
    let sites = [1e-6, 4e-6, 6e-6].map { Hole(position: [$0, 0], radius: 1e-6) }
    var law = LayerLaw(.surface(LayerRegion(slab: 0...13e-6, gaps: sites)))
    law.exchangeRatio = 0.05
    law.nucleationOverpotentials = [0.02, 0, 0.01]
    return law
  }

  var electrolyte: Electrolyte {
    let temperature = 298.15
    let solvent = Landesfeind2019.ethyleneEthylMethylCarbonate
    var result =
      hasVariableProperties
      ? Electrolyte(
        concentration: 1000, conductivity: Landesfeind2019.Conductivity(solvent, temperature: temperature),
        diffusivity: Landesfeind2019.Diffusivity(solvent, temperature: temperature),
        transference: Landesfeind2019.transference(solvent, temperature: temperature),
        thermodynamics: Landesfeind2019.thermodynamics(solvent, temperature: temperature), reservoirDistance: reservoirDistance)
      : Electrolyte(
        concentration: 1000, saltDiffusivity: 3e-10, conductivity: ProportionalConductivity(conductivity: 1, at: 1000),
        cationTransferenceNumber: 0.38, thermodynamicFactor: 1.3, reservoirDistance: reservoirDistance)
    result.counterSide = counterSide
    return result
  }

  func parameters(spacing h: Double) -> ButlerVolmerModel.Parameters {
    var parameters = ButlerVolmerModel.Parameters(electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
    parameters.filmResistance = film
    parameters.kineticLaw = kineticLaw
    parameters.layers = layers
    parameters.passTolerance = passTolerance
    parameters.stepTolerance = stepTolerance
    if isAnisotropic {
      parameters.anisotropy = SurfaceAnisotropy(fold: 4, orientation: 0.3, energyStrength: 0.05, exchangeStrength: 0.3)
    }
    if hasNoise { parameters.shotNoise = ShotNoise(amplification: 100, seed: 7, depth: 1e-6) }
    return parameters
  }

  /// Two waves, a few cells high.
  func cell(width: Int, growth: Int, height: Double, roughness: Double, spacing h: Double = 0.5e-6) -> ElectrochemistryCell {
    let grid = Grid(width: width, growth: growth, widthSpacing: h)
    let model = ButlerVolmerModel(grid, parameters(spacing: h))
    let k = 2 * Double.pi / grid.length(.width)
    model.start { x, _, z in
      let wave = cos(k * x) + 0.5 * cos(2 * k * x + 1)
      let slope = -k * roughness * h * (sin(k * x) + sin(2 * k * x + 1))
      return (z - (height + roughness * wave) * h) / (1 + slope * slope).squareRoot()
    }
    return ElectrochemistryCell(model, timeStep: 0.05)
  }
}
