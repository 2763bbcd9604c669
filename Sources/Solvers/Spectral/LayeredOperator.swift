public import Fields

/// The operator A u = s u − ∇·(a ∇u) with coefficients that vary along the growth axis only.
///
/// Second-order finite differences at cell centres:
/// s_k u − a_k δ²u (lateral) + [g_k (u_k − u_{k−1}) + g_{k+1} (u_k − u_{k+1})] / h², where faces beyond the ends
/// follow the end conditions. The lateral ends are those of the grid.
public struct LayeredOperator: Hashable, Sendable {
  public let grid: Grid
  /// s ≥ 0, one per layer.
  public let shift: [Double]
  /// a ≥ 0 along width and depth, one per layer; unit: that of s times m².
  public let lateralCoefficient: [Double]
  /// g along the growth axis on the faces between layers, from the bottom end face to the top end face; positive between
  /// layers, not negative at the ends.
  public let growthCoefficient: [Double]
  public let bottom: EndCondition, top: EndCondition

  public init(
    _ grid: Grid, shift: [Double], lateralCoefficient: [Double], growthCoefficient: [Double],
    bottom: EndCondition, top: EndCondition
  ) {
    precondition(grid.growthClosure == .mirrored, "ends are prescribed along the growth axis: it cannot be periodic")
    precondition(
      shift.count == grid.growth && lateralCoefficient.count == grid.growth && growthCoefficient.count == grid.growth + 1,
      "one shift and one lateral coefficient per layer, one growth coefficient per face")
    precondition((shift + lateralCoefficient + growthCoefficient).allSatisfy { $0 >= 0 && $0.isFinite }, "a coefficient is negative")
    precondition(growthCoefficient.dropFirst().dropLast().allSatisfy { $0 > 0 }, "layers are cut off from each other")
    for case .robin(let conductance, _) in [bottom, top] { precondition(conductance >= 0, "a conductance is negative") }
    self.grid = grid
    self.shift = shift
    self.lateralCoefficient = lateralCoefficient
    self.growthCoefficient = growthCoefficient
    self.bottom = bottom
    self.top = top
    precondition(
      !isSingular || grid.cellCount == grid.growth || lateralCoefficient.contains { $0 > 0 }, "columns are cut off from each other")
  }

  /// The same coefficients everywhere.
  public init(_ grid: Grid, shift: Double, coefficient: Double, bottom: EndCondition, top: EndCondition) {
    self.init(
      grid, shift: Array(repeating: shift, count: grid.growth),
      lateralCoefficient: Array(repeating: coefficient, count: grid.growth),
      growthCoefficient: Array(repeating: coefficient, count: grid.growth + 1), bottom: bottom, top: top)
  }

  /// Weight of the value beyond each end.
  var bottomLink: Double { bottom.link(coefficient: growthCoefficient[0], spacing: grid.growthSpacing) }
  var topLink: Double { top.link(coefficient: growthCoefficient[grid.growth], spacing: grid.growthSpacing) }

  /// Whether constants are in the kernel: no shift, and nothing held at the ends.
  public var isSingular: Bool { bottomLink == 0 && topLink == 0 && shift.allSatisfy { $0 == 0 } }

  /// What the ends add to the right-hand side of the cells of layer `k`.
  public func source(_ k: Int) -> Double {
    let h = grid.growthSpacing
    return (k == 0 ? bottom.source(coefficient: growthCoefficient[0], spacing: h) : 0)
      + (k == grid.growth - 1 ? top.source(coefficient: growthCoefficient[grid.growth], spacing: h) : 0)
  }

  /// s plus the links of a layer to what lies beyond the ends.
  func grounding(_ k: Int) -> Double {
    shift[k] + (k == 0 ? bottomLink : 0) + (k == grid.growth - 1 ? topLink : 0)
  }

  /// g/h² on the face below layer `k`; zero on the ends.
  func coupling(_ k: Int) -> Double {
    k == 0 || k == grid.growth ? 0 : growthCoefficient[k] / (grid.growthSpacing * grid.growthSpacing)
  }

  /// Whether another operator has the same matrix, whatever the values and fluxes prescribed at its ends.
  func hasSameMatrix(_ other: LayeredOperator) -> Bool {
    grid == other.grid && shift == other.shift && lateralCoefficient == other.lateralCoefficient
      && bottomLink == other.bottomLink && topLink == other.topLink
      && growthCoefficient.dropFirst().dropLast() == other.growthCoefficient.dropFirst().dropLast()
  }
}
