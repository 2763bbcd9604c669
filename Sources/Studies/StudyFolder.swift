import Files
import Foundation
import Records

/// The folder of a study: `study.toml`, a run folder for each member, and what is made of them.
public struct StudyFolder {
  public let path: String
  /// Held while members are run; nil for those who only look.
  private let lock: FolderLock?

  public var table: String { "\(path)/study.csv" }
  public var ranking: String { "\(path)/ranking.md" }
  private static let copy = "study.toml"

  /// Path of the copy of the study file in the folder of a study.
  static func copy(in folder: String) -> String { "\(folder)/\(copy)" }

  public func member(_ name: String) -> String { "\(path)/\(name)" }

  /// What the processes of a member said.
  func messages(_ name: String) -> String { "\(path)/messages/\(name).txt" }

  /// Of a figure, without the end that says its format.
  func figure(_ name: String) -> String { "\(path)/\(name)" }

  /// - Parameters:
  ///   - members: their names. A folder that holds only their runs was made by the engine of a cluster; one that holds runs of others
  ///     belongs to another study.
  ///   - isRunning: whether members are to be run: one process at a time may do so.
  /// - Throws: `RecordError`, refused where the place is taken, input/output where the system says no.
  public init(_ path: String, members: [String], isRunning: Bool) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    if RunFolder.isRunFolder(path) { throw RecordError.refused("\(path) holds a run; choose another folder with --output") }
    let inside = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let isOfStudy = inside.contains(Self.copy) || Set(inside.filter { !$0.hasPrefix(".") }).isSubset(of: members)
    guard isOfStudy else {
      throw RecordError.refused("\(path) is not empty and not the folder of a study; nothing was touched; choose another with --output")
    }
    // Tables and figures of two studies would be written over each other.
    let others = inside.filter { !members.contains($0) && RunFolder.isRunFolder("\(path)/\($0)") }.sorted()
    guard others.isEmpty else {
      let names = others.prefix(4).joined(separator: ", ") + (others.count > 4 ? ", …" : "")
      throw RecordError.refused(
        "\(path) holds \(others.count == 1 ? "a run" : "\(others.count) runs") of another study (\(names)); nothing was touched; "
          + "choose another folder with --output, or remove what this study does not have")
    }
    try RunFolder.makeFolder(path)
    if isRunning {
      guard let lock = try FolderLock(path) else {
        let holder = FolderLock.holder(of: path).map { " (process \($0))" } ?? ""
        throw RecordError.refused("\(path): another study runs there now\(holder); wait for its end, or take another folder")
      }
      self.lock = lock
      try RunFolder.makeFolder("\(path)/messages")
    } else {
      lock = nil
    }
  }

  /// Keeps a copy of the study file. To be called once the folder is known to hold the runs of that study.
  public func keep(_ file: String) throws { try write(try String(contentsOfFile: file, encoding: .utf8), to: "\(path)/\(Self.copy)") }

  /// Writes a whole file.
  /// - Throws: `FileError` with the system's reason.
  func write(_ text: String, to path: String) throws(FileError) {
    try unsafe WholeFile.write(Array(text.utf8).span.bytes, to: path)
  }
}
