import ArgumentParser
import Foundation
import Records

/// What the program tells the shell.
enum ExitStatus {
  /// The run could not be made or did not end well.
  static let failed = ExitCode(1)
  /// The config or the place for the results was wrong; nothing was run.
  static let wrongInput = ExitCode(2)

  /// As shells number the end by a signal: 130 for SIGINT, 143 for SIGTERM.
  static func interrupted(by signal: Int32) -> ExitCode { ExitCode(128 + signal) }

  static func of(_ error: RecordError) -> ExitCode { error.cause == .refused ? wrongInput : failed }
}

/// Messages for the user, apart from results.
enum StandardError {
  static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
