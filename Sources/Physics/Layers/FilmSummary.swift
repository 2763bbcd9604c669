/// What a film on the front is like; not-a-number without one.
public struct FilmSummary: Codable, Sendable, Equatable {
  /// Over the area of the front, m.
  public var meanThickness = Double.nan
  /// m.
  public var leastThickness = Double.nan
  /// Part of the front's area where it is thinner than what it ruptures at, or a hundredth of what it was: 0 intact, 1 gone.
  public var openFraction = Double.nan

  public init() {}

  public init(meanThickness: Double, leastThickness: Double, openFraction: Double) {
    self.meanThickness = meanThickness
    self.leastThickness = leastThickness
    self.openFraction = openFraction
  }

  /// Of several: the mean thickness of all together, the least of any, and the most open one.
  init(together each: [FilmSummary]) {
    guard let first = each.first else { return }
    self = each.dropFirst().reduce(first) {
      FilmSummary(
        meanThickness: $0.meanThickness + $1.meanThickness, leastThickness: min($0.leastThickness, $1.leastThickness),
        openFraction: max($0.openFraction, $1.openFraction))
    }
  }
}
