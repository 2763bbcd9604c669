import Files
import Foundation

/// A run folder or one of its files could not be made, with a message fit for the user.
public struct RecordError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Who has to act.
  public enum Cause: Equatable, Sendable {
    /// The place asked for is taken or unsuitable; nothing was touched.
    case refused
    /// The operating system said no.
    case inputOutput
  }

  public let cause: Cause
  /// One line: what could not be done, where, and why.
  public let description: String

  init(_ error: FileError) { self.init(cause: .inputOutput, description: "\(error)") }

  init(cause: Cause, description: String) {
    self.cause = cause
    self.description = description
  }

  /// A refusal in the user's words.
  public static func refused(_ message: String) -> RecordError { RecordError(cause: .refused, description: message) }

  /// - Parameter action: the verb and the path, such as `create Outputs/x`.
  static func inputOutput(_ action: String, _ error: any Error) -> RecordError {
    RecordError(cause: .inputOutput, description: "cannot \(action): \(reason(error))")
  }

  /// - Parameter action: what could not be done, in full.
  static func inputOutput(_ action: String) -> RecordError { RecordError(cause: .inputOutput, description: "cannot \(action)") }

  /// The system's own short reason, such as `permission denied`, dug out of the wrapping that Foundation adds.
  static func reason(_ error: any Error) -> String {
    if let system = error as? POSIXError {
      return unsafe String(cString: strerror(system.code.rawValue)).lowercased()
    }
    let wrapped = error as NSError
    if wrapped.domain == NSPOSIXErrorDomain {
      return unsafe String(cString: strerror(Int32(wrapped.code))).lowercased()
    }
    if let underlying = wrapped.userInfo[NSUnderlyingErrorKey] as? any Error { return reason(underlying) }
    return wrapped.localizedDescription
  }
}
