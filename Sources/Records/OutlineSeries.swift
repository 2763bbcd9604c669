import Files
import Foundation

/// `outlines.csv`: the outline of the metal at several times, one corner a row.
public final class OutlineSeries {
  static let header = "time [s],outline,x [um],z [um]"

  private let file: AppendedFile

  /// Starts a file with its header, or goes on where it had a length.
  /// - Parameter length: bytes; nil starts anew.
  /// - Throws: `RecordError` when it cannot be written, or is shorter.
  public init(path: String, continuingAt length: Int? = nil) throws(RecordError) {
    file = try .open(path, continuingAt: length)
    if length == nil { try file.add(Self.header + "\n") }
  }

  /// Bytes in the file, all of them on the disk once this returns.
  /// - Throws: `RecordError` when the system says no.
  public func settledLength() throws(RecordError) -> Int { try file.settledLength() }

  /// Adds the polygons of one time in one piece, so that a run that is killed leaves whole ones.
  /// - Parameters:
  ///   - time: s.
  ///   - polygons: corners (x, z) in m.
  /// - Throws: `RecordError` when it cannot be written.
  public func append(time: Double, _ polygons: [[SIMD2<Double>]]) throws(RecordError) {
    var text = ""
    let clock = TimeSeries.text(time)
    for (number, polygon) in polygons.enumerated() {
      // Seven digits: a hundredth of a nanometre in a domain of 100 µm.
      for corner in polygon { text += "\(clock),\(number)," + String(format: "%.7g,%.7g\n", 1e6 * corner.x, 1e6 * corner.y) }
    }
    try file.add(text)
  }
}
