import Files
public import Foundation

/// The folder of one run: `config.toml`, `provenance.json`, `log.txt`, `metrics.csv`, `steps.csv`, `summary.json`, `outlines.csv`,
/// `surface.csv` or `surface.png` of a surface from a file, `frames/<field>/000123.png`, `figures/`.
///
/// A run never replaces another unless told to, and nothing that is not a run folder is ever touched.
public struct RunFolder: Sendable {
  /// As the user named it; messages repeat it.
  public let path: String

  private static let marks = ["config.toml", "provenance.json"]
  /// All that a run puts into its folder. Replacing a run removes these and leaves whatever else the user put there.
  private static let contents = [
    "log.txt", "metrics.csv", "steps.csv", "summary.json", "outlines.csv", "surface.csv", "surface.png", "report.html", "frames",
    "figures", "fields", "checkpoints",
  ]

  public var config: String { "\(path)/config.toml" }
  public var provenance: String { "\(path)/provenance.json" }
  public var log: String { "\(path)/log.txt" }
  public var metrics: String { "\(path)/metrics.csv" }
  public var steps: String { "\(path)/steps.csv" }
  public var summary: String { "\(path)/summary.json" }
  public var outlines: String { "\(path)/outlines.csv" }

  /// Makes the folder of a new run, with its resolved config and its provenance inside.
  ///
  /// - Parameter inputs: files that the config names, by their names in the folder.
  /// An empty folder is taken as it is. With `overwrite`, an earlier run there is removed first.
  /// - Throws: `RecordError`, refused when the place is taken, input/output when the system says no.
  public init(
    creating path: String, config: String, inputs: [String: Data] = [:], provenance: Provenance, overwrite: Bool
  ) throws(RecordError) {
    self.path = Self.tidy(path)
    try prepare(overwrite: overwrite)
    for (name, contents) in inputs { try write(contents, to: "\(self.path)/\(name)") }
    try write(config, to: self.config)
    try write(provenance.json(), to: self.provenance)
  }

  /// The folder of a run that was made before.
  /// - Throws: `RecordError`, refused, when no run was made there.
  public init(existing path: String) throws(RecordError) {
    self.path = Self.tidy(path)
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .refused("\(path): no such folder") }
    guard isFolder.boolValue else { throw .refused("\(path): expected the folder of a run, found a file") }
    if let missing = Self.marks.first(where: { !FileManager.default.fileExists(atPath: "\(path)/\($0)") }) {
      throw .refused("\(path): expected the folder of a run, found no \(missing) in it")
    }
  }

  /// Path of a figure, its folder made where it is not there yet.
  /// - Parameter name: with its extension, such as `curves.pdf`.
  /// - Throws: `RecordError` when the folder cannot be made.
  public func figure(_ name: String) throws(RecordError) -> String {
    try makeFolder("\(path)/figures")
    return "\(path)/figures/\(name)"
  }

  /// Whether the path holds a run: its config and its provenance are there.
  public static func isRunFolder(_ path: String) -> Bool {
    marks.allSatisfy { FileManager.default.fileExists(atPath: "\(path)/\($0)") }
  }

  /// Path of a frame, its folder made where it is not there yet.
  /// - Parameters:
  ///   - field: name of the sequence, such as `composite`.
  ///   - number: from 0, written with six digits so that `ffmpeg -i %06d.png` works.
  /// - Throws: `RecordError` when the folder cannot be made.
  public func frame(_ field: String, _ number: Int) throws(RecordError) -> String {
    let folder = "\(path)/frames/\(field)"
    try makeFolder(folder)
    return "\(folder)/\(String(format: "%06d", number)).png"
  }

  /// Writes a whole file, so that a reader sees the old one or the new one and never a part.
  /// - Throws: `RecordError` with the path and the system's reason.
  public func write(_ text: String, to path: String) throws(RecordError) { try write(Data(text.utf8), to: path) }

  private func write(_ contents: Data, to path: String) throws(RecordError) {
    do throws(FileError) {
      try WholeFile.write(contents.bytes, to: path, isDurable: true)
    } catch {
      throw RecordError(error)
    }
  }

  private static func tidy(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private func prepare(overwrite: Bool) throws(RecordError) {
    let files = FileManager.default
    guard files.fileExists(atPath: path) else { return try makeFolder(path) }
    guard let inside = try? files.contentsOfDirectory(atPath: path) else {
      throw .refused("\(path) is not a folder that can be read; choose another with --output")
    }
    if inside.isEmpty { return }
    guard Self.isRunFolder(path) else {
      throw .refused("\(path) is not empty and not a run folder; nothing was touched; choose another with --output")
    }
    guard overwrite else {
      throw .refused("\(path) already holds a run; choose another name or --output, or pass --overwrite to replace it")
    }
    // The marks go last: a folder left half removed is still known as a run and can be replaced again.
    for name in Self.contents + Self.marks where files.fileExists(atPath: "\(path)/\(name)") {
      do {
        try files.removeItem(atPath: "\(path)/\(name)")
      } catch {
        throw .inputOutput("remove \(path)/\(name)", error)
      }
    }
  }

  private func makeFolder(_ path: String) throws(RecordError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .inputOutput("create \(path)", error)
    }
  }
}
