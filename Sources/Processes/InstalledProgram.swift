import Foundation

/// A program of somebody else's.
public enum InstalledProgram {
  /// Path of a program, looked for as a shell does; nil where none of this name is installed.
  public static func path(of name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.lazy.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
