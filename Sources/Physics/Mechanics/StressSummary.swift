/// Stress of a cell in a few numbers, Pa; not-a-number where nothing bears any.
public struct StressSummary: Codable, Sendable, Equatable {
  /// Largest von Mises stress and largest principal stress (tension) of all cells.
  public var largestVonMises = Double.nan, largestPrincipal = Double.nan
  /// Mean over the front, by area, of the pressure −⅓ tr σ in its cells.
  public var frontPressure = Double.nan
  /// On the upper plate, compression positive: the mean of −σ along the growth axis.
  public var platePressure = Double.nan

  public init() {}
}
