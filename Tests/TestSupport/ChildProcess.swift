public import Foundation

/// A program that a test runs to its end.
public struct ChildProcess {
  public let status: Int32
  public let output: String
  public let errors: String

  /// - Parameter folder: in which it runs; that of the tests when left out.
  public init(_ program: URL, _ arguments: [String], in folder: String? = nil) throws {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    // Files, not pipes: a pipe that is not emptied while the program runs would hold it up.
    let files = ["stdout", "stderr"].map { FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).\($0)") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    output = try String(contentsOf: files[0], encoding: .utf8)
    errors = try String(contentsOf: files[1], encoding: .utf8)
  }

  /// `lidendrite`, which is built beside the running test program.
  public static func lidendrite() throws -> URL {
    var folders = [Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent()].compactMap { $0 }
    folders += CommandLine.arguments.filter { $0.hasSuffix(".xctest") }.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let programs = folders.map { $0.appendingPathComponent("lidendrite") }
    guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      throw CocoaError(.fileNoSuchFile)
    }
    return program
  }
}
