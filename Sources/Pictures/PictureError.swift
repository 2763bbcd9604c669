/// Why a picture could not be made.
public enum PictureError: Error, Equatable, CustomStringConvertible {
  /// The file system refused; `reason` is its own word.
  case cannotWrite(path: String, reason: String)

  public var description: String {
    switch self {
    case .cannotWrite(let path, let reason): "cannot write the picture \(path): \(reason)"
    }
  }
}
