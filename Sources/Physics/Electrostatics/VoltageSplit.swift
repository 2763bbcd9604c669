import Fields
import Foundation
import Solvers

/// What the cell voltage is spent on, V; its parts add up to −φ_m.
///
/// With ⟨x⟩ = Σ w i x/I, I = Σ w i: kinetic ⟨−η⟩, film ⟨i R⟩, capillary and stress ⟨−E_eq⟩ by their parts, ohmic ⟨u⟩ + Σ J²/κ / I and
/// concentration −Σ (κ_D/κ) J·∇ln c / I over the faces of the charge balance, with the way from the top of the domain to the counter
/// plane; u is the drop within the diffuse front (`OhmicDropAcrossFront`). That they add up is charge conservation: Σ w i φ_l is the work of the currents between cells.
public struct VoltageSplit: Codable, Sendable, Equatable {
  public var kinetic = Double.nan, film = Double.nan, capillary = Double.nan, stress = Double.nan
  public var ohmic = Double.nan, concentration = Double.nan

  /// Without a current there is nothing to split.
  public init() {}

  public var total: Double { kinetic + film + capillary + stress + ohmic + concentration }
}

extension ElectrolytePotential {
  /// The split for a potential that carries `front.currentDensity`, as `carry` leaves it; nothing below a current (A/m³) of `least`.
  func voltageSplit(
    _ phi: ScalarField, _ c: ScalarField, _ front: FrontCurrent, metalPotential: Double, least: Double
  ) -> VoltageSplit {
    let n = grid.width, grid = self.grid
    let thermal = electrolyte.thermalVoltage, uniform = front.kinetics.film.value, layered = front.filmResistance
    let density = front.density, current = front.currentDensity, shape = front.equilibriumPotential, inner = front.ohmicDrop
    let relative = front.relativeConcentration
    let total = density.dot(current)
    guard abs(total) > least else { return VoltageSplit() }
    let kinetic = RowPartials(grid.rowCount), films = RowPartials(grid.rowCount)
    let ohmic = RowPartials(grid.rowCount)
    let capillary = grid.sum { r in
      let w = unsafe density.row(r, n).span, i0 = unsafe current.row(r, n).span, e = unsafe shape.row(r, n).span
      let p = unsafe phi.row(r, n).span, x = unsafe relative.row(r, n).span
      let u = unsafe inner.row(r, n).span, resistance = unsafe (layered ?? density).row(r, n).span
      var sums = (0.0, 0.0, 0.0), within = 0.0
      for i in 1..<n + 1 where w[i] > 0 {
        let drop = (layered == nil ? uniform : resistance[i]) * i0[i]
        let overpotential = metalPotential - p[i] - thermal * log(x[i]) - e[i] + u[i] + drop
        sums.0 -= w[i] * i0[i] * overpotential
        sums.1 += w[i] * i0[i] * drop
        sums.2 -= w[i] * i0[i] * e[i]
        within += w[i] * i0[i] * u[i]
      }
      kinetic[r] = sums.0
      films[r] = sums.1
      ohmic[r] = within
      return sums.2
    }
    let concentration = faceLosses(phi, c, ohmic: ohmic)
    let end = endLosses(phi, c)
    var split = VoltageSplit()
    split.kinetic = kinetic.sum() / total
    split.film = films.sum() / total
    split.stress = stress(front) / total
    split.capillary = capillary / total - split.stress
    split.ohmic = (ohmic.sum() + end.ohmic) / total
    split.concentration = (concentration + end.concentration) / total
    return split
  }

  /// −Σ w i E of the part of E_eq that stress makes, W/m³.
  private func stress(_ front: FrontCurrent) -> Double {
    guard let part = front.stressPotential else { return 0 }
    let n = grid.width, density = front.density, current = front.currentDensity
    return grid.sum { r in
      let w = unsafe density.row(r, n).span, i0 = unsafe current.row(r, n).span, e = unsafe part.row(r, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum -= w[i] * i0[i] * e[i] }
      return sum
    }
  }

  /// Σ over faces of J²/κ (added to `ohmic` by rows) and of J (Δφ_l − J/κ), W/m³.
  private func faceLosses(_ phi: ScalarField, _ c: ScalarField, ohmic: RowPartials) -> Double {
    let n = grid.width, grid = self.grid
    let thermal = electrolyte.thermalVoltage
    let matrix = self.matrix, inverse = 1 / electrolyte.referenceConcentration
    let currents = FaceCurrents(self, phi, c)
    // ln(c/c₀), in a field that nobody needs now.
    let logarithm = previous
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe c.row(r, n).span
        var l = unsafe logarithm.row(r, n).mutableSpan
        for i in 0..<n + 2 { l[i] = positiveLogarithm(inverse * x[i]) }
      }
    }
    return matrix.sum { r, links in
      let next = grid.neighbours(of: r)
      let w = unsafe links.right.span, upper = unsafe links.upper.span
      let p = unsafe phi.row(r, n).span, pa = unsafe phi.row(next.above, n).span
      let l = unsafe logarithm.row(r, n).span, la = unsafe logarithm.row(next.above, n).span
      var loss = 0.0, rest = 0.0
      for i in 1..<n + 1 {
        let right = currents.lateral(w[i], r, i, i + 1)
        if right != 0 {
          loss += right * right / w[i]
          rest += right * (p[i] - p[i + 1] + thermal * (l[i] - l[i + 1]) - right / w[i])
        }
        let up = currents.vertical(upper[i], r, next.above, i)
        if up != 0 {
          loss += up * up / upper[i]
          rest += up * (p[i] - pa[i] + thermal * (l[i] - la[i]) - up / upper[i])
        }
      }
      if grid.depth > 1 {
        let back = unsafe links.behind.span
        let pr = unsafe phi.row(next.behind, n).span, lr = unsafe logarithm.row(next.behind, n).span
        for i in 1..<n + 1 {
          let behind = currents.deep(back[i], r, next.behind, i)
          if behind == 0 { continue }
          loss += behind * behind / back[i]
          rest += behind * (p[i] - pr[i] + thermal * (l[i] - lr[i]) - behind / back[i])
        }
      }
      ohmic[r] += loss
      return rest
    }
  }

  /// The same between the top cells and the counter plane.
  private func endLosses(_ phi: ScalarField, _ c: ScalarField) -> (ohmic: Double, concentration: Double) {
    let n = grid.width
    let h = grid.growthSpacing
    let thermal = electrolyte.thermalVoltage, inverse = 1 / electrolyte.referenceConcentration
    var ohmic = 0.0, concentration = 0.0
    for j in 0..<grid.depth {
      let r = grid.rowCount - grid.depth + j
      let resistance = unsafe endResistance.row(j, n).span, entered = unsafe inflow.row(j, n).span
      let p = unsafe phi.row(r, n).span, x = unsafe c.row(r, n).span
      for i in 1..<n + 1 {
        let drop = entered[i] * resistance[i]
        ohmic += entered[i] / h * drop
        concentration -= entered[i] / h * (p[i] + thermal * log(inverse * x[i]) + drop)
      }
    }
    return (ohmic, concentration)
  }
}
