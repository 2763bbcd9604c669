import Fields
import Physics

/// A wire or bead of lithium in a round counter electrode, in the corner between mirrors, on square or cubic cells.
///
/// The counter electrode does not fit the cells: every cell outside it is held at the closed form's potential continued outwards, so that
/// only the lithium's own front is tested.
struct ConcentricCell {
  /// m.
  let radius: Double, outerRadius: Double
  /// S/m.
  let conductivity = 1.0
  let isDeep: Bool

  private func parameters(halfWidth: Double, exchange: Double) -> ButlerVolmerModel.Parameters {
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(conductivity), exchangeCurrentDensity: exchange, interfaceHalfWidth: halfWidth)
    parameters.interfacialEnergy = 0
    parameters.hasSaltTransport = false
    parameters.potentialTolerance = 1e-7
    return parameters
  }

  /// - Parameter exchange: exchange current density, A/m².
  func reaction(exchange: Double) -> InterfacialReaction { parameters(halfWidth: radius, exchange: exchange).kinetics }

  /// Current that the piece of lithium in the corner draws, A.
  ///
  /// - Parameters:
  ///   - ratio: the interface's half-width over the radius.
  ///   - exchange: exchange current density, A/m².
  ///   - outside: potential at a distance beyond the outer radius, V.
  func current(
    _ ratio: Double, voltage: Double, exchange: Double, cellsPerHalfWidth: Double, outside: (Double) -> Double
  ) throws -> Double {
    let delta = ratio * radius
    let h = delta / cellsPerHalfWidth
    let n = Int((outerRadius / h).rounded(.up)) + 2
    let grid = Grid(
      width: n, depth: isDeep ? n : 1, growth: n, widthSpacing: h, widthClosure: .mirrored, depthClosure: isDeep ? .mirrored : .periodic)
    let model = ButlerVolmerModel(grid, parameters(halfWidth: delta, exchange: exchange))
    func distance(_ x: Double, _ y: Double, _ z: Double) -> Double { (x * x + (isDeep ? y * y : 0) + z * z).squareRoot() }
    let tie = ScalarField(grid), held = ScalarField(grid)
    tie.fill { x, y, z in distance(x, y, z) > outerRadius ? 1e4 * conductivity / (h * h) : 0 }
    held.fill { x, y, z in distance(x, y, z) > outerRadius ? outside(distance(x, y, z)) : 0 }
    model.potential.contact = (tie, held)
    model.start { x, y, z in distance(x, y, z) - radius }
    // Held cells start where they are held: their stiff ties would drown the interface in the first residual.
    model.state.reducedPotential.assign(held)
    try model.balance(.potentiostatic(voltage: voltage))
    return model.front.density.dot(model.front.currentDensity) * grid.cellVolume
  }
}
