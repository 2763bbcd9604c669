/// Looks at a run after each step; never changes it.
public protocol Observer: AnyObject {
  /// Next simulated time that a step must end at, s; infinite when any will do.
  var nextTime: Double { get }
  /// Called at the start and after each step.
  func observe(_ simulation: Simulation) throws
  /// Called once when the run has ended, before its last protocol step is closed: the last look at what a resumed run goes on from.
  func willFinish(_ simulation: Simulation, _ reason: EndReason) throws
  /// Called once after the last step, whatever ended the run.
  func finish(_ simulation: Simulation, _ reason: EndReason) throws
}

extension Observer {
  public func willFinish(_ simulation: Simulation, _ reason: EndReason) throws {}
}
