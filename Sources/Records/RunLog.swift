import Files
public import Foundation

/// `log.txt`: what happened, one line each, with the wall-clock time.
public final class RunLog {
  private let file: AppendedFile

  /// Opens the log and goes on at its end.
  /// - Throws: `RecordError` when it cannot be written.
  public init(path: String) throws(RecordError) {
    do throws(FileError) {
      file = try AppendedFile(extending: path)
    } catch {
      throw RecordError(error)
    }
  }

  /// Adds a line. It is on its way to the disk when this returns.
  /// - Throws: `RecordError` when it cannot be written.
  public func append(_ line: String, at time: Date = Date()) throws(RecordError) {
    try file.add("\(time.formatted(.iso8601)) \(line)\n")
  }
}
