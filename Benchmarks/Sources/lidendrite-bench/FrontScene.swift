import Fields
import Foundation
import Physics

/// A square domain with branched lithium in a 1 mol/L electrolyte: the front on which everything is measured.
///
/// Cells are half an interface half-width wide, whatever their number, so that a larger grid is a larger piece of a cell.
struct FrontScene {
  let grid: Grid
  let parameters: ButlerVolmerModel.Parameters
  let model: ButlerVolmerModel
  /// Workspace of the measurements.
  let scratch: ScalarField
  static let voltage = 0.15

  var electrolyte: Electrolyte { parameters.electrolyte }
  var halfWidth: Double { parameters.interfaceHalfWidth }

  init(edge: Int) {
    let halfWidth = 0.2e-6
    grid = Grid(width: edge, growth: edge, widthSpacing: halfWidth / 2)
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 3e-10, conductivity: ProportionalConductivity(conductivity: 1, at: 1000),
      cationTransferenceNumber: 0.4, reservoirDistance: 400e-6)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: halfWidth)
    // The scene is set up, not grown: salt and potential settle in the first steps, with a larger change between the passes.
    parameters.stepTolerance = 0.1
    self.parameters = parameters
    model = ButlerVolmerModel(grid, parameters)
    scratch = ScalarField(grid)
    let width = grid.length(.width)
    model.start { x, _, z in width * Self.distance(x / width, z / width) }
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
    OrderParameter.assignElectrolyteFraction(model.state.orderParameter, into: scratch)
    let n = grid.width
    for r in 0..<grid.rowCount {
      let psi = unsafe scratch.row(r, n).span, c = unsafe model.state.ionConcentration.row(r, n).span
      var amount = unsafe model.state.saltAmount.row(r, n).mutableSpan
      for i in 0..<n + 2 { amount[i] = psi[i] * c[i] }
    }
  }

  /// Reads one field and writes another, with the threads of everything else.
  func copy() {
    let n = grid.width, from = model.state.orderParameter, to = scratch
    grid.forEachTile { rows in
      for r in rows {
        let a = unsafe from.row(r, n).span
        var b = unsafe to.row(r, n).mutableSpan
        for i in 0..<n + 2 { b[i] = a[i] }
      }
    }
  }

  /// Signed distance, positive in the electrolyte, in units of the width: a wavy base, four fingers, side branches on each.
  static func distance(_ x: Double, _ z: Double) -> Double {
    var nearest = z - 0.12 - 0.01 * cos(2 * .pi * 7 * x)
    for finger in 0..<4 {
      let number = Double(finger)
      let foot = (number + 0.5) / 4
      let height = 0.35 + 0.08 * (2.3 * number).truncatingRemainder(dividingBy: 1)
      let tip = (foot + 0.03 * (number - 1.5), 0.1 + height)
      nearest = min(nearest, capsule(x, z, (foot, 0.1), tip, 0.018))
      for branch in 1...4 {
        let part = Double(branch) / 5
        let root = (foot + part * (tip.0 - foot), 0.1 + part * height)
        let reach = 0.1 * (1 - part) * (branch % 2 == 0 ? 1 : -1)
        nearest = min(nearest, capsule(x, z, root, (root.0 + reach, root.1 + 0.7 * abs(reach)), 0.012))
      }
    }
    return nearest
  }

  /// Distance to a thick line from `a` to `b`, which recurs with period 1 along x.
  private static func capsule(_ x: Double, _ z: Double, _ a: (Double, Double), _ b: (Double, Double), _ radius: Double) -> Double {
    let along = (b.0 - a.0, b.1 - a.1)
    let square = along.0 * along.0 + along.1 * along.1
    return [-1.0, 0, 1].map { shift in
      let from = (x - a.0 - shift, z - a.1)
      let t = min(max((from.0 * along.0 + from.1 * along.1) / square, 0), 1)
      let across = from.0 - t * along.0, up = from.1 - t * along.1
      return (across * across + up * up).squareRoot() - radius
    }.min() ?? .infinity
  }
}
