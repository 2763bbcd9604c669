import Glibc

/// A picture's file, written beside its place and renamed, so that nobody ever sees half a picture.
enum WholeFile {
  /// - Throws: `PictureError` with the system's reason; nothing is left behind then.
  static func write(_ bytes: [UInt8], to path: String) throws(PictureError) {
    let partial = path + ".partial"
    func refuse(_ code: Int32) -> PictureError {
      _ = unsafe unlink(partial)
      return .cannotWrite(path: path, reason: unsafe String(cString: strerror(code)))
    }
    let file = unsafe open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw refuse(errno) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress! + written, $0.count - written) }
      if count < 0 {
        let code = errno
        if code == EINTR { continue }
        close(file)
        throw refuse(code)
      }
      written += count
    }
    guard close(file) == 0 else { throw refuse(errno) }
    guard unsafe rename(partial, path) == 0 else { throw refuse(errno) }
  }
}
