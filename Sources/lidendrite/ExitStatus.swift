import ArgumentParser
import Foundation
import Records

/// What the program tells the shell.
enum ExitStatus {
  /// The run could not be made or did not end well.
  static let failed = ExitCode(1)
  /// The config or the place for the results was wrong; nothing was run.
  static let wrongInput = ExitCode(2)

  static func of(_ error: RecordError) -> ExitCode { error.cause == .refused ? wrongInput : failed }
}

/// Messages for the user, apart from results.
enum StandardError {
  static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
