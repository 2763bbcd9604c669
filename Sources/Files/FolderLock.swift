import Glibc

/// A folder that one process at a time writes into, for as long as this lives; the system frees it when the process ends, however.
///
/// Invariant behind `@unchecked Sendable`: nothing is done with it but to let it go.
public final class FolderLock: @unchecked Sendable {
  private let file: FileDescriptor

  /// Name of the file that carries the lock. It stays behind, empty of meaning.
  public static let name = ".lidendrite.lock"

  /// Nil if another process, or another lock of this one, has the folder.
  /// - Throws: `FileError` with the system's reason.
  public init?(_ folder: String) throws(FileError) {
    file = try FileDescriptor("\(folder)/\(Self.name)", O_RDWR | O_CREAT, to: "write")
    guard try file.lock() else { return nil }
    try file.truncate(at: 0)
    let holder = Array("\(getpid())\n".utf8)
    try unsafe holder.span.bytes.withUnsafeBytes { buffer throws(FileError) in try unsafe file.write(buffer) }
  }

  /// Process that has the folder, for a message; nil if that cannot be told.
  public static func holder(of folder: String) -> Int? {
    guard let file = try? FileDescriptor("\(folder)/\(name)", O_RDONLY, to: "read") else { return nil }
    return file.number()
  }
}
