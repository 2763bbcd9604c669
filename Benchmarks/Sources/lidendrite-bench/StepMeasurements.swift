import Physics

/// Whole steps of the model.
enum StepMeasurements {
  /// Refusals in a row at which the measurement is given up.
  private static let largestRefusals = 12

  /// Consecutive accepted steps, after five that let the salt settle: of a fifth of a cell, or as long as the model takes them. A
  /// refused step is tried again at half its size, and the next may be 1.2 times as long.
  static func all(_ scene: FrontScene, steps: Int) -> [Measurement] {
    let control = ChargingControl.potentiostatic(voltage: FrontScene.voltage)
    var times: [Double] = []
    var reports: [StepReport] = []
    var refusals = 0, refusalsInARow = 0
    do {
      var speed = try scene.model.balance(control).frontSpeed
      var size = Double.infinity
      while times.count < steps + 5 {
        size = min(size, 0.2 * scene.grid.widthSpacing / speed)
        var report = StepReport()
        var failure: StepFailure?
        let time = Stopwatch.time {
          do throws(StepFailure) { report = try scene.model.advance(size, control) } catch { failure = error }
        }
        if let failure {
          refusalsInARow += 1
          if times.count >= 5 { refusals += 1 }
          if refusalsInARow > largestRefusals { throw failure }
          size *= 0.5
          continue
        }
        refusalsInARow = 0
        speed = report.frontSpeed
        size *= 1.2
        times.append(time)
        reports.append(report)
      }
    } catch {
      return [Measurement("whole step failed: \(error)", .nan)]
    }
    times.removeFirst(5)
    reports.removeFirst(5)
    func mean(_ count: (StepReport) -> Int) -> Int {
      Int((Double(reports.map(count).reduce(0, +)) / Double(reports.count)).rounded())
    }
    var counts =
      "\(mean(\.passes)) passes, \(mean(\.newtonIterations)) Newton, "
      + "\(mean(\.potentialIterations)) + \(mean(\.saltIterations)) CG, \(mean(\.sharpeningSubsteps)) substeps"
    if refusals > 0 { counts += ", \(refusals) refused" }
    return [Measurement("whole step", Stopwatch.median(times), iterations: counts)]
  }
}
