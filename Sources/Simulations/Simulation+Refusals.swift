import Fields
import Physics

/// When a time step is no longer worth a try, and why.
extension Simulation {
  /// Whether the front itself still carried the imposed plating current in the time step that was just taken.
  func tailRefusal() -> StepRefusal? {
    guard isCurrentPlating, tailShare > TailCurrent.limit else { return nil }
    var refusal = refusal(.currentNotCarried(closure: 1 / (1 - tailShare)), timeStep: metrics.timeStep)
    refusal.isTaken = true
    refusal.step = metrics.step
    refusal.time = metrics.time - metrics.timeStep
    return refusal
  }

  /// Whether a plating current is imposed that the salt has to carry.
  var isCurrentPlating: Bool {
    guard case .galvanostatic(let density) = control, model.parameters.hasSaltTransport else { return false }
    return density > 0
  }

  func refusal(_ failure: StepFailure, timeStep: Double) -> StepRefusal {
    var sandTime: Double?
    if case .galvanostatic(let density) = control, density > 0, model.parameters.hasSaltTransport {
      sandTime = model.parameters.electrolyte.sandTime(currentDensity: density)
    }
    let state = model.state, velocity = model.velocity
    let driest = FrontCell(model) { -state.ionConcentration[$0, $1, $2] }
    var worst = driest
    // Where the failed try was fastest, for what comes of moving the front.
    if case .orderParameterOutOfBounds = failure { worst = FrontCell(model) { abs(velocity[$0, $1, $2]) } }
    return StepRefusal(
      failure: failure, step: state.step + 1, time: state.time, timeStep: timeStep, controlStart: course.segmentStart,
      x: model.grid.center(worst.i, .width),
      z: model.grid.center(worst.k, .growth), sandTime: sandTime,
      frontSalt: state.ionConcentration[driest.i, driest.j, driest.k] / model.parameters.electrolyte.concentration)
  }
}
