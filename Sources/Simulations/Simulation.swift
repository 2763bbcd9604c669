import Fields
public import Physics

/// A run: a model driven through time, with those who look on.
///
/// Each step balances and advances the model; then the clock is set and observers look. A step is shortened to meet their
/// schedules. Signals and wall-clock time never alter a step.
public final class Simulation {
  public let model: ButlerVolmerModel
  public let control: ChargingControl
  public let ends: EndConditions
  /// After the last step.
  public private(set) var metrics = CellMetrics()
  public var observers: [any Observer] = []
  /// Asked after each step: the signal that ends the run, or nil.
  public var interruption: () -> Int32? = { nil }
  private var stepSize: StepSizeControl
  private var meter: CellMeter

  /// - Parameter model: started, at any time.
  public init(_ model: ButlerVolmerModel, control: ChargingControl, ends: EndConditions, stepSize: StepSizeControl) {
    self.model = model
    self.control = control
    self.ends = ends
    self.stepSize = stepSize
    meter = CellMeter(model)
  }

  /// Runs to the end.
  /// - Throws: what an observer throws, such as a file that cannot be written.
  public func run() throws -> EndReason {
    let reason = try stepToEnd()
    for observer in observers { try observer.finish(self, reason) }
    return reason
  }

  private func stepToEnd() throws -> EndReason {
    do throws(StepFailure) {
      metrics = meter.measure(model, try model.balance(control), timeStep: 0)
    } catch {
      metrics = meter.measure(model, StepReport(), timeStep: 0)
      return ending(refusal(error, timeStep: 0))
    }
    while true {
      for observer in observers { try observer.observe(self) }
      if let reason = ends.reason(metrics) { return reason }
      if let signal = interruption() { return .interrupted(signal: signal) }
      if let refusal = step() { return ending(refusal) }
    }
  }

  /// Takes one step, halved until it succeeds; answers why none could be taken.
  private func step() -> StepRefusal? {
    let scheduled = observers.map(\.nextTime).filter { $0 > model.state.time }.min() ?? .infinity
    // Two schedules that meet but for rounding share one step.
    let target = scheduled < ends.duration * (1 - 1e-9) ? scheduled : ends.duration
    let rate = CapillaryRelaxation(model: model).rate()
    while true {
      let remaining = target - model.state.time
      let timeStep = stepSize.next(frontSpeed: metrics.report.frontSpeed, relaxationRate: rate, remaining: remaining)
      do throws(StepFailure) {
        let report = try model.advance(timeStep, control)
        if timeStep == remaining { model.state.time = target }
        stepSize.accept(stepError: report.stepError)
        metrics = meter.measure(model, report, timeStep: timeStep)
        return nil
      } catch {
        if !stepSize.refuse(timeStep) { return refusal(error, timeStep: timeStep) }
      }
    }
  }

  /// A voltage limit that is set is what a current that cannot be carried runs into: the voltage it would need is beyond any.
  private func ending(_ refusal: StepRefusal) -> EndReason {
    refusal.isCurrentTooLarge && ends.maximumVoltage.isFinite ? .maximumVoltage : .noSolution(refusal)
  }

  private func refusal(_ failure: StepFailure, timeStep: Double) -> StepRefusal {
    var sandTime: Double?
    if case .galvanostatic(let density) = control, density > 0, model.parameters.hasSaltTransport {
      sandTime = model.parameters.electrolyte.sandTime(currentDensity: density)
    }
    let place = worstPlace(failure)
    return StepRefusal(
      failure: failure, step: model.state.step + 1, time: model.state.time, timeStep: timeStep, x: place.x, z: place.z,
      sandTime: sandTime)
  }

  /// Where the front is fastest, for what comes of moving it; else where the front has least salt.
  private func worstPlace(_ failure: StepFailure) -> (x: Double, z: Double) {
    let grid = model.grid
    let isMotion = if case .orderParameterOutOfBounds = failure { true } else { false }
    let density = model.front.density
    let threshold = 0.02 * density.maximum()
    var worst = -Double.infinity
    var place = (x: 0.0, z: 0.0)
    for k in 0..<grid.growth {
      for i in 0..<grid.width where density[i, 0, k] > threshold {
        let value = isMotion ? abs(model.velocity[i, 0, k]) : -model.state.ionConcentration[i, 0, k]
        guard value > worst else { continue }
        worst = value
        place = (grid.center(i, .width), grid.center(k, .growth))
      }
    }
    return place
  }
}
