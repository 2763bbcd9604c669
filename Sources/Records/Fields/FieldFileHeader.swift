public import Fields

/// When and where the fields of a field file were taken.
public struct FieldFileHeader: Equatable, Sendable {
  /// Its cells are those of the file, in the same order: growth slowest, width fastest.
  public var grid: Grid
  /// Simulated, s.
  public var time: Double
  /// Charge passed per cross-section, C/m².
  public var charge: Double
  /// Accepted time steps.
  public var step: Int
  /// Name of the run.
  public var run: String

  public init(grid: Grid, time: Double, charge: Double, step: Int, run: String) {
    self.grid = grid
    self.time = time
    self.charge = charge
    self.step = step
    self.run = run
  }
}
