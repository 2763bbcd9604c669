import Fields

/// t₊ of cells that layers with a t₊ of their own share with the electrolyte.
///
/// In series, as their diffusivities: the gradient that a flux N takes with the current J is Σ s_k (N − t_k J/F)/D_k = (N − t J/F)/D with
/// t = D Σ s_k t_k/D_k, so that each counts by how much it resists the salt. Between two cells the same holds for their halves.
public struct LayerTransference: Sendable {
  /// Weight of the electrolyte's t₊, and what layers add to it.
  let host: ScalarField
  let added: ScalarField
  /// D over that of the electrolyte alone.
  let diffusion: ScalarField

  init(_ grid: Grid, diffusion: ScalarField) {
    host = ScalarField(grid, 1)
    added = ScalarField(grid)
    self.diffusion = diffusion
  }

  /// Makes the t₊ of the cells of a row from that of the electrolyte in them.
  func mix(_ row: Int, into transference: inout MutableSpan<Double>) {
    let n = host.grid.width
    let h = unsafe host.row(row, n).span, a = unsafe added.row(row, n).span
    for i in 0..<n + 2 { transference[i] = h[i] * transference[i] + a[i] }
  }

  /// The same of one cell, numbered from 1.
  func mixed(_ transference: Double, _ row: Int, _ i: Int) -> Double {
    let n = host.grid.width
    return unsafe host.row(row, n)[i] * transference + added.row(row, n)[i]
  }

  /// Writes β = 2(1 − t₊)·TDF − 1 at a concentration.
  func assignDiffusionPotentialFactor(_ c: ScalarField, _ electrolyte: Electrolyte, into factor: ScalarField) {
    let n = host.grid.width
    host.grid.forEachTile { rows in
      for r in rows {
        let x = unsafe c.row(r, n).span
        var b = unsafe factor.row(r, n).mutableSpan
        electrolyte.transference.assign(x, into: &b)
        mix(r, into: &b)
        for i in 0..<n + 2 { b[i] = 2 * (1 - b[i]) * electrolyte.thermodynamics.value(x[i]) - 1 }
      }
    }
  }

  /// Of the face between two cells with t₊ and with D over that of the electrolyte alone.
  @inline(__always)
  static func face(_ t: Double, _ u: Double, diffusion d: Double, _ e: Double) -> Double { (t * e + u * d) / (d + e) }
}

/// The t₊ of an electrolyte beside layers that have one of their own: not the same everywhere, even where it does not depend on c.
struct LocalTransference: ConcentrationLaw {
  let law: any ConcentrationLaw

  func value(_ c: Double) -> Double { law.value(c) }
  func assign(_ c: Span<Double>, into values: inout MutableSpan<Double>) { law.assign(c, into: &values) }
}
