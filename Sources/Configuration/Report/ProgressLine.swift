import Foundation

/// Tells how far a run has come: one rewriting line on a terminal, a plain line every few seconds on a pipe, or nothing.
public final class ProgressLine {
  public enum Style: Equatable, Sendable {
    case terminal, plain, quiet

    /// Fits standard error, where progress goes so that results on standard output stay clean.
    public static var forStandardError: Style { isatty(STDERR_FILENO) == 1 ? .terminal : .plain }
  }

  private let style: Style
  private let goal: ProgressGoal
  private let write: (String) -> Void
  private let now: () -> Double
  private let started: Double
  private var lastShown: Double
  private var lastSteps: Int
  private var firstTipHeight: Double?
  private var isLineOpen = false

  /// - Parameters:
  ///   - firstSteps: those that a resumed run has taken before.
  ///   - write: where the text goes; standard error when left out.
  ///   - now: wall-clock seconds from any origin; a monotonic clock when left out.
  public init(
    _ style: Style, goal: ProgressGoal, firstSteps: Int = 0, write: ((String) -> Void)? = nil, now: (() -> Double)? = nil
  ) {
    self.style = style
    self.goal = goal
    lastSteps = firstSteps
    self.write = write ?? { FileHandle.standardError.write(Data($0.utf8)) }
    self.now = now ?? { ProcessInfo.processInfo.systemUptime }
    started = self.now()
    lastShown = started
  }

  /// Shows the state after a step, if it is time to: ten times a second on a terminal, every five seconds on a pipe.
  public func update(_ sample: ProgressSample) {
    guard style != .quiet else { return }
    if firstTipHeight == nil { firstTipHeight = sample.tipHeight }
    let time = now()
    let interval = style == .terminal ? 0.1 : 5
    guard time - lastShown >= interval else { return }
    let rate = Double(sample.steps - lastSteps) / (time - lastShown)
    let fraction = goal.fraction(sample, from: firstTipHeight ?? sample.tipHeight)
    let text = sample.text(fraction: fraction, stepsPerSecond: rate, elapsed: time - started)
    write(style == .terminal ? "\r\u{1B}[K\(text)" : "\(text)\n")
    isLineOpen = style == .terminal
    lastShown = time
    lastSteps = sample.steps
  }

  /// Ends the line, and shows a last message below it.
  public func finish(_ message: String = "") {
    guard style != .quiet else { return }
    if isLineOpen { write("\n") }
    isLineOpen = false
    if !message.isEmpty { write("\(message)\n") }
  }
}
