import Foundation
import Physics
import Pictures
import Simulations

/// Colour scales of a run, fixed before it starts so that the frames of a movie do not flicker: those of the config, else what can
/// be expected from it.
struct ColorRanges {
  private(set) var salt: ColorScale
  private(set) var potential: ColorScale
  private(set) var current: ColorScale
  private(set) var pressure: ColorScale, vonMises: ColorScale, principalStress: ColorScale
  private(set) var filmThickness: ColorScale
  /// Of the surface, from the bottom of the domain to where the run stops.
  private(set) var height: ColorScale

  init(_ config: RunConfiguration) {
    let ranges = config.output.ranges
    let planar = PlanarCell(config)
    let start = planar.start.currentDensity
    // Plating uses salt up, which a lithium counter electrode gives back on its side; stripping seldom more than doubles it.
    let strips = start < 0 || config.charging.steps?.steps.contains { $0.step.control.isStripping } ?? false
    var most = max((strips ? 2 : 1) * config.electrolyte.concentration, config.electrolyteLaws.limitingTopConcentration)
    if let advice = LiteratureAdvice(config) { most *= max(1, (2 * advice.frontConcentration).rounded(.up) / 2) }
    let salt = ranges.salt ?? 0...most
    self.salt = ColorScale(.viridis, range: salt.scaled(by: 1e-3), label: "c", unit: "mol/L", unitsPerSI: 1e-3)

    let potential = ranges.potential ?? Self.potential(planar)
    let isSmall = max(abs(potential.lowerBound), abs(potential.upperBound)) < 1
    self.potential = ColorScale(
      .cividis, range: potential.scaled(by: isSmall ? 1e3 : 1), label: "φ", unit: isSmall ? "mV" : "V", unitsPerSI: isSmall ? 1e3 : 1)

    let current = ranges.current ?? Self.current(planar)
    // Tips draw many times the mean, valleys next to nothing: decades show both.
    self.current = ColorScale(
      .magma, range: current.scaled(by: 0.1), spacing: current.lowerBound > 0 ? .logarithmic : .linear, label: "|J|", unit: "mA/cm²",
      unitsPerSI: 0.1)

    let stress = Self.stress(config)
    pressure = ColorScale(
      .polar, range: (ranges.pressure ?? -stress...stress).scaled(by: 1e-6), label: "p", unit: "MPa", unitsPerSI: 1e-6)
    vonMises = ColorScale(
      .viridis, range: (ranges.vonMises ?? 0...stress).scaled(by: 1e-6), label: "σ", unit: "MPa", unitsPerSI: 1e-6)
    principalStress = ColorScale(
      .polar, range: (ranges.principalStress ?? -stress...stress).scaled(by: 1e-6), label: "σ", unit: "MPa", unitsPerSI: 1e-6)

    // What is there at the start; where it crumples it is thicker.
    let film = config.interlayers.map(\.thickness).reduce(0, +)
    filmThickness = ColorScale(
      .viridis, range: (ranges.filmThickness ?? 0...(film > 0 ? film : 1e-8)).scaled(by: 1e9), label: "l", unit: "nm", unitsPerSI: 1e9)

    height = ColorScale(.viridis, range: 0...1e6 * config.charging.stopHeight, label: "z", unit: "µm", unitsPerSI: 1e6)
  }

  /// The same ranges in other colours.
  func with(_ map: Colormap) -> ColorRanges {
    var ranges = self
    ranges.salt = salt.with(map)
    ranges.potential = potential.with(map)
    ranges.current = current.with(map)
    ranges.pressure = pressure.with(map)
    ranges.vonMises = vonMises.with(map)
    ranges.principalStress = principalStress.with(map)
    ranges.filmThickness = filmThickness.with(map)
    ranges.height = height.with(map)
    return ranges
  }

  /// From the metal's potential to the counter plane's zero; with an imposed current, room for the salt to run down.
  private static func potential(_ planar: PlanarCell) -> ClosedRange<Double> {
    let (current, _) = planar.start
    var voltage = planar.startVoltage
    if case .currentDensity = planar.config.charging.control {
      let concentration = planar.config.electrolyte.saltTransport ? 4 * planar.config.electrolyteLaws.thermalVoltage : 0
      voltage = 1.5 * current * planar.ohmicResistance + (current < 0 ? -concentration : concentration)
    }
    if voltage == 0 || !voltage.isFinite { return -0.01...0.01 }
    return min(0, -voltage)...max(0, -voltage)
  }

  /// About the mean that the cell settles at: what kinetics and resistance let through at first, or what the salt can carry.
  private static func current(_ planar: PlanarCell) -> ClosedRange<Double> {
    let start = abs(planar.start.currentDensity)
    var expected = start
    if case .voltage = planar.config.charging.control, let limit = planar.limitingCurrentDensity { expected = min(start, limit) }
    // The one potential of the models of the literature is an ohmic drop whatever reacts.
    if let advice = LiteratureAdvice(planar.config) { expected = abs(advice.conduction) }
    if expected == 0 || !expected.isFinite { return 0...10 }
    let lower = round(expected / 20)
    return lower...100 * lower
  }

  /// What a ball of deposited lithium would be under in the electrolyte, the stack pressure or the yield strength, whichever is most, Pa.
  private static func stress(_ config: RunConfiguration) -> Double {
    guard let mechanics = config.mechanics else { return 1e6 }
    let phases = mechanics.parameters(halfWidth: 1, stackPressure: nil).equilibrium
    return round(max(abs(phases.misfitPressure), mechanics.yieldStrength ?? 1e5, config.charging.stackPressures.max() ?? 0))
  }

  /// To 1, 2 or 5 times a power of ten, which read best.
  private static func round(_ value: Double) -> Double {
    let decade = pow(10, log10(value).rounded(.down))
    let digit = value / decade
    return decade * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10)
  }
}

extension ClosedRange<Double> {
  fileprivate func scaled(by factor: Double) -> ClosedRange<Double> { lowerBound * factor...upperBound * factor }
}
