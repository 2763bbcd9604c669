import Fields
public import Physics

/// A run: a model driven through time by a protocol, with those who look on.
///
/// Each time step balances and advances the model; then the clock is set and observers look. A time step is shortened to meet their
/// schedules, and the edges and ends of the protocol's steps. Signals and wall-clock time never alter one.
public final class Simulation {
  public let model: any CellModel
  public let chargingProtocol: ChargingProtocol
  public let ends: EndConditions
  /// After the last time step, or after the control has jumped.
  public private(set) var metrics = CellMetrics()
  /// Steps of the protocol that are over, since the run was begun or resumed.
  public private(set) var records: [StepRecord] = []
  /// Of all the steps that are over.
  public private(set) var tally = ProtocolTally()
  /// The cell of the front that is fastest, or where it is held draws most, after the last time step.
  public private(set) var busiestCell: FrontCell
  /// How much of the current was drawn ahead of the front in the last time step, where that is asked.
  private(set) var tailShare = 0.0
  /// Of the front's shape after the last time step, 1/s: it bounds the next.
  private(set) var relaxationRate = 0.0
  public var observers: [any Observer] = []
  /// Asked after each time step: the signal that ends the run, or nil.
  public var interruption: () -> Int32? = { nil }
  private(set) var stepSize: StepSizeControl
  private(set) var meter: CellMeter
  private(set) var position = ProtocolPosition()
  private(set) var course: ControlCourse
  private(set) var record: StepRecord
  private(set) var prediction = EndPrediction()
  private(set) var cycleCharge = CycleCharge()
  /// Whether voltage and current are those of the present control.
  private(set) var isBalanced = false
  /// Whether the cell is in balance with the control, and whether the observers saw it, as an earlier run left it.
  private var isBegun = false, isSeen = false

  /// - Parameter model: started, at any time.
  public init(_ model: any CellModel, protocol chargingProtocol: ChargingProtocol, ends: EndConditions, stepSize: StepSizeControl) {
    self.model = model
    self.chargingProtocol = chargingProtocol
    self.ends = ends
    self.stepSize = stepSize
    meter = CellMeter(model)
    busiestCell = FrontCell(model) { _, _ in }
    metrics.time = model.time
    metrics.charge = model.charge
    course = ControlCourse(
      position.step(of: chargingProtocol).control, start: model.time, voltage: model.voltage, currentDensity: 0)
    record = StepRecord(position, of: chargingProtocol, metrics: metrics)
    model.press(record.step.stackPressure)
  }

  /// A protocol of one step that goes on to the end of the run.
  public convenience init(_ model: any CellModel, control: ChargingControl, ends: EndConditions, stepSize: StepSizeControl) {
    self.init(model, protocol: ChargingProtocol(control), ends: ends, stepSize: stepSize)
  }

  /// What the cell is held at now.
  public var control: ChargingControl { course.imposed(endingAt: model.time) }

  /// Runs to the end.
  /// - Throws: what an observer throws, such as a file that cannot be written.
  public func run() throws -> EndReason {
    let (reason, ending) = try stepToEnd()
    for observer in observers { try observer.willFinish(self, reason) }
    close(ending ?? .run(reason))
    for observer in observers { try observer.finish(self, reason) }
    return reason
  }

  /// Why the run ended, and how its last protocol step did where that has an end of its own.
  private func stepToEnd() throws -> (EndReason, StepEnding?) {
    if !isBegun {
      cycleCharge.begin(position, in: chargingProtocol)
      if let failure = balance() {
        measure(StepReport(), timeStep: 0)
        return (.noSolution(refusal(failure, timeStep: 0)), nil)
      }
    }
    while true {
      if !isSeen { for observer in observers { try observer.observe(self) } }
      isSeen = false
      if let reason = ends.reason(metrics) { return (reason, nil) }
      if let signal = interruption() { return (.interrupted(signal: signal), nil) }
      // What nucleates takes overpotential off the rest at once, as if the control had jumped.
      if isBalanced, model.isNucleationDue {
        restart()
      } else if let ending = stepEnding() {
        if !goOn(after: ending) { return (.protocolDone, ending) }
      } else if course.isEdgeReached(metrics.time) {
        course.passEdge(metrics.time)
        restart()
      } else if let refusal = tailRefusal() ?? advance() {
        guard let ending = voltageEnding(refusal) else { return (reason(refusal), nil) }
        if !goOn(after: ending) { return (.protocolDone, ending) }
      }
    }
  }

  // MARK: The protocol

  private var step: ProtocolStep { record.step }

  /// Why the present step of the protocol is over; nil while it is not.
  private func stepEnding() -> StepEnding? {
    let isConstant = course.constantCurrentDensity != nil
    for end in step.ends {
      // An exact time that is no more than rounding away is met.
      if exactTime(end) - metrics.time <= 4 * metrics.time.ulp { return .condition(end) }
      if case .duration = end {
        continue
      } else if isBalanced, let gap = end.gap(metrics, startCharge: record.startCharge),
        gap <= end.tolerance(isCurrentConstant: isConstant, spacing: model.grid.growthSpacing)
      {
        return .condition(end)
      }
    }
    return course.isComplete(metrics.time) ? .rampDone : nil
  }

  /// A step with an upper voltage limit is over when no voltage carries its current any more.
  private func voltageEnding(_ refusal: StepRefusal) -> StepEnding? {
    guard refusal.isCurrentTooLarge else { return nil }
    let limit = step.ends.first { if case .voltageAbove = $0 { true } else { false } }
    return limit.map { .currentNotCarried($0, refusal) }
  }

  private func reason(_ refusal: StepRefusal) -> EndReason {
    refusal.isCurrentTooLarge && ends.maximumVoltage.isFinite ? .maximumVoltage(beyond: refusal) : .noSolution(refusal)
  }

  private func close(_ ending: StepEnding) {
    record.ending = ending
    record.cyclePlatedCharge = cycleCharge.plated
    record.cycleStrippedCharge = cycleCharge.stripped
    records.append(record)
    tally.add(record)
  }

  /// Begins the next step of the protocol; false when there is none.
  private func goOn(after ending: StepEnding) -> Bool {
    guard let next = position.next(in: chargingProtocol) else { return false }
    close(ending)
    position = next
    record = StepRecord(position, of: chargingProtocol, metrics: metrics)
    cycleCharge.begin(position, in: chargingProtocol)
    model.press(step.stackPressure)
    course = ControlCourse(step.control, start: metrics.time, voltage: metrics.voltage, currentDensity: metrics.currentDensity)
    restart()
    return true
  }

  /// After a jump of the control: small time steps again, and the cell as it is just then.
  private func restart() {
    stepSize.restart()
    prediction.restart()
    if balance() == nil { return }
    // The first time step has to find the balance; until then nothing is known but that the control is another.
    metrics.timeStep = 0
    tailShare = 0
    metrics.protocolStep = position.number
    metrics.cycle = position.cycle(in: chargingProtocol)
  }

  /// The potential under the present control, without a time step; answers why there is none.
  private func balance() -> StepFailure? {
    do throws(StepFailure) {
      measure(try model.balance(course.imposed(endingAt: model.time)), timeStep: 0)
      isBalanced = true
      return nil
    } catch {
      isBalanced = false
      return error
    }
  }

  private func measure(_ report: StepReport, timeStep: Double) {
    let charge = metrics.charge
    metrics = meter.measure(model, report, timeStep: timeStep)
    metrics.protocolStep = position.number
    metrics.cycle = position.cycle(in: chargingProtocol)
    cycleCharge.add(metrics.charge - charge)
    record.add(metrics)
    prediction.add(time: metrics.time, gaps: step.ends.map { $0.gap(metrics, startCharge: record.startCharge) })
    busiestCell = FrontCell(model, largest: model.assignFrontActivity)
    tailShare = timeStep > 0 && isCurrentPlating ? model.tailShare() : 0
    relaxationRate = model.relaxationRate()
  }

  /// Goes on from what an earlier run remembered.
  func take(_ memory: Memory, isSeen: Bool) {
    metrics = memory.metrics
    tally = memory.tally
    tailShare = memory.tailShare
    relaxationRate = memory.relaxationRate
    busiestCell = memory.busiestCell
    stepSize.memory = memory.stepSize
    meter.memory = memory.meter
    position = memory.position
    course = memory.course
    record = memory.record
    model.press(step.stackPressure)
    prediction = memory.prediction
    cycleCharge = memory.cycleCharge
    isBalanced = memory.isBalanced
    isBegun = true
    self.isSeen = isSeen
  }

  /// Starts the protocol with the cell that an earlier run left.
  func begin(after memory: Memory) {
    metrics = memory.metrics
    meter = CellMeter(model)
    meter.memory.platedCharge = memory.meter.platedCharge
    meter.memory.strippedCharge = memory.meter.strippedCharge
    model.takeParameters()
    stepSize.restart()
    course = ControlCourse(
      position.step(of: chargingProtocol).control, start: model.time, voltage: metrics.voltage,
      currentDensity: metrics.currentDensity)
    record = StepRecord(position, of: chargingProtocol, metrics: metrics)
    model.press(step.stackPressure)
  }

  // MARK: A time step

  /// When the next time step must end at the latest, s: at a schedule, an edge, or an end that is known or foreseen.
  private func nextTarget() -> Double {
    let time = model.time
    let scheduled = observers.map(\.nextTime).filter { $0 > time }.min() ?? .infinity
    let exact = [ends.duration, course.nextEdge] + step.ends.map { exactTime($0) }
    let first = exact.min() ?? .infinity
    // Times that meet but for rounding share one time step.
    let slack = first.isFinite ? course.slack(first) : 0
    let last = exact.filter { $0 <= first + slack }.max() ?? first
    var target = scheduled < last - slack ? scheduled : last
    let isConstant = course.constantCurrentDensity != nil
    for (index, end) in step.ends.enumerated() where exactTime(end) == .infinity {
      let tolerance = end.tolerance(isCurrentConstant: isConstant, spacing: model.grid.growthSpacing)
      target = min(target, prediction.time(ofEnd: index, tolerance: tolerance))
    }
    return target
  }

  /// When an end will be met if that can be told exactly, s; else infinite.
  private func exactTime(_ end: StepEnd) -> Double {
    switch end {
    case .duration(let duration): return course.start + duration
    case .arealCapacity(let capacity):
      guard let density = course.constantCurrentDensity, density != 0 else { return .infinity }
      let passed = (model.charge - record.startCharge) * (density < 0 ? -1 : 1)
      return model.time + (capacity - passed) / abs(density)
    default: return .infinity
    }
  }

  /// Takes one time step, halved until it succeeds; answers why none could be taken.
  private func advance() -> StepRefusal? {
    let time = model.time, target = nextTarget()
    let before = stepSize.memory
    while true {
      let remaining = target - time
      let timeStep = stepSize.next(
        frontSpeed: metrics.report.frontSpeed, relaxationRate: relaxationRate, remaining: remaining, longest: course.longestTimeStep)
      let end = timeStep == remaining ? target : time + timeStep
      do throws(StepFailure) {
        let report = try model.advance(timeStep, course.imposed(endingAt: end))
        if timeStep == remaining { model.time = target }
        isBalanced = true
        let before = metrics.frontConcentration
        measure(report, timeStep: timeStep)
        let change = abs(metrics.frontConcentration - before) / model.scales.concentration
        stepSize.accept(stepError: report.stepError, concentrationChange: change)
        return nil
      } catch {
        if !error.mayPassWithSmallerStep || !stepSize.refuse(timeStep) {
          // A run that goes on from here tries the same again.
          stepSize.memory = before
          return refusal(error, timeStep: timeStep)
        }
      }
    }
  }
}
