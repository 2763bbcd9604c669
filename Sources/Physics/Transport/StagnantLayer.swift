import Fields
import Foundation

/// Electrolyte between the top of the domain and a reservoir, at rest and quasi-steady: it stores no salt.
///
/// The anions rest in it, as in the steady state of a cell between lithium and its reservoir: D dc/dy = (1 − t₊)J/F, so that
/// dy ∝ D/(1 − t₊) dc. All of its properties are integrals over concentration, taken by eight-point Gauss–Legendre quadrature in ln c,
/// where the integrands are smooth down to c = 0, in panels of at most a factor e in c: fits have corners where their range ends. Without a
/// layer they are those of no distance.
struct StagnantLayer {
  private let electrolyte: Electrolyte
  private let constant: Constant?

  init(electrolyte: Electrolyte) {
    self.electrolyte = electrolyte
    constant = Constant(electrolyte)
  }

  /// What a layer does that reaches from concentration `c` (mol/m³) at the top of the domain to the reservoir's.
  struct Properties {
    /// ∫dy/κ, Ω·m².
    var resistance = 0.0
    /// ∫β dln c from the top of the domain to the reservoir: with RT/F what the reduced potential gains by diffusion.
    var diffusionPotential = 0.0
    /// Mean of D over concentration, m²/s.
    var diffusivity = 0.0
    /// Mean of t₊ over the layer's length.
    var transference = 0.0
  }

  func properties(from c: Double, to reservoir: Double) -> Properties {
    if let constant { return constant.properties(from: c, to: reservoir) }
    let span = log(reservoir / c)
    let panels = min(max(1, abs(span).rounded(.up)), 100)
    let width = span / panels
    var resistance = 0.0, potential = 0.0, diffusion = 0.0, way = 0.0, migration = 0.0, interval = 0.0
    for panel in 0..<Int(panels) {
      for (x, weight) in Self.gauss {
        let value = c * exp((Double(panel) + 0.5 * (1 + x)) * width)
        let d = electrolyte.diffusivity.value(value)
        let t = electrolyte.transference.value(value)
        // dc = c dln c; the common factor of both ends' distance falls out of the ratios below.
        let share = 0.5 * weight * value
        let length = share * d / (1 - t)
        diffusion += share * d
        interval += share
        way += length
        resistance += length / (value * electrolyte.conductivity.molarConductivity(value))
        migration += length * t
        potential += 0.5 * weight * electrolyte.diffusionPotentialFactor(value)
      }
    }
    return Properties(
      resistance: electrolyte.reservoirDistance * resistance / way, diffusionPotential: potential * width,
      diffusivity: diffusion / interval, transference: migration / way)
  }

  /// Where no property depends on the concentration, dy ∝ dc, and the integrals have closed forms.
  private struct Constant {
    let molarConductivity: Double, diffusivity: Double, transference: Double, diffusionPotentialFactor: Double, distance: Double

    /// Nil for others.
    init?(_ electrolyte: Electrolyte) {
      guard electrolyte.diffusivity.isConstant, electrolyte.hasConstantDiffusionPotential,
        let conductivity = electrolyte.conductivity as? ProportionalConductivity
      else { return nil }
      molarConductivity = conductivity.molar
      diffusivity = electrolyte.saltDiffusivity
      transference = electrolyte.cationTransferenceNumber
      diffusionPotentialFactor = electrolyte.diffusionPotentialFactor(electrolyte.concentration)
      distance = electrolyte.reservoirDistance
    }

    func properties(from c: Double, to reservoir: Double) -> Properties {
      let ratio = reservoir / c, span = log(ratio)
      // Of the same rounded ratio the quotient is exact to the last bits however near 1 that is.
      let mean = ratio == 1 ? 1 : span / (ratio - 1)
      return Properties(
        resistance: distance * mean / (molarConductivity * c), diffusionPotential: diffusionPotentialFactor * span,
        diffusivity: diffusivity, transference: transference)
    }
  }

  /// Calls `body` with the depth index of a top row, its row and some of its cells at a time, concurrently: what a layer does is dear.
  static func forEachTopCells(of grid: Grid, _ body: @Sendable (_ j: Int, _ row: Int, _ cells: Range<Int>) -> Void) {
    let size = 32, parts = (grid.width + size - 1) / size
    Tiling.forEach(rows: grid.depth * parts, cellsPerRow: 50 * size) { tile in
      for part in tile {
        let j = part / parts, first = 1 + part % parts * size
        body(j, grid.rowCount - grid.depth + j, first..<min(first + size, grid.width + 1))
      }
    }
  }

  /// Abscissae and weights on [−1, 1] (Abramowitz & Stegun, table 25.4).
  private static let gauss: [(Double, Double)] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_361_98), (0.525_532_409_916_328_99, 0.313_706_645_877_887_29),
    (0.796_666_477_413_626_74, 0.222_381_034_453_374_47), (0.960_289_856_497_536_23, 0.101_228_536_290_376_26),
  ].flatMap { [($0.0, $0.1), (-$0.0, $0.1)] }
}
