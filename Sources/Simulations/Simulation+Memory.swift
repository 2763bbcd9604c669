import Fields
import Physics

extension Simulation {
  /// All that the steps to come depend on, and what was summed up so far, beside what the model keeps.
  public struct Memory: Codable, Sendable {
    /// Of the state that is kept.
    public internal(set) var metrics: CellMetrics
    var tally: ProtocolTally
    var tailShare: Double
    var relaxationRate: Double
    var busiestCell: FrontCell
    var stepSize: StepSizeControl.Memory
    var meter: CellMeter.Memory
    var position: ProtocolPosition
    var course: ControlCourse
    var record: StepRecord
    var prediction: EndPrediction
    var cycleCharge: CycleCharge
    var isBalanced: Bool

    /// Whether these can be of a run of this protocol on this grid.
    func isPlausible(for simulation: Simulation) -> Bool {
      let whole = simulation.chargingProtocol, grid = simulation.model.grid
      guard position.isPlausible(in: whole) else { return false }
      let step = position.step(of: whole)
      return course.control == step.control && course.isPlausible && record.step == step
        && prediction.isPlausible(ends: step.ends.count) && meter.tipSpeed.isPlausible
        && (0..<grid.width).contains(busiestCell.i) && (0..<grid.depth).contains(busiestCell.j)
        && (0..<grid.growth).contains(busiestCell.k) && stepSize.size ?? 1 > 0 && stepSize.refusals >= 0
    }
  }

  public var memory: Memory {
    Memory(
      metrics: metrics, tally: tally, tailShare: tailShare, relaxationRate: relaxationRate, busiestCell: busiestCell,
      stepSize: stepSize.memory, meter: meter.memory,
      position: position, course: course, record: record, prediction: prediction, cycleCharge: cycleCharge, isBalanced: isBalanced)
  }

  /// Goes on as the run went on from which the memory is, its model restored before.
  ///
  /// - Parameter isSeen: whether the observers are those that looked at the cell already.
  /// - Returns: false, and nothing is changed, where the memory is of another protocol or damaged.
  public func resume(_ memory: Memory, isSeen: Bool = true) -> Bool {
    guard memory.isPlausible(for: self), memory.metrics.time == model.time else { return false }
    take(memory, isSeen: isSeen)
    return true
  }

  /// Begins with the cell as an earlier run left it, its model restored before, under a protocol that starts now. Balances count from
  /// here; what was plated and stripped before stays counted.
  public func branch(_ memory: Memory) { begin(after: memory) }
}
