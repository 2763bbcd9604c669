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
}
