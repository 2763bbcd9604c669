import Fields
import Solvers

/// Currents between neighbouring cells, per volume of a cell (A/m³), of a potential and a concentration.
struct FaceCurrents: Sendable {
  private let phi: ScalarField, c: ScalarField, molar: ScalarField
  /// Where faces lie in series with their cells.
  private let obstruction: ScalarField?
  private let coefficient: ScalarField
  private let diffusionFactor: Double
  private let width: Int

  init(_ potential: ElectrolytePotential, _ phi: ScalarField, _ c: ScalarField) {
    self.phi = phi
    self.c = c
    molar = potential.molarCoefficient
    obstruction = potential.obstruction
    coefficient = potential.coefficient
    diffusionFactor = potential.diffusionFactor
    width = potential.grid.width
  }

  /// Calls `body` with the cells of row r, counted from 0, the conductance of the face of each on one side and the current out through it;
  /// none over a closed face. At an end without flux a cell is its own neighbour, so that there is none either.
  @inline(__always)
  func forEachCell(of r: Int, _ side: CellSide, _ body: (_ i: Int, _ link: Double, _ current: Double) -> Void) {
    let n = width, cells = 1..<n + 1, s = side.row, others = 1 + side.shift..<n + 1 + side.shift
    let half = 0.5 / (side.spacing * side.spacing), factor = 0.5 * diffusionFactor / (side.spacing * side.spacing)
    let p = unsafe phi.row(r, n).span.extracting(cells), q = unsafe phi.row(s, n).span.extracting(others)
    let x = unsafe c.row(r, n).span.extracting(cells), y = unsafe c.row(s, n).span.extracting(others)
    let m = unsafe molar.row(r, n).span.extracting(cells), o = unsafe molar.row(s, n).span.extracting(others)
    let k = unsafe coefficient.row(r, n).span.extracting(cells), l = unsafe coefficient.row(s, n).span.extracting(others)
    if let obstruction {
      let f = unsafe obstruction.row(r, n).span.extracting(cells), e = unsafe obstruction.row(s, n).span.extracting(others)
      for i in 0..<n {
        let mean = ConductionOperator.series(k[i], l[i], factors: f[i], e[i])
        let link = 2 * half * mean, weight = (m[i] + o[i]) * (2 * mean / (k[i] + l[i]))
        body(i, link, link > 0 ? link * (p[i] - q[i]) - factor * weight * (x[i] - y[i]) : 0)
      }
    } else {
      for i in 0..<n {
        let link = half * (k[i] + l[i])
        body(i, link, link > 0 ? link * (p[i] - q[i]) - factor * (m[i] + o[i]) * (x[i] - y[i]) : 0)
      }
    }
  }
}

/// A side of the cells of a row: the row of their neighbours there, how much further along it these are, and the distance to them, m.
struct CellSide {
  let row: Int, shift: Int, spacing: Double
}
