import Fields
import Foundation

/// Σ w and Σ w η over the front of each column of the grid, for means of the overpotential η over parts of the front.
struct ColumnMeans {
  var weights: [Double]
  var sums: [Double]

  init(count: Int) {
    weights = [Double](repeating: 0, count: count)
    sums = weights
  }

  /// V; nil where there is no front.
  func mean(over columns: [(index: Int, share: Double)]) -> Double? {
    var weight = 0.0, sum = 0.0
    for column in columns {
      weight += column.share * weights[column.index]
      sum += column.share * sums[column.index]
    }
    return weight > 0 ? sum / weight : nil
  }
}

/// The overpotential that drives the reaction, behind films and at the place of the front: η = φ_m − φ̃ − (RT/F) ln(c/c₀) − E_eq + u + i R, as
/// `VoltageSplit` has it.
struct SiteOverpotential {
  let front: FrontCurrent
  let xi: ScalarField
  let potential: ScalarField
  let metalPotential: Double
  let halfWidth: Double

  /// - Parameters:
  ///   - top: up to which above the bottom of the domain the front counts, m.
  ///   - isWanted: by columns; the others stay zero.
  func columns(upTo top: Double, _ isWanted: [Bool]) -> ColumnMeans {
    let grid = xi.grid, n = grid.width
    var means = ColumnMeans(count: n * grid.depth)
    let thermal = front.kinetics.thermalVoltage, uniform = front.kinetics.film.value, films = front.filmResistance
    // In the order of the rows, one after the other: a place of the front may lie above another column than the cell.
    for r in 0..<grid.rowCount where front.rows[r] > 0 {
      let w = unsafe front.density.row(r, n).span, x = unsafe xi.row(r, n).span
      let p = unsafe potential.row(r, n).span, e = unsafe front.equilibriumPotential.row(r, n).span
      let u = unsafe front.ohmicDrop.row(r, n).span, c = unsafe front.relativeConcentration.row(r, n).span
      let i0 = unsafe front.currentDensity.row(r, n).span, resistance = unsafe (films ?? front.density).row(r, n).span
      let line = FrontRow(xi, r, halfWidth: halfWidth)
      for i in 1..<n + 1 where w[i] > 0 && FrontRow.isFront(x[i]) {
        guard let place = line.place(i), (place.z + 0.5) * grid.growthSpacing <= top else { continue }
        let cell = grid.nearestCell(to: place), column = cell.j * n + cell.i
        guard isWanted[column] else { continue }
        let drop = (films == nil ? uniform : resistance[i]) * i0[i]
        means.weights[column] += w[i]
        means.sums[column] += w[i] * (metalPotential - p[i] - thermal * log(c[i]) - e[i] + u[i] + drop)
      }
    }
    return means
  }
}

extension Hole {
  /// Columns of the grid that it takes, and how much of each: a ramp one cell wide, as a layer's edges have it.
  func columns(on grid: Grid) -> [(index: Int, share: Double)] {
    var columns: [(index: Int, share: Double)] = []
    for j in 0..<grid.depth {
      let y = grid.center(j, .depth)
      for i in 0..<grid.width {
        let share = [self].openShare(grid.center(i, .width), y, on: grid)
        if share > 0 { columns.append((j * grid.width + i, share)) }
      }
    }
    // One that no column's centre is near still lies somewhere.
    guard columns.isEmpty else { return columns }
    func index(_ place: Double, _ axis: Axis) -> Int { max(0, min(grid.cells(axis) - 1, Int(place / grid.spacing(axis)))) }
    return [((grid.depth > 1 ? index(position.y, .depth) : 0) * grid.width + index(position.x, .width), 1)]
  }
}
