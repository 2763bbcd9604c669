public import Fields
public import Physics

/// Branched lithium in a 1 mol/L electrolyte, in a square or a cube: the front on which everything is measured.
///
/// Cells are half an interface half-width wide, whatever their number, so that a larger grid is a larger piece of a cell.
public struct FrontScene {
  public let grid: Grid
  public let parameters: ButlerVolmerModel.Parameters
  public let model: ButlerVolmerModel
  /// Workspace of what is measured.
  public let scratch: ScalarField
  /// Of the cell, V.
  public static let voltage = 0.15
  /// δ, m.
  public static let halfWidth = 0.2e-6

  public var electrolyte: Electrolyte { parameters.electrolyte }

  /// A grid of the scene's cells.
  public static func grid(_ size: GridSize) -> Grid {
    Grid(width: size.edge, depth: size.dimensions == 3 ? size.edge : 1, growth: size.edge, widthSpacing: halfWidth / 2)
  }

  public init(_ size: GridSize) {
    grid = Self.grid(size)
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 3e-10, conductivity: ProportionalConductivity(conductivity: 1, at: 1000),
      cationTransferenceNumber: 0.4, reservoirDistance: 400e-6)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: Self.halfWidth)
    // The scene is set up, not grown: salt and potential settle in the first steps, with a larger change between the passes.
    parameters.stepTolerance = 0.1
    self.parameters = parameters
    model = ButlerVolmerModel(grid, parameters)
    scratch = ScalarField(grid)
    let shape = BranchedShape(grid)
    model.start { x, y, z in shape.distance(x, y, z) }
    depleteSalt()
  }

  /// Starts from the salt that a limiting current leaves: nearly none between the fingers, then rising linearly towards the reservoir.
  ///
  /// Steps that begin in full salt would measure a transient that lasts for a few of a thousand steps.
  private func depleteSalt() {
    let base = 0.12 * grid.length(.width)
    let thickness = grid.length(.growth) - base + electrolyte.reservoirDistance
    let c0 = electrolyte.concentration
    model.state.ionConcentration.fill { _, _, z in c0 * (0.02 + 0.98 * max(0, z - base) / thickness) }
    let n = grid.width, floor = ElectrolytePotential.indicatorFloor
    for r in 0..<grid.rowCount {
      let xi = unsafe model.state.orderParameter.row(r, n).span, c = unsafe model.state.ionConcentration.row(r, n).span
      var amount = unsafe model.state.saltAmount.row(r, n).mutableSpan
      for i in 0..<n + 2 { amount[i] = (floor + (1 - floor) * OrderParameter.electrolyteFraction(xi[i])) * c[i] }
    }
  }
}
