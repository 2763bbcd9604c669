import Glibc

/// A file that grows by whole pieces, such as the rows of a table.
///
/// Each piece goes to the file in one write, so that a run that is killed leaves whole rows.
public final class AppendedFile {
  public var path: String { file.path }
  private let file: FileDescriptor
  /// Bytes in it.
  public private(set) var length: Int

  /// Starts an empty file, in the place of one that is there.
  /// - Throws: `FileError` with the system's reason.
  public init(creating path: String) throws(FileError) {
    file = try FileDescriptor(path, O_WRONLY | O_CREAT | O_TRUNC, to: "write")
    length = 0
  }

  /// Goes on at the end of a file, which is made if it is not there.
  /// - Throws: `FileError` with the system's reason.
  public init(extending path: String) throws(FileError) {
    file = try FileDescriptor(path, O_WRONLY | O_CREAT, to: "write")
    length = try file.size()
    file.seekToEnd()
  }

  /// Goes on where a file had a length; what came later is cut off. Nil, and nothing is touched, if the file is shorter.
  /// - Throws: `FileError` with the system's reason.
  public init?(continuing path: String, at length: Int) throws(FileError) {
    file = try FileDescriptor(path, O_WRONLY, to: "write")
    guard length >= 0, try file.size() >= length else { return nil }
    try file.truncate(at: length)
    self.length = length
  }

  /// - Throws: `FileError` with the system's reason; a part may have been written then.
  public func append(_ text: String) throws(FileError) {
    let bytes = Array(text.utf8)
    try unsafe bytes.span.bytes.withUnsafeBytes { buffer throws(FileError) in try unsafe file.write(buffer) }
    length += bytes.count
  }

  /// Waits until the disk has all of it.
  /// - Throws: `FileError` with the system's reason.
  public func sync() throws(FileError) { try file.sync() }
}
