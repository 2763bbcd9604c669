import Glibc

/// The operating system said no to a file or folder.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The verb, such as `write`.
  public let action: String
  /// As the user named it.
  public let path: String
  /// `errno`.
  public let code: Int32

  public init(_ action: String, _ path: String, code: Int32) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// The system's own short reason, such as `no space left on device`.
  public var reason: String { unsafe String(cString: strerror(code)).lowercased() }

  public var description: String { "cannot \(action) \(path): \(reason)" }
}
