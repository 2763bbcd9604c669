import Fields
import Solvers

/// Salt of a step, and the current that goes with it.
extension ButlerVolmerModel {
  /// Salt at the end of the step, and with it the current; under galvanostatic control the metal potential follows, so that the
  /// current stays the imposed one.
  func solveSalt(
    _ order: ScalarField, _ timeStep: Double, _ control: ChargingControl, _ metal: inout Double, slack: Double, _ report: inout StepReport
  ) throws(StepFailure) -> Double {
    let scale = 1 / parameters.electrolyte.referenceConcentration
    func solve() throws(StepFailure) -> (Double, Double) {
      var tightening = max(1, slack / parameters.saltTolerance)
      while true {
        let solve = salt.solve(
          trialConcentration, amount: state.saltAmount, order, front, timeStep: timeStep, tightening: tightening)
        report.saltIterations += solve.iterations
        if !(solve.relativeResidual <= max(2 * Self.foreseenResidual, parameters.saltTolerance)) {
          throw .saltNotSolved(residual: solve.relativeResidual)
        }
        if trialConcentration.minimum() > 0 { break }
        // The solution is positive; where the salt is all but gone, an iterate need not be before it is close enough.
        tightening *= 1e-3
        if tightening < 1e-7 { throw .saltNotSolved(residual: solve.relativeResidual) }
      }
      return front.assignCurrent(trialConcentration, scale: scale)
    }
    var (current, conductance) = try solve()
    guard case .galvanostatic(let density) = control else { return current }
    let target = density / columnHeight
    var slope = -conductance
    for _ in 0..<12 {
      let gap = current - target
      if abs(gap) <= max(1e-10, 0.1 * slack) * max(abs(target), 1e-3 * parameters.exchangeCurrentDensity / columnHeight) { break }
      // The concentration's answer makes the slope flatter than at fixed c; the secant finds out by how much.
      let limit = 4 * parameters.electrolyte.thermalVoltage
      let shift = max(-limit, min(limit, -gap / slope))
      metal += shift
      front.evaluate(trialPotential, metalPotential: metal)
      let before = current
      (current, _) = try solve()
      let secant = (current - before) / shift
      if secant < 0 { slope = secant }
    }
    return current
  }

  /// Adds to the front's current what round-off leaves between it and the imposed one, in proportion to the exchange.
  func close(on target: Double, _ current: inout Double, _ report: inout StepReport) throws(StepFailure) {
    let n = grid.width
    let i0 = front.currentDensity, density = front.density, plating = front.plating, stripping = front.stripping
    let exchange = density.dot(plating) + density.dot(stripping)
    // Without an imposed current a thousandth of the exchange current stands for one.
    let measure = max(abs(target), 1e-3 * parameters.exchangeCurrentDensity / columnHeight)
    report.closure = 1 + (target - current) / measure
    if !(abs(report.closure - 1) <= 1e-6) { throw .currentNotCarried(closure: report.closure) }
    // Where nothing exchanges, nothing is imposed either.
    let share = exchange > 0 ? (target - current) / exchange : 0, fronts = front.rows
    grid.forEachTile { rows in
      for r in rows where fronts[r] > 0 {
        let a = unsafe plating.row(r, n).span, b = unsafe stripping.row(r, n).span
        var x = unsafe i0.row(r, n).mutableSpan
        for i in 1..<n + 1 { x[i] += share * (a[i] + b[i]) }
      }
    }
    current = density.dot(i0)
  }
}
