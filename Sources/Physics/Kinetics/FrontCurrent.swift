public import Fields

/// Current density on the front, i = (c/c₀) A − B, with the plating and stripping coefficients of every cell.
///
/// Linear in c by construction: the salt equation takes A and B and is implicit in c, which keeps c positive at any current.
public final class FrontCurrent: Sendable {
  public let kinetics: ButlerVolmer
  /// w, 1/m.
  public let density: ScalarField
  /// E_eq of the front's shape and load, V.
  public let equilibriumPotential: ScalarField
  /// c/c₀ as the last balance saw it.
  public let relativeConcentration: ScalarField
  /// A and B, A/m².
  public let plating: ScalarField
  public let stripping: ScalarField
  /// i, A/m² of interface.
  public let currentDensity: ScalarField

  public init(_ grid: Grid, kinetics: ButlerVolmer) {
    self.kinetics = kinetics
    density = ScalarField(grid)
    equilibriumPotential = ScalarField(grid)
    relativeConcentration = ScalarField(grid, 1)
    plating = ScalarField(grid)
    stripping = ScalarField(grid)
    currentDensity = ScalarField(grid)
  }

  /// A and B at a reduced potential φ̃ and a metal potential (V). Cells without interface get zero.
  public func evaluate(_ phi: ScalarField, metalPotential: Double) {
    let grid = density.grid
    let n = grid.width
    let forward = -kinetics.chargeTransferCoefficient / kinetics.thermalVoltage
    let backward = (1 - kinetics.chargeTransferCoefficient) / kinetics.thermalVoltage
    let exchange = kinetics.exchangeCurrentDensity
    let density = self.density, shape = equilibriumPotential, plating = self.plating, stripping = self.stripping
    grid.forEachTile { rows in
      for r in rows {
        let w = unsafe density.row(r, n).span
        var isFront = false
        for i in 1..<n + 1 where w[i] > 0 { isFront = true }
        var a = unsafe plating.row(r, n).mutableSpan, b = unsafe stripping.row(r, n).mutableSpan
        if !isFront {
          for i in 1..<n + 1 {
            a[i] = 0
            b[i] = 0
          }
          continue
        }
        let p = unsafe phi.row(r, n).span, e = unsafe shape.row(r, n).span
        for i in 1..<n + 1 {
          let eta = metalPotential - p[i] - e[i]
          a[i] = exchange * boundedExponential(forward * eta)
          b[i] = exchange * boundedExponential(backward * eta)
        }
      }
    }
  }

  /// The change of A and B by a shift of the metal potential, V.
  public func shift(by potential: Double) {
    let grid = density.grid
    let n = grid.width
    let a = boundedExponential(-kinetics.chargeTransferCoefficient / kinetics.thermalVoltage * potential)
    let b = boundedExponential((1 - kinetics.chargeTransferCoefficient) / kinetics.thermalVoltage * potential)
    let plating = self.plating, stripping = self.stripping
    grid.forEachTile { rows in
      for r in rows {
        var p = unsafe plating.row(r, n).mutableSpan, s = unsafe stripping.row(r, n).mutableSpan
        for i in 1..<n + 1 {
          p[i] *= a
          s[i] *= b
        }
      }
    }
  }

  /// i from A, B and a concentration given relative to c₀ by `scale` × `concentration`. Returns ∫ w i over the volume per volume of a
  /// cell, that is Σ w i, A/m³, and minus its derivative with the metal potential.
  @discardableResult
  public func assignCurrent(_ concentration: ScalarField, scale: Double) -> (current: Double, conductance: Double) {
    let grid = density.grid
    let n = grid.width
    let alpha = kinetics.chargeTransferCoefficient / kinetics.thermalVoltage
    let beta = 1 / kinetics.thermalVoltage - alpha
    let density = self.density, plating = self.plating, stripping = self.stripping, currentDensity = self.currentDensity
    let slopes = RowPartials(grid.rowCount)
    let total = grid.sum { r in
      let w = unsafe density.row(r, n).span, c = unsafe concentration.row(r, n).span
      let a = unsafe plating.row(r, n).span, b = unsafe stripping.row(r, n).span
      var current = unsafe currentDensity.row(r, n).mutableSpan
      for i in 1..<n + 1 { current[i] = scale * c[i] * a[i] - b[i] }
      var sum = 0.0, slope = 0.0
      for i in 1..<n + 1 {
        sum += w[i] * current[i]
        slope += w[i] * (alpha * scale * c[i] * a[i] + beta * b[i])
      }
      slopes[r] = slope
      return sum
    }
    return (total, slopes.sum())
  }
}
