import Glibc

/// The bytes of a file in pieces, so that a large one need not fit into memory.
public enum FileBytes {
  /// - Throws: `FileError` with the system's reason.
  public static func forEachPiece(of path: String, _ body: (RawSpan) -> Void) throws(FileError) {
    let file = try FileDescriptor(path, O_RDONLY, to: "read")
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = try file.read(into: &buffer)
      if count == 0 { return }
      unsafe body(buffer.span.bytes.extracting(first: count))
    }
  }

  /// The first bytes of a file, fewer where it is shorter.
  /// - Throws: `FileError` with the system's reason.
  public static func head(of path: String, atMost count: Int) throws(FileError) -> [UInt8] {
    let file = try FileDescriptor(path, O_RDONLY, to: "read")
    var bytes: [UInt8] = [], buffer = [UInt8](repeating: 0, count: count)
    while bytes.count < count {
      let read = try file.read(into: &buffer)
      if read == 0 { break }
      bytes += buffer.prefix(min(read, count - bytes.count))
    }
    return bytes
  }
}
