/// A piece of work that can be done again and again, with the fields that it needs.
public struct Workload {
  /// What a run counted, by its name.
  public typealias Counts = [String: Int]

  /// Puts back what a run changes; not measured.
  public let reset: () -> Void
  /// What is measured. Nil where it came to nothing and is to be done again, as a step that is refused.
  public let run: () throws -> Counts?

  init(reset: @escaping () -> Void = {}, run: @escaping () throws -> Counts?) {
    self.reset = reset
    self.run = run
  }

  /// The work of a part on a grid, with the threads of `Tiling.threadBudget`.
  ///
  /// - Throws: `StepFailure` where the front cannot be brought to take steps.
  public static func make(_ part: Part, _ size: GridSize) throws -> Workload {
    switch part {
    case .copy: .copy(size)
    case .triad: .triad(size)
    case .conduction: .conduction(size)
    case .filter: .filter(size)
    case .layered: .layered(size).besideCopies(of: size)
    case .multigrid: .multigrid(size)
    case .locating: FrontLaws(size).locating()
    case .averaging: FrontLaws(size).averaging()
    case .sharpening: FrontLaws(size).sharpening()
    case .potential: FrontLaws(size).potential()
    case .salt: FrontLaws(size).salt()
    case .step: try .step(size)
    case .composite: .composite(size)
    case .surface: .surface(size)
    }
  }

  /// The same work, which counts copies of a field that take as long as it does. They are made by turns with it, between its runs, so that the
  /// machine is the same for both and each finds the caches as the other leaves them.
  func besideCopies(of size: GridSize) -> Workload {
    let copies = 5, clock = ContinuousClock(), copy = Workload.copy(size)
    var ofOne = Duration.zero
    return Workload {
      reset()
      let times = (0..<copies).map { _ in clock.measure { _ = try? copy.run() } }.sorted()
      ofOne = times[copies / 2]
    } run: {
      var counts: Counts?
      let time = try clock.measure { counts = try run() }
      counts?["copies"] = Int((time / ofOne).rounded())
      return counts
    }
  }
}
