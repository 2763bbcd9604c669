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
    everything,
    RichCell(
      name: "everything, distant reservoir", hasVariableProperties: true, film: 5e-4, isAnisotropic: true, hasNoise: true,
      reservoirDistance: 60e-6, kineticLaw: .marcus(reorganizationEnergy: 29e3)),
  ]

  static let everything = RichCell(
    name: "everything, lithium opposite", hasVariableProperties: true, film: 5e-4, isAnisotropic: true, hasNoise: true,
    counterSide: .lithium)

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
