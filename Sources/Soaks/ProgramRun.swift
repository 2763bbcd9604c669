import Foundation

/// One process of the program.
final class ProgramRun {
  private let process = Process()
  private let errors: URL
  private let started = ProcessInfo.processInfo.systemUptime

  /// - Parameters:
  ///   - program: path of the executable.
  ///   - errors: file that takes what it says; what earlier processes said stays.
  init(_ program: String, _ arguments: [String], errors: String) throws {
    self.errors = URL(fileURLWithPath: errors)
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    if !FileManager.default.fileExists(atPath: errors) { try Data().write(to: self.errors) }
    let handle = try FileHandle(forWritingTo: self.errors)
    try handle.seekToEnd()
    process.standardError = handle
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// Seconds since it was started.
  var age: Double { ProcessInfo.processInfo.systemUptime - started }

  /// Waits for its end, but not longer than this.
  /// - Returns: whether it ended by itself.
  func wait(atMost seconds: Double) -> Bool {
    let end = ProcessInfo.processInfo.systemUptime + seconds
    while process.isRunning {
      if ProcessInfo.processInfo.systemUptime >= end { return false }
      usleep(2000)
    }
    return true
  }

  /// Ends it with a signal, and waits until it is gone.
  func end(by signal: Int32) {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
  }

  /// 0 where all went well; a signal's number below zero.
  var status: Int32 { process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus }

  /// The last line that it or those before it said.
  var lastWords: String {
    let text = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").last.map(String.init) ?? ""
  }
}
