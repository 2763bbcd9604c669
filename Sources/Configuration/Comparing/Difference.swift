/// By how much one quantity of two results differs at most, and where.
public struct Difference: Equatable, Sendable {
  /// Within the run folder, such as `metrics.csv`; empty where two files were compared.
  public let file: String
  /// Without its unit: `tip height`.
  public let name: String
  /// Empty for a pure number.
  public let unit: String
  /// In the unit; infinite where only one of the two values is a number.
  public internal(set) var largest = 0.0
  /// Largest magnitude that the quantity has in either result, in the unit.
  public internal(set) var scale = 0.0
  /// `row 12` or `cell (3, 0, 17)`, both of the largest difference; empty where there is none.
  public internal(set) var place = ""
  /// Simulated, of the largest difference, s; nil where there is none.
  public internal(set) var time: Double?
  /// Whether it is more than the tolerance allows.
  public internal(set) var isBeyondTolerance = false

  init(_ file: String, _ name: String, unit: String) {
    self.file = file
    self.name = name
    self.unit = unit
  }

  /// The difference over the largest magnitude; where both are zero, zero.
  public var relative: Double { largest == 0 ? 0 : largest / scale }

  /// `tip height [um]`.
  public var title: String { unit.isEmpty ? name : "\(name) [\(unit)]" }

  /// Takes two values in. What is no number equals what is no number, and each infinity itself.
  mutating func add(_ a: Double, _ b: Double, at place: @autoclosure () -> String, time: Double?) {
    if a.isFinite { scale = max(scale, abs(a)) }
    if b.isFinite { scale = max(scale, abs(b)) }
    if a == b || (a.isNaN && b.isNaN) { return }
    add(difference: a.isFinite && b.isFinite ? abs(a - b) : .infinity, at: place(), time: time)
  }

  mutating func add(difference: Double, at place: @autoclosure () -> String, time: Double?) {
    guard difference > largest else { return }
    largest = difference
    self.place = place()
    self.time = time
  }
}
