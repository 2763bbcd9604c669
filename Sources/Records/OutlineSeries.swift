import Foundation

/// `outlines.csv`: the outline of the metal at several times, one corner a row.
public final class OutlineSeries {
  static let header = "time [s],outline,x [um],z [um]"

  private let path: String
  private let file: FileHandle

  /// Starts a file with its header.
  /// - Throws: `RecordError` when it cannot be written.
  public init(path: String) throws(RecordError) {
    self.path = path
    do {
      try Data((Self.header + "\n").utf8).write(to: URL(fileURLWithPath: path))
      file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.seekToEnd()
    } catch {
      throw .inputOutput("write \(path)", error)
    }
  }

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
    do {
      try file.write(contentsOf: Data(text.utf8))
    } catch {
      throw .inputOutput("write \(path)", error)
    }
  }
}
