import Fields

/// How fast capillarity flattens the shortest ripple a grid can hold: ω = (V_m/F)² γ k²/R_ct with k² = Σ 4/h² over the axes.
///
/// The resistance of the electrolyte only slows it down; the smallest charge-transfer resistance on the front gives the bound. On a
/// crystal γ is the largest stiffness, γ [1 + (m² − 1) ε], with layers the largest against any of them.
struct CapillaryRelaxation {
  let model: ButlerVolmerModel

  /// 1/s.
  func rate() -> Double {
    let grid = model.grid, parameters = model.parameters
    guard parameters.interfacialEnergy > 0, !parameters.isInterfaceHeld else { return 0 }
    var square = 4 / (grid.growthSpacing * grid.growthSpacing)
    if grid.width > 1 { square += 4 / (grid.widthSpacing * grid.widthSpacing) }
    if grid.depth > 1 { square += 4 / (grid.depthSpacing * grid.depthSpacing) }
    let highest = parameters.layers.reduce(1) { max($0, $1.energyRatio) }
    let stiffness = parameters.interfacialEnergy * highest * (parameters.anisotropy?.stiffness(-1) ?? 1)
    let mobility = parameters.volumePerCharge * parameters.volumePerCharge * stiffness
    return mobility * square * largestConductance()
  }

  /// Largest −∂i/∂η on the front, S/m². Tails, below a fiftieth of the largest density, carry nothing.
  private func largestConductance() -> Double {
    let grid = model.grid, front = model.front
    let n = grid.width
    let threshold = 0.02 * front.largestDensity
    let density = front.density, conductance = front.conductance, rows = front.rows
    return grid.maximum { r in
      guard rows[r] > 0 else { return 0 }
      let w = unsafe density.row(r, n), g = unsafe conductance.row(r, n)
      return largest(1..<n + 1) { i in unsafe w[i] > threshold ? g[i] : 0 }
    }
  }
}
