public import Foundation

/// `log.txt`: what happened, one line each, with the wall-clock time.
public final class RunLog {
  private let path: String
  private let file: FileHandle

  /// Opens the log and goes on at its end.
  /// - Throws: `RecordError` when it cannot be written.
  public init(path: String) throws(RecordError) {
    self.path = path
    do {
      if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
      file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.seekToEnd()
    } catch {
      throw .inputOutput("write \(path)", error)
    }
  }

  /// Adds a line. It is on its way to the disk when this returns.
  /// - Throws: `RecordError` when it cannot be written.
  public func append(_ line: String, at time: Date = Date()) throws(RecordError) {
    do {
      try file.write(contentsOf: Data("\(time.formatted(.iso8601)) \(line)\n".utf8))
    } catch {
      throw .inputOutput("write \(path)", error)
    }
  }
}
