/// Where a run ends: after its duration, or when the tip reaches the stop height.
public struct ProgressGoal: Equatable, Sendable {
  /// s.
  public let duration: Double
  /// m.
  public let stopHeight: Double

  public init(duration: Double, stopHeight: Double) {
    self.duration = duration
    self.stopHeight = stopHeight
  }

  /// Part done, 0 to 1: whichever end is nearer decides.
  func fraction(_ sample: ProgressSample, from firstTipHeight: Double) -> Double {
    let byTime = sample.time / duration
    let byHeight = stopHeight > firstTipHeight ? (sample.tipHeight - firstTipHeight) / (stopHeight - firstTipHeight) : 0
    return min(1, max(0, byTime, byHeight))
  }
}

/// The state of a run after a step, as the progress line shows it.
public struct ProgressSample: Equatable, Sendable {
  /// Simulated, s.
  public var time: Double
  /// s.
  public var stepSize: Double
  /// Of the highest lithium, m.
  public var tipHeight: Double
  /// Of the cell, V.
  public var voltage: Double
  /// Per electrode width, A/m².
  public var currentDensity: Double
  /// Steps taken so far.
  public var steps: Int
  /// Where in its protocol the run is; empty for a single step.
  public var stage: String

  public init(
    time: Double, stepSize: Double, tipHeight: Double, voltage: Double, currentDensity: Double, steps: Int, stage: String = ""
  ) {
    self.time = time
    self.stepSize = stepSize
    self.tipHeight = tipHeight
    self.voltage = voltage
    self.currentDensity = currentDensity
    self.steps = steps
    self.stage = stage
  }

  /// ` 42 %  t 4.2 min  step 12 ms  tip 21.3 um  100 mV  1.2 mA/cm^2  310 steps/s  ETA 32 s`
  func text(fraction: Double, stepsPerSecond: Double, elapsed: Double) -> String {
    let percent = "\(Int(fraction * 100))"
    let remaining = fraction > 0 ? Readable.wallTime(elapsed * (1 - fraction) / fraction) : "unknown"
    let parts = [
      String(repeating: " ", count: max(0, 3 - percent.count)) + "\(percent) %", "t \(Readable.time(time))", stage,
      "step \(Readable.prefixed(stepSize, "s", digits: 3))", "tip \(Readable.length(tipHeight, digits: 4))",
      Readable.prefixed(voltage, "V", digits: 3), "\(Readable.number(currentDensity / 10, digits: 3)) mA/cm^2",
      "\(Readable.number(stepsPerSecond, digits: 3)) steps/s", "ETA \(remaining)",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
