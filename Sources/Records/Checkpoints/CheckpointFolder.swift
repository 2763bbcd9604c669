import Files
import Foundation

/// The checkpoints of a run: `checkpoints/step-00001234.h5`, each with its digest in `step-00001234.h5.sha256` (`sha256sum -c` reads
/// it).
///
/// The digest is there before its checkpoint, and that appears whole: whatever kills the program, a checkpoint that can be seen is
/// complete, or its digest tells.
public struct CheckpointFolder: Sendable {
  public let path: String

  public init(_ folder: RunFolder) { path = "\(folder.path)/checkpoints" }

  /// Those that are there, the newest first.
  public var paths: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.compactMap { name in Self.step(of: name).map { (name, $0) } }.sorted { $0.1 > $1.1 }.map { "\(path)/\($0.0)" }
  }

  /// The newest that is whole.
  ///
  /// - Parameter damaged: takes what is wrong with each newer one.
  /// - Returns: nil where none was written yet.
  /// - Throws: `RecordError`, refused, where all are damaged.
  public func newest(_ damaged: (RecordError) -> Void) throws(RecordError) -> Checkpoint? {
    let paths = paths
    for path in paths {
      do throws(RecordError) { return try Checkpoint(path: path) } catch { damaged(error) }
    }
    if paths.isEmpty { return nil }
    throw .refused("\(path): none of its checkpoints is whole; start the run again with --overwrite")
  }

  /// Number of time steps after which a checkpoint was written, from its name; nil for other files.
  static func step(of name: String) -> Int? {
    guard name.hasPrefix("step-"), name.hasSuffix(".h5") else { return nil }
    let digits = name.dropFirst(5).dropLast(3)
    return digits.allSatisfy { ("0"..."9").contains($0) } ? Int(digits) : nil
  }

  /// Path of the checkpoint after so many time steps.
  func path(step: Int) -> String { "\(path)/\(String(format: "step-%08d.h5", step))" }

  /// Writes a checkpoint and its digest; both are on the disk once this returns. Then removes the oldest beyond `kept`.
  /// - Returns: its path.
  /// - Throws: `RecordError`; those that were there before are untouched then.
  @discardableResult
  func write(_ image: [UInt8], step: Int, kept: Int) throws(RecordError) -> String {
    try RunFolder.makeFolder(path)
    let file = path(step: step)
    do throws(FileError) {
      let name = String(file.dropFirst(path.count + 1))
      let digest = unsafe Digest.hex(of: image.span.bytes)
      try unsafe WholeFile.write(Array("\(digest)  \(name)\n".utf8).span.bytes, to: file + ".sha256", isDurable: true)
      try unsafe WholeFile.write(image.span.bytes, to: file, isDurable: true)
      try WholeFile.syncFolder(path)
    } catch {
      throw RecordError(error)
    }
    prune(kept)
    return file
  }

  /// What cannot be removed now is removed next time.
  private func prune(_ kept: Int) {
    let files = FileManager.default
    for old in paths.dropFirst(kept) {
      try? files.removeItem(atPath: old)
      try? files.removeItem(atPath: old + ".sha256")
    }
    let present = Set(paths)
    // Digests whose checkpoint never came, and parts that a kill left.
    for name in (try? files.contentsOfDirectory(atPath: path)) ?? [] {
      let isOrphan = name.hasSuffix(".h5.sha256") && !present.contains("\(path)/\(name.dropLast(7))")
      if isOrphan || name.hasSuffix(".partial") { try? files.removeItem(atPath: "\(path)/\(name)") }
    }
  }

  /// Whether a checkpoint is what was written.
  /// - Throws: `RecordError`, with what is wrong.
  static func verify(_ path: String) throws(RecordError) {
    let digest = path + ".sha256"
    guard FileManager.default.fileExists(atPath: path) else { throw .refused("\(path): no such checkpoint") }
    guard let line = try? String(contentsOfFile: digest, encoding: .utf8) else {
      throw .refused("\(path): its digest \(digest) is missing, so that nobody knows whether it is whole")
    }
    let found: String
    do throws(FileError) { found = try Digest.hex(ofFile: path) } catch { throw RecordError(error) }
    guard line.prefix(64) == found else { throw .refused("\(path): damaged: its bytes are not those of its digest") }
  }
}
