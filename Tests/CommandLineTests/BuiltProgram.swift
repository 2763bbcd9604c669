import Foundation

/// The program as built beside the tests, run as a user would.
struct BuiltProgram {
  /// What the program left behind.
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The folder it is run in; removed with `remove()`.
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8) }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")) }

  /// Names in the folder, in order.
  func names(_ name: String = "") throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)").sorted() }

  func run(_ arguments: String...) throws -> Result { try run(arguments) }

  func run(_ arguments: [String]) throws -> Result { try run(arguments) { _ in } }

  /// Runs the program and sends it a signal as soon as `isReady` says so; gives up waiting after a minute.
  func run(_ arguments: String..., signal: Int32, isReady: () -> Bool) throws -> Result {
    try run(arguments) { process in
      let start = ContinuousClock.now
      while process.isRunning, !isReady(), start.duration(to: .now) < .seconds(60) { usleep(10_000) }
      kill(process.processIdentifier, signal)
    }
  }

  /// Runs the program in a shell that lets no file grow beyond so many kilobytes.
  func run(_ arguments: String..., largestFile kilobytes: Int) throws -> Result {
    // The shell counts in blocks of 512 bytes (POSIX), bash outside its POSIX mode in 1024.
    let line = "ulimit -f \(2 * kilobytes); exec \"$0\" \"$@\""
    return try run(["-c", line, Self.executable().path] + arguments, by: URL(fileURLWithPath: "/bin/sh")) { _ in }
  }

  private func run(_ arguments: [String], by program: URL? = nil, meanwhile: (Process) -> Void) throws -> Result {
    let process = Process()
    process.executableURL = try program ?? Self.executable()
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // Files, not pipes: a pipe that is not emptied while the program runs would hold it up.
    let outputs = ["stdout", "stderr"].map { FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).\($0)") }
    defer { for url in outputs { try? FileManager.default.removeItem(at: url) } }
    for url in outputs { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: outputs[0])
    process.standardError = try FileHandle(forWritingTo: outputs[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    meanwhile(process)
    process.waitUntilExit()
    let texts = try outputs.map { try String(contentsOf: $0, encoding: .utf8) }
    return Result(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// Beside the running test program.
  private static func executable() throws -> URL {
    var candidates = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()].compactMap { $0 }
    candidates += CommandLine.arguments.filter { $0.hasSuffix(".xctest") }.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    for folder in candidates {
      let program = folder.appendingPathComponent("lidendrite")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
    }
    throw CocoaError(.fileNoSuchFile)
  }
}
