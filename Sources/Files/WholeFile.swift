import Glibc

/// A file written beside its place and renamed, so that nobody ever sees half of it.
public enum WholeFile {
  /// - Parameter isDurable: whether it must outlive a loss of power once this returns.
  /// - Throws: `FileError` with the system's reason; no part is left behind then, and in place stands what was there before. Only where
  ///   the disk refuses to keep the new name, the last thing done, the new file stands there already.
  public static func write(_ bytes: RawSpan, to path: String, isDurable: Bool = false) throws(FileError) {
    let partial = path + ".partial"
    do throws(FileError) {
      let file = try FileDescriptor(partial, O_WRONLY | O_CREAT | O_TRUNC, to: "write")
      try unsafe bytes.withUnsafeBytes { buffer throws(FileError) in try unsafe file.write(buffer) }
      if isDurable { try file.sync() }
      try file.close()
      guard unsafe rename(partial, path) == 0 else { throw FileError("write", path, code: errno) }
      if isDurable { try syncFolder(folder(of: path)) }
    } catch {
      _ = unsafe unlink(partial)
      throw FileError(error.action, path, code: error.code)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Waits until the disk knows the names in a folder, after files in it were renamed.
  public static func syncFolder(_ path: String) throws(FileError) {
    let folder = try FileDescriptor(path, O_RDONLY | O_DIRECTORY, to: "write")
    try folder.sync()
  }
}
