import Foundation

/// Python with h5py and VTK, as `make test` sets it up: readers of field files that others wrote.
public enum Python {
  /// It is not there, or what it ran failed.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// Runs a script and answers what it printed.
  /// - Throws: `Failure` with what it said on standard error.
  public static func run(script: String, _ arguments: [String], in folder: String? = nil) throws -> String {
    let process = Process()
    process.executableURL = try executable()
    // Compiled scripts would be left behind in the repository.
    process.arguments = ["-B", script] + arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let files = ["stdout", "stderr"].map { FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).\($0)") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
    guard process.terminationStatus == 0 else { throw Failure(description: "\(script): \(texts[1])") }
    return texts[0]
  }

  /// Path of the repository.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static func executable() throws -> URL {
    let path = ProcessInfo.processInfo.environment["LIDENDRITE_PYTHON"] ?? "\(root)/.build/python/bin/python"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Failure(description: "no Python with h5py and VTK at \(path): run make test")
    }
    return URL(fileURLWithPath: path)
  }
}
