import Foundation

/// One process of the program, started by another of its processes.
public final class ProgramRun {
  private let process = Process()
  private let errors: URL
  private let started = ProcessInfo.processInfo.systemUptime

  /// - Parameters:
  ///   - program: path of the executable.
  ///   - errors: file that takes what it says; what earlier processes said stays.
  /// - Throws: what keeps the file from being written or the process from being started.
  public init(_ program: String, _ arguments: [String], errors: String) throws {
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

  public var isRunning: Bool { process.isRunning }

  /// Seconds since it was started.
  public var age: Double { ProcessInfo.processInfo.systemUptime - started }

  /// Waits for its end, but not longer than this.
  /// - Returns: whether it ended by itself.
  public func wait(atMost seconds: Double) -> Bool {
    let end = ProcessInfo.processInfo.systemUptime + seconds
    while process.isRunning {
      if ProcessInfo.processInfo.systemUptime >= end { return false }
      usleep(2000)
    }
    return true
  }

  /// Sends it a signal.
  public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Ends it with a signal, and waits until it is gone.
  public func end(by signal: Int32) {
    send(signal)
    process.waitUntilExit()
  }

  /// 0 where all went well; a signal's number below zero.
  public var status: Int32 { process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus }

  /// The last line that it or those before it said.
  public var lastWords: String {
    let text = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").last.map(String.init) ?? ""
  }
}
