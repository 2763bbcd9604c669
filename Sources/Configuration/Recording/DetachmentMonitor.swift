import Simulations

/// Warns once, when lithium first comes off the electrode.
final class DetachmentMonitor: Observer {
  private let warn: (String) throws -> Void
  /// All that a resumed run needs.
  private(set) var isTold: Bool

  init(isTold: Bool, warn: @escaping (String) throws -> Void) {
    self.isTold = isTold
    self.warn = warn
  }

  let nextTime = Double.infinity

  func observe(_ simulation: Simulation) throws {
    let metrics = simulation.metrics
    guard metrics.detached.pieces > 0, !isTold else { return }
    isTold = true
    try warn(
      "detached lithium at t = \(Readable.time(metrics.time)): \(metrics.detached.pieces) "
        + "\(metrics.detached.pieces == 1 ? "piece" : "pieces"), \(Readable.number(metrics.detachedCharge / 36000, digits: 3)) mA*h/cm^2; "
        + "its potential is still that of the electrode in this version, so that it goes on plating and stripping")
  }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws {}
}
