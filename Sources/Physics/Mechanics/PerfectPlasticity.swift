import Fields
import Solvers

/// Lithium that flows at a constant yield strength: σ_vM ≤ σ_y, with the plastic strain along the deviatoric stress (von Mises 1913;
/// J. C. Simo & T. J. R. Hughes, Computational Inelasticity, 1998, section 3.3).
///
/// The radial return from a trial stress is s = β 2G (e − e_p), β = min(1, σ_y/σ_vM of the trial): an elastic law with a secant shear
/// modulus βG about the plastic strain of the step before (L. M. Kachanov, Foundations of the Theory of Plasticity, 1971). Secant moduli
/// follow the displacement in every iteration of the equilibrium. Where lithium and electrolyte share a cell they carry the same stress, so
/// that the cell yields with lithium.
///
/// Bulk moduli stay as they are: metal flows without change of volume.
public struct PerfectPlasticity: Sendable, Equatable {
  /// σ_y in tension, Pa.
  public let yieldStrength: Double

  public init(yieldStrength: Double) {
    precondition(yieldStrength > 0, "nothing holds")
    self.yieldStrength = yieldStrength
  }

  /// σ_vM = √(3/2 s:s) of the normal stresses and of Σ τ² over the planes.
  @inline(__always)
  public static func vonMises(_ x: Double, _ y: Double, _ z: Double, shearSquare: Double) -> Double {
    let mean = (x + y + z) / 3
    let (a, b, c) = (x - mean, y - mean, z - mean)
    return (1.5 * (a * a + b * b + c * c) + 3 * shearSquare).squareRoot()
  }

  /// Lets the secant moduli follow the stress.
  ///
  /// - Parameters:
  ///   - work: a field that is written over.
  /// - Returns: how far, relative to σ_y, the stress was from it in cells that flow: root mean square, or a tenth of the largest if that is
  ///   more.
  func follow(
    _ phases: TwoPhaseMedium, _ fraction: ScalarField, _ matrix: ElasticOperator, _ u: FaceVector, _ strain: SIMD3<Double>,
    work: ScalarField
  ) -> Double {
    let grid = fraction.grid, n = grid.width
    let compliance = matrix.medium.shearCompliance
    let offs = RowPartials(grid.rowCount), squares = RowPartials(grid.rowCount), counts = RowPartials(grid.rowCount),
      inverse = 1 / yieldStrength
    // The stresses of neighbouring rows are made of these compliances: they change when all are known.
    matrix.forEachRow(u, meanStrain: strain) { r, stress in
      let x = unsafe stress.width.span, y = unsafe stress.depth.span, z = unsafe stress.growth.span
      let square = unsafe stress.shearSquare.span, share = unsafe fraction.row(r, n).span, j = unsafe compliance.row(r, n).span
      var next = unsafe work.row(r, n).mutableSpan
      var off = 0.0, sum = 0.0, count = 0.0
      phases.assignShearCompliance(share, r, into: &next)
      for i in 1..<n + 1 {
        guard share[i] > 0 else { continue }
        let load = inverse * Self.vonMises(x[i], y[i], z[i], shearSquare: square[i])
        next[i] = max(next[i], j[i] * load)
        let distance = max(load - 1, min(1 - load, 1 - next[i] / j[i]))
        guard distance > 0 else { continue }
        off = max(off, distance)
        sum += distance * distance
        count += 1
      }
      offs[r] = off
      squares[r] = sum
      counts[r] = count
    }
    compliance.assign(work)
    compliance.sealAll()
    return max((squares.sum() / max(1, counts.sum())).squareRoot(), 0.1 * offs.maximum())
  }

  /// Adds what flowed to the plastic strain and makes the moduli elastic again; stresses stay what they are.
  ///
  /// - Parameters:
  ///   - work: a field that is written over, `edgeWork` as many as there are planes of shear.
  func settle(
    _ phases: TwoPhaseMedium, _ fraction: ScalarField, _ matrix: ElasticOperator, _ u: FaceVector, _ strain: SIMD3<Double>,
    plasticStrain: [ScalarField], work: ScalarField, edgeWork: [ScalarField]
  ) {
    let grid = fraction.grid, n = grid.width
    let compliance = matrix.medium.shearCompliance
    grid.forEachTile { rows in
      for r in rows {
        let share = unsafe fraction.row(r, n).span, j = unsafe compliance.row(r, n).span
        var excess = unsafe work.row(r, n).mutableSpan
        phases.assignShearCompliance(share, r, into: &excess)
        for i in 0..<n + 2 { excess[i] = share[i] > 0 ? max(0, j[i] - excess[i]) : 0 }
      }
    }
    matrix.forEachRow(u, meanStrain: strain) { r, stress in
      let excess = unsafe work.row(r, n).span
      let x = unsafe stress.width.span, y = unsafe stress.depth.span, z = unsafe stress.growth.span
      var p = unsafe plasticStrain[0].row(r, n).mutableSpan, q = unsafe plasticStrain[1].row(r, n).mutableSpan
      var s = unsafe plasticStrain[2].row(r, n).mutableSpan
      for i in 1..<n + 1 {
        let mean = (x[i] + y[i] + z[i]) / 3, half = 0.5 * excess[i]
        p[i] += half * (x[i] - mean)
        q[i] += half * (y[i] - mean)
        s[i] += half * (z[i] - mean)
      }
      for field in plasticStrain { field.seal(r) }
      for (plane, flow) in zip(ShearPlane.planes(of: grid), edgeWork) {
        plane.assignMean(of: work, row: r, into: flow)
        let t = unsafe stress.edge(plane).span
        var g = unsafe flow.row(r, n).mutableSpan
        for i in 1..<n + 1 { g[i] *= t[i] }
      }
    }
    // The plastic shear of an edge takes part in the stresses that all others are made of.
    let shears = matrix.medium.shearEigenstrain
    grid.forEachTile { rows in
      for r in rows {
        for (shear, flow) in zip(shears, edgeWork) {
          let g = unsafe flow.row(r, n).span
          var p = unsafe shear.row(r, n).mutableSpan
          for i in 1..<n + 1 { p[i] += g[i] }
        }
        let share = unsafe fraction.row(r, n).span
        var j = unsafe compliance.row(r, n).mutableSpan
        phases.assignShearCompliance(share, r, into: &j)
      }
    }
  }
}
