import Files
import Foundation

/// `metrics.csv`: one row per sample, the header naming each column with its unit.
///
/// Each row goes to the file in one piece, so that a run that is killed leaves whole lines.
public final class TimeSeries {
  /// A column: values come in SI and are written in the unit the field reads.
  public struct Column: Equatable, Sendable {
    public let name: String
    /// Empty for a pure number.
    public let unit: String
    /// One `unit` in SI, such as 1e-6 for `um`.
    public let unitSize: Double
    /// What the values mean, in the Markdown of the reference.
    public let meaning: String

    public init(_ name: String, unit: String = "", unitSize: Double = 1, _ meaning: String = "") {
      self.name = name
      self.unit = unit
      self.unitSize = unitSize
      self.meaning = meaning
    }

    /// As in the header: `tip height [um]`.
    public var title: String { unit.isEmpty ? name : "\(name) [\(unit)]" }
  }

  public let columns: [Column]
  private let file: AppendedFile

  /// Starts a file with its header, or goes on where it had a length.
  /// - Parameter length: bytes; nil starts anew.
  /// - Throws: `RecordError` when it cannot be written, or is shorter.
  public init(_ columns: [Column], path: String, continuingAt length: Int? = nil) throws(RecordError) {
    precondition(columns.allSatisfy { !$0.title.contains { ",\"\n".contains($0) } }, "a column title must not need quotes")
    self.columns = columns
    file = try .open(path, continuingAt: length)
    if length == nil { try file.add(columns.map(\.title).joined(separator: ",") + "\n") }
  }

  /// Bytes in the file, all of them on the disk once this returns.
  /// - Throws: `RecordError` when the system says no.
  public func settledLength() throws(RecordError) -> Int { try file.settledLength() }

  /// Adds a row of SI values, one for each column.
  /// - Throws: `RecordError` when it cannot be written.
  public func append(_ values: [Double]) throws(RecordError) {
    precondition(values.count == columns.count, "a row has one value for each column")
    try file.add(zip(values, columns).map { Self.text($0 / $1.unitSize) }.joined(separator: ",") + "\n")
  }

  /// Ten significant digits, the same in every locale; `nan` and `inf` for what is no number.
  static func text(_ value: Double) -> String { value.isNaN ? "nan" : String(format: "%.10g", value) }
}
