import Physics

/// Whole steps of the model.
enum StepMeasurements {
  /// Consecutive steps of a fifth of a cell, after three that let the salt settle.
  static func all(_ scene: FrontScene, steps: Int) -> [Measurement] {
    let control = ChargingControl.potentiostatic(voltage: FrontScene.voltage)
    var times: [Double] = []
    var reports: [StepReport] = []
    do {
      var speed = try scene.model.balance(control).frontSpeed
      for step in 0..<steps + 3 {
        let size = 0.2 * scene.grid.widthSpacing / speed
        var report = StepReport()
        var failure: StepFailure?
        let time = Stopwatch.time {
          do throws(StepFailure) { report = try scene.model.advance(size, control) } catch { failure = error }
        }
        if let failure { throw failure }
        speed = report.frontSpeed
        if step < 3 { continue }
        times.append(time)
        reports.append(report)
      }
    } catch {
      return [Measurement("whole step failed: \(error)", .nan)]
    }
    func mean(_ count: (StepReport) -> Int) -> Int {
      Int((Double(reports.map(count).reduce(0, +)) / Double(reports.count)).rounded())
    }
    let counts = "\(mean(\.passes)) passes, \(mean(\.newtonIterations)) Newton, "
      + "\(mean(\.potentialIterations)) + \(mean(\.saltIterations)) CG, \(mean(\.sharpeningSubsteps)) substeps"
    return [Measurement("whole step", Stopwatch.median(times), iterations: counts)]
  }
}
