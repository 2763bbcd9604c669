import Foundation
import Physics
import Records
import Simulations

/// Feeds the progress line, and the log once in a while.
final class ProgressReporter: Observer {
  private let line: ProgressLine
  private let log: RunLog
  private var lastStep = -1

  init(_ line: ProgressLine, log: RunLog) {
    self.line = line
    self.log = log
  }

  let nextTime = Double.infinity

  func observe(_ simulation: Simulation) throws {
    let metrics = simulation.metrics
    let stage = simulation.chargingProtocol.hasManySteps ? "protocol step \(metrics.protocolStep), cycle \(metrics.cycle)" : ""
    line.update(
      ProgressSample(
        time: metrics.time, stepSize: metrics.timeStep, tipHeight: metrics.morphology.tipHeight, voltage: metrics.voltage,
        currentDensity: metrics.currentDensity, steps: metrics.step, stage: stage))
    // Steps 0, 1, 2, 5, 10, 20, 50 … then each hundredth: enough to see how a night went.
    let step = metrics.step
    guard step != lastStep else { return }
    lastStep = step
    if step % 100 == 0 || [1, 2, 5, 10, 20, 50].contains(step) { try log.append(Self.text(metrics)) }
  }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws { try log.append(Self.text(simulation.metrics)) }

  private static var memory: String {
    ResidentMemory.bytes.map { ", memory \(String(format: "%.3f", $0 / 1e6)) MB" } ?? ""
  }

  private static func text(_ metrics: CellMetrics) -> String {
    "step \(metrics.step): t \(Readable.time(metrics.time)), step size \(Readable.time(metrics.timeStep)), "
      + "tip \(Readable.length(metrics.morphology.tipHeight, digits: 4)), \(Readable.prefixed(metrics.voltage, "V", digits: 4)), "
      + "\(Readable.number(metrics.currentDensity / 10)) mA/cm^2, lowest salt \(Readable.number(metrics.saltMinimum / 1000)) mol/L, "
      + "passes \(metrics.report.passes), iterations \(metrics.report.potentialIterations) + \(metrics.report.saltIterations), "
      + "lithium balance \(Readable.number(metrics.lithiumBalance, digits: 2))\(memory)"
  }
}
