import Fields
import Foundation
import Physics

/// Quantities of the electrolyte that pictures show and the model does not keep: its potential and its current.
///
/// Both have a meaning where ξ < ½; within the metal they are what the equations are continued by.
final class ElectrolyteFields {
  /// φ_l = φ̃ + (RT/F) ln(c/c₀), V.
  let potential: ScalarField
  /// |J| of the ionic current density J = −κ∇φ̃ + (RT/F) κ β ∇ln c, A/m².
  let currentDensity: ScalarField
  /// J along width and growth, A/m²; nil where only its size is wanted.
  let components: (width: ScalarField, growth: ScalarField)?

  init(_ grid: Grid, withComponents: Bool = false) {
    potential = ScalarField(grid)
    currentDensity = ScalarField(grid)
    components = withComponents ? (ScalarField(grid), ScalarField(grid)) : nil
  }

  func assignPotential(_ model: ButlerVolmerModel) {
    let n = model.grid.width
    let electrolyte = model.parameters.electrolyte
    let scale = electrolyte.thermalVoltage, inverse = 1 / electrolyte.referenceConcentration
    let reduced = model.state.reducedPotential, concentration = model.state.ionConcentration, potential = self.potential
    model.grid.forEachTile { rows in
      for r in rows {
        let p = unsafe reduced.row(r, n).span, c = unsafe concentration.row(r, n).span
        var f = unsafe potential.row(r, n).mutableSpan
        for i in 0..<n + 2 { f[i] = p[i] + scale * log(max(inverse * c[i], 1e-30)) }
      }
    }
  }

  /// J at a cell's centre is the mean over its two faces along each axis, those the solver works with. Beyond the grid's ends the
  /// inner face stands for both.
  func assignCurrentDensity(_ model: ButlerVolmerModel) {
    let grid = model.grid
    let n = grid.width
    let electrolyte = model.parameters.electrolyte
    let law = electrolyte.conductivity
    let thermal = electrolyte.thermalVoltage
    let reduced = model.state.reducedPotential, concentration = model.state.ionConcentration, current = currentDensity
    let components = self.components
    grid.forEachTile { rows in
      for r in rows {
        let next = grid.neighbours(of: r)
        let p = unsafe reduced.row(r, n).span, c = unsafe concentration.row(r, n).span
        let pb = unsafe reduced.row(next.below, n).span, cb = unsafe concentration.row(next.below, n).span
        let pa = unsafe reduced.row(next.above, n).span, ca = unsafe concentration.row(next.above, n).span
        let along = Double((next.below != r ? 1 : 0) + (next.above != r ? 1 : 0))
        var j = unsafe current.row(r, n).mutableSpan
        let jx = unsafe components?.width.row(r, n), jz = unsafe components?.growth.row(r, n)
        /// J × h across the face between two cells, towards the second.
        func flux(_ p1: Double, _ c1: Double, _ p2: Double, _ c2: Double) -> Double {
          let m1 = law.molarConductivity(c1), m2 = law.molarConductivity(c2)
          let b1 = m1 * electrolyte.diffusionPotentialFactor(c1), b2 = m2 * electrolyte.diffusionPotentialFactor(c2)
          return 0.5 * ((m1 * c1 + m2 * c2) * (p1 - p2) + thermal * (b1 + b2) * (c2 - c1))
        }
        for i in 1..<n + 1 {
          let lateral = 0.5 * (flux(p[i - 1], c[i - 1], p[i], c[i]) + flux(p[i], c[i], p[i + 1], c[i + 1])) / grid.widthSpacing
          let sum = flux(pb[i], cb[i], p[i], c[i]) + flux(p[i], c[i], pa[i], ca[i])
          let vertical = along > 0 ? sum / (along * grid.growthSpacing) : 0
          j[i] = hypot(lateral, vertical)
          if let jx = unsafe jx, let jz = unsafe jz {
            unsafe jx[i] = lateral
            unsafe jz[i] = vertical
          }
        }
        current.seal(r)
        components?.width.seal(r)
        components?.growth.seal(r)
      }
    }
  }
}
