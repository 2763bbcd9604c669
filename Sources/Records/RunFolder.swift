import Files
public import Foundation

/// The folder of one run: `config.toml`, `provenance.json`, `log.txt`, `metrics.csv`, `steps.csv`, `summary.json`, `outlines.csv`,
/// `surface.csv` or `surface.png` of a surface from a file, `frames/<field>/000123.png`, `fields/000012.vtkhdf`, `checkpoints/`,
/// `figures/`, `rendered/`.
///
/// A run never replaces another unless told to, and nothing that is not a run folder is ever touched.
public struct RunFolder: Sendable {
  /// As the user named it; messages repeat it.
  public let path: String
  /// Held by the one run that writes here; nil for those who only read.
  private let lock: FolderLock?

  private static let marks = ["config.toml", "provenance.json"]
  /// There while a run is being removed.
  private static let removalMark = ".lidendrite.removing"
  /// What a run that has begun leaves.
  private static let results = ["metrics.csv", "steps.csv", "summary.json", "frames", "fields", "checkpoints"]
  /// All that a run puts into its folder. Replacing a run removes these and leaves whatever else the user put there.
  private static let contents = [
    "log.txt", "metrics.csv", "steps.csv", "summary.json", "outlines.csv", "surface.csv", "surface.png", "report.html", "frames",
    "figures", "fields", "rendered", "checkpoints",
  ]

  public var config: String { "\(path)/config.toml" }
  public var provenance: String { "\(path)/provenance.json" }
  public var log: String { "\(path)/log.txt" }
  public var metrics: String { "\(path)/metrics.csv" }
  public var steps: String { "\(path)/steps.csv" }
  public var summary: String { "\(path)/summary.json" }
  public var frames: String { "\(path)/frames" }
  public var report: String { "\(path)/report.html" }
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
    lock = try Self.prepare(self.path, overwrite: overwrite)
    for (name, contents) in inputs { try write(contents, to: "\(self.path)/\(name)") }
    try write(config, to: self.config)
    try write(provenance.json(), to: self.provenance)
  }

  /// The folder of a run that was made before.
  /// - Throws: `RecordError`, refused, when no run was made there.
  public init(existing path: String) throws(RecordError) {
    self.path = Self.tidy(path)
    lock = nil
    try Self.demandRun(path)
  }

  /// The folder of a run that goes on: nobody else can write here meanwhile.
  /// - Throws: `RecordError`, refused, when no run was made there, or one still writes there.
  public init(resuming path: String) throws(RecordError) {
    self.path = Self.tidy(path)
    try Self.demandRun(path)
    lock = try Self.lock(self.path)
  }

  private static func demandRun(_ path: String) throws(RecordError) {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .refused("\(path): no such folder") }
    guard isFolder.boolValue else { throw .refused("\(path): expected the folder of a run, found a file") }
    if let missing = marks.first(where: { !FileManager.default.fileExists(atPath: "\(path)/\($0)") }) {
      throw .refused("\(path): expected the folder of a run, found no \(missing) in it")
    }
  }

  /// Path of a figure, its folder made where it is not there yet.
  /// - Parameter name: with its extension, such as `curves.pdf`.
  /// - Throws: `RecordError` when the folder cannot be made.
  public func figure(_ name: String) throws(RecordError) -> String {
    try Self.makeFolder("\(path)/figures")
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
    try Self.makeFolder(folder)
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

  /// - Throws: `RecordError`, refused, when another run writes there.
  private static func lock(_ path: String) throws(RecordError) -> FolderLock {
    do throws(FileError) {
      if let lock = try FolderLock(path) { return lock }
    } catch {
      throw RecordError(error)
    }
    let holder = FolderLock.holder(of: path).map { " (process \($0))" } ?? ""
    throw .refused("\(path): another run writes there now\(holder); wait for its end, or take another folder")
  }

  private static func prepare(_ path: String, overwrite: Bool) throws(RecordError) -> FolderLock {
    let files = FileManager.default
    guard files.fileExists(atPath: path) else {
      try makeFolder(path)
      return try lock(path)
    }
    guard let inside = try? files.contentsOfDirectory(atPath: path) else {
      throw .refused("\(path) is not a folder that can be read; choose another with --output")
    }
    if inside.allSatisfy({ $0 == FolderLock.name }) { return try lock(path) }
    // A run that was killed before its config was written has left a lock and no results; one that was to be replaced, a mark.
    let isRemnant =
      inside.contains(FolderLock.name) && !isRunFolder(path)
      && (inside.contains(removalMark) || !inside.contains(where: results.contains))
    guard isRemnant || isRunFolder(path) else {
      throw .refused("\(path) is not empty and not a run folder; nothing was touched; choose another with --output")
    }
    guard isRemnant || overwrite else {
      throw .refused(
        "\(path) already holds a run; choose another name or --output, pass --overwrite to replace it, or go on with it if it was stopped: "
          + "lidendrite resume \(path)")
    }
    let lock = try lock(path)
    // The marks go first: what is half removed is no run that could be resumed. Until all is gone, a mark says that it may go.
    do throws(FileError) {
      try unsafe WholeFile.write([UInt8]().span.bytes, to: "\(path)/\(removalMark)")
    } catch {
      throw RecordError(error)
    }
    for name in marks + contents + [removalMark] where files.fileExists(atPath: "\(path)/\(name)") {
      do {
        try files.removeItem(atPath: "\(path)/\(name)")
      } catch {
        throw .inputOutput("remove \(path)/\(name)", error)
      }
    }
    return lock
  }

  /// Notes that another process goes on with the run, and that it has not ended.
  /// - Throws: `RecordError` when the folder cannot be written.
  public func note(_ resumption: Provenance.Resumption) throws(RecordError) {
    var provenance = try Provenance(path: provenance)
    provenance.resumptions = (provenance.resumptions ?? []) + [resumption]
    try write(provenance.json(), to: self.provenance)
    try? FileManager.default.removeItem(atPath: summary)
  }

  /// Removes the frames of every sequence from a number on: a resumed run makes them again.
  /// - Throws: `RecordError` when one cannot be removed.
  public func removeFrames(from number: Int) throws(RecordError) {
    let files = FileManager.default, folder = "\(path)/frames"
    for sequence in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
      for name in (try? files.contentsOfDirectory(atPath: "\(folder)/\(sequence)")) ?? [] {
        // With what a kill left half written.
        guard let match = name.wholeMatch(of: /([0-9]{6,})\.png(\.partial)?/), let index = Int(match.1) else { continue }
        guard index >= number || match.2 != nil else { continue }
        do {
          try files.removeItem(atPath: "\(folder)/\(sequence)/\(name)")
        } catch {
          throw .inputOutput("remove \(folder)/\(sequence)/\(name)", error)
        }
      }
    }
  }

  /// Makes a folder and those it lies in.
  /// - Throws: `RecordError` when the system says no.
  public static func makeFolder(_ path: String) throws(RecordError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .inputOutput("create \(path)", error)
    }
  }
}
