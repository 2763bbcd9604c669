/// Why a picture could not be made.
public enum PictureError: Error, Equatable, CustomStringConvertible {
  /// The file system refused; `reason` is its own word.
  case cannotWrite(path: String, reason: String)
  /// What was read is no picture that can be used; `reason` says why.
  case cannotRead(reason: String)

  public var description: String {
    switch self {
    case .cannotWrite(let path, let reason): "cannot write the picture \(path): \(reason)"
    case .cannotRead(let reason): "cannot read the picture: \(reason)"
    }
  }
}
