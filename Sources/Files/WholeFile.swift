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
      try file.close()
      try place(partial, at: path, isDurable: isDurable)
    } catch {
      _ = unsafe unlink(partial)
      throw FileError(error.action, path, code: error.code)
    }
  }

  /// Gives a file that is complete its name.
  /// - Parameter isDurable: as for `write`.
  /// - Throws: `FileError` with the system's reason; the file then is where it was, or, as with `write`, in its place.
  public static func place(_ partial: String, at path: String, isDurable: Bool) throws(FileError) {
    if isDurable { try FileDescriptor(partial, O_RDONLY, to: "write").sync() }
    guard unsafe rename(partial, path) == 0 else { throw FileError("write", path, code: errno) }
    if isDurable { try syncFolder(folder(of: path)) }
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
