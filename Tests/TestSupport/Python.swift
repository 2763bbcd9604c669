import Foundation

/// Python with h5py, pandas and VTK, as `make test` sets it up: readers of what a run leaves that others wrote.
public enum Python {
  /// It is not there, or what it ran failed.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// Runs a script and answers what it printed.
  /// - Throws: `Failure` with what it said on standard error.
  public static func run(script: String, _ arguments: [String], in folder: String? = nil) throws -> String {
    // Compiled scripts would be left behind in the repository.
    let process = try ChildProcess(try executable(), ["-B", script] + arguments, in: folder)
    guard process.status == 0 else { throw Failure(description: "\(script): \(process.errors)") }
    return process.output
  }

  /// Path of the repository.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static func executable() throws -> URL {
    let path = ProcessInfo.processInfo.environment["LIDENDRITE_PYTHON"] ?? "\(root)/.build/python/bin/python"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Failure(description: "no Python with h5py, pandas and VTK at \(path): run make test")
    }
    return URL(fileURLWithPath: path)
  }
}
