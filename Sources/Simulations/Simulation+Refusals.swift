import Fields
import Physics

/// When a time step is no longer worth a try, and why.
extension Simulation {
  /// More than half of the current ahead of the front is no front's current.
  private static let largestTailShare = 0.5

  /// Whether the front itself still carried the imposed plating current in the time step that was just taken.
  func tailRefusal() -> StepRefusal? {
    guard isCurrentPlating, tailShare > Self.largestTailShare else { return nil }
    var refusal = refusal(.currentNotCarried(closure: 1 / (1 - tailShare)), timeStep: metrics.timeStep)
    refusal.isTaken = true
    refusal.step = metrics.step
    refusal.time = metrics.time - metrics.timeStep
    return refusal
  }

  /// Whether a plating current is imposed that the salt has to carry.
  var isCurrentPlating: Bool {
    guard case .galvanostatic(let density) = control, model.scales.hasSaltTransport else { return false }
    return density > 0
  }

  func refusal(_ failure: StepFailure, timeStep: Double) -> StepRefusal {
    var sandTime: Double?
    if case .galvanostatic(let density) = control, density > 0 { sandTime = model.sandTime(currentDensity: density) }
    let concentration = model.ionConcentration
    let driest = FrontCell(model) { r, values in
      let n = concentration.grid.width
      let c = unsafe concentration.row(r, n).span
      for i in 0..<n { values[i] = -c[i + 1] }
    }
    var worst = driest
    // Where the failed try was fastest, for what comes of moving the front.
    if case .orderParameterOutOfBounds = failure { worst = FrontCell(model, largest: model.assignFrontActivity) }
    var refusal = StepRefusal(
      failure: failure, step: model.step + 1, time: model.time, timeStep: timeStep, controlStart: course.segmentStart,
      x: model.grid.center(worst.i, .width),
      z: model.grid.center(worst.k, .growth), sandTime: sandTime,
      frontSalt: concentration[driest.i, driest.j, driest.k] / model.scales.concentration)
    if case .galvanostatic(let density) = control, density > 0 { refusal.openShare = model.openShare() }
    return refusal
  }
}
