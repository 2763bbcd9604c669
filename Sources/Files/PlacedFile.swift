import Glibc

/// A file that has its length, and whose parts are written at their places.
public final class PlacedFile {
  private let file: FileDescriptor

  /// - Throws: `FileError` with the system's reason.
  public init(opening path: String) throws(FileError) { file = try FileDescriptor(path, O_RDWR, to: "write") }

  /// An empty file for which the disk has room for `byteCount` bytes.
  /// - Throws: `FileError` with the system's reason.
  public init(creating path: String, byteCount: Int) throws(FileError) {
    file = try FileDescriptor(path, O_RDWR | O_CREAT | O_TRUNC, to: "write")
    try file.allocate(byteCount)
  }

  /// Asks the disk for room for all of it, so that a full one is found before anything is written.
  /// - Throws: `FileError` with the system's reason.
  public func reserve() throws(FileError) { try file.allocate(file.size()) }

  /// - Parameter offset: of the first byte, from the beginning of the file.
  /// - Throws: `FileError` with the system's reason.
  public func write(_ bytes: RawSpan, at offset: Int) throws(FileError) {
    file.seek(to: offset)
    try unsafe bytes.withUnsafeBytes { buffer throws(FileError) in try unsafe file.write(buffer) }
  }

  /// - Throws: `FileError` with the system's reason; some file systems tell only now that a write failed.
  public func close() throws(FileError) { try file.close() }
}
