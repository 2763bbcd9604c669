import Fields
import Foundation
import RealModule

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
    let thermal = electrolyte.thermalVoltage
    // Without films of its own a row that is read anyway stands for theirs.
    let layered = front.filmResistance ?? front.density, share = front.filmResistance == nil ? 0 : 1.0
    let uniform = front.filmResistance == nil ? front.kinetics.film.value : 0
    let density = front.density, current = front.currentDensity, shape = front.equilibriumPotential, inner = front.ohmicDrop
    let relative = front.relativeConcentration, rows = front.rows
    let totals = RowPartials(grid.rowCount), kinetic = RowPartials(grid.rowCount), films = RowPartials(grid.rowCount)
    let ohmic = RowPartials(grid.rowCount)
    let capillary = grid.sum { r in
      guard rows[r] > 0 else { return 0 }
      let w = unsafe density.row(r, n).span, i0 = unsafe current.row(r, n).span, e = unsafe shape.row(r, n).span
      let p = unsafe phi.row(r, n).span, x = unsafe relative.row(r, n).span
      let u = unsafe inner.row(r, n).span, resistance = unsafe layered.row(r, n).span
      var total = 0.0, driving = 0.0, film = 0.0, form = 0.0, within = 0.0
      for i in 1..<n + 1 {
        let sink = w[i] * i0[i], hasFront = w[i] > 0
        let drop = (uniform + share * resistance[i]) * i0[i]
        let overpotential = metalPotential - p[i] - thermal * positiveLogarithm(x[i]) - e[i] + u[i] + drop
        total = Relaxed.sum(total, sink)
        driving = Relaxed.multiplyAdd(sink, hasFront ? overpotential : 0, driving)
        film = Relaxed.multiplyAdd(sink, hasFront ? drop : 0, film)
        form = Relaxed.multiplyAdd(sink, hasFront ? e[i] : 0, form)
        within = Relaxed.multiplyAdd(sink, hasFront ? u[i] : 0, within)
      }
      totals[r] = total
      kinetic[r] = -driving
      films[r] = film
      ohmic[r] = within
      return -form
    }
    let total = totals.sum()
    guard abs(total) > least else { return VoltageSplit() }
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
    let n = grid.width, density = front.density, current = front.currentDensity, rows = front.rows
    return grid.sum { r in
      guard rows[r] > 0 else { return 0 }
      let w = unsafe density.row(r, n).span, i0 = unsafe current.row(r, n).span, e = unsafe part.row(r, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum = Relaxed.multiplyAdd(w[i] * i0[i], e[i], sum) }
      return -sum
    }
  }

  /// Σ over faces of J²/κ (added to `ohmic` by rows) and of J (Δφ_l − J/κ), W/m³.
  private func faceLosses(_ phi: ScalarField, _ c: ScalarField, ohmic: RowPartials) -> Double {
    let n = grid.width, grid = self.grid
    let thermal = electrolyte.thermalVoltage
    let inverse = 1 / electrolyte.referenceConcentration
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
    @Sendable func losses(_ r: Int, _ side: CellSide) -> (ohmic: Double, concentration: Double) {
      let cells = 1..<n + 1, others = 1 + side.shift..<n + 1 + side.shift
      let p = unsafe phi.row(r, n).span.extracting(cells), q = unsafe phi.row(side.row, n).span.extracting(others)
      let l = unsafe logarithm.row(r, n).span.extracting(cells), a = unsafe logarithm.row(side.row, n).span.extracting(others)
      var loss = 0.0, rest = 0.0
      currents.forEachCell(of: r, side) { i, link, current in
        let drop = link > 0 ? current / link : 0
        loss = Relaxed.multiplyAdd(current, drop, loss)
        rest = Relaxed.multiplyAdd(current, p[i] - q[i] + thermal * (l[i] - a[i]) - drop, rest)
      }
      return (loss, rest)
    }
    return grid.sum { r in
      let next = grid.neighbours(of: r)
      let right = losses(r, CellSide(row: r, shift: 1, spacing: grid.widthSpacing))
      let above = losses(r, CellSide(row: next.above, shift: 0, spacing: grid.growthSpacing))
      var behind = (ohmic: 0.0, concentration: 0.0)
      if grid.depth > 1 { behind = losses(r, CellSide(row: next.behind, shift: 0, spacing: grid.depthSpacing)) }
      ohmic[r] += right.ohmic + above.ohmic + behind.ohmic
      return right.concentration + above.concentration + behind.concentration
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
