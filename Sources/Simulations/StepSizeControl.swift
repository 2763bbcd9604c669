/// Chooses the time step: the front travels a fraction of a cell, and a step meets scheduled times exactly.
///
/// Bounds: Δt ≤ timeStepFactor · h/v of the last step, Δt ≤ ½/ω for the fastest relaxation ω of the front's shape (its curvature is
/// taken from the step's beginning, so a front that hardly moves would otherwise ring), and a longest step. The first step is a
/// tenth of that, because salt changes fastest at the start. A step is at most 1.2 times the one before; after one whose error was
/// above half the tolerance (at all of it the model refuses) the next is 0.7 times as long, and so it is after one in which the salt at the front
/// changed by more than a twentieth of c₀: under an imposed current the change between passes does not see the salt. A step that failed is
/// tried again at half its size.
public struct StepSizeControl: Sendable {
  /// Travel of the front in one step, in cells.
  public var timeStepFactor = 0.2
  /// s.
  public var maximumTimeStep = Double.infinity
  /// Relative error with which the model refuses a step.
  public var stepTolerance = 1e-2
  /// h, m.
  public let spacing: Double

  /// Largest travel of a front in one step, in cells of `spacing`, that its profile follows on cells much finer than its half width:
  /// 3.2 (h/δ)², and nothing limits it on cells of δ/2. With more its tails fall behind step by step, and tips sharpen by themselves.
  /// Measured on flat fronts that have used up their salt: tails stay on δ/3 with 0.3 cells, on δ/4 with 0.25 but not 0.3, on δ/5 with
  /// 0.1 but not 0.2.
  public static func largestTravel(spacing: Double, halfWidth: Double) -> Double {
    spacing > 0.499 * halfWidth ? .infinity : 3.2 * (spacing / halfWidth) * (spacing / halfWidth)
  }

  static let startFraction = 0.1
  static let restartFraction = 0.02
  static let growth = 1.2
  static let reduction = 0.7
  static let largestConcentrationChange = 0.05
  static let largestRefusals = 30
  static let smallestFraction = 1e-6

  /// What one step leaves to the next.
  struct Memory: Codable, Sendable {
    /// What the next step may be, before it is shortened for a schedule, s.
    var size: Double?
    var firstSize = 0.0
    var factor = 1.0
    var refusals = 0
    var isRestarted = false
  }

  var memory = Memory()

  public init(spacing: Double) { self.spacing = spacing }

  /// Size of the next step, s.
  ///
  /// - Parameters:
  ///   - frontSpeed: largest of the last step, m/s, ≥ 0.
  ///   - relaxationRate: largest rate at which the front's shape relaxes, 1/s, ≥ 0.
  ///   - remaining: time to the next scheduled one, s, > 0. A step that reaches it is exactly this long.
  ///   - longest: with which the control is followed closely enough, s, > 0.
  public mutating func next(frontSpeed: Double, relaxationRate: Double, remaining: Double, longest: Double = .infinity) -> Double {
    var bound = min(maximumTimeStep, longest, timeStepFactor * spacing / frontSpeed, 0.5 / relaxationRate)
    if !bound.isFinite { bound = remaining }
    if memory.isRestarted, memory.size == nil { bound = min(bound, Self.restartFraction / Self.startFraction * remaining) }
    let chosen = min(bound, memory.size.map { $0 * memory.factor } ?? Self.startFraction * bound)
    if memory.size == nil { memory.firstSize = min(chosen, remaining) }
    memory.size = chosen
    memory.factor = 1
    if chosen >= remaining * (1 - 1e-9) { return remaining }
    // Two halves instead of a step and a sliver.
    return chosen > 0.5 * remaining ? 0.5 * remaining : chosen
  }

  /// The control has jumped: small steps again, as at the start. The front may then be slower than what goes on around it, so the
  /// first is also at most a fiftieth of the time to the next scheduled one.
  public mutating func restart() {
    memory.size = nil
    memory.factor = 1
    memory.refusals = 0
    memory.isRestarted = true
  }

  /// The step was taken.
  ///
  /// - Parameter concentrationChange: of the salt at the front in this step, relative to that at rest, ≥ 0.
  public mutating func accept(stepError: Double, concentrationChange: Double = 0) {
    memory.refusals = 0
    let isTooLong = stepError > 0.5 * stepTolerance || concentrationChange > Self.largestConcentrationChange
    memory.factor = isTooLong ? Self.reduction : Self.growth
  }

  /// The step failed; the next is half as long. False when smaller ones are not worth a try.
  public mutating func refuse(_ timeStep: Double) -> Bool {
    memory.size = 0.5 * timeStep
    memory.factor = 1
    memory.refusals += 1
    return memory.refusals <= Self.largestRefusals && 0.5 * timeStep >= Self.smallestFraction * memory.firstSize
  }
}
