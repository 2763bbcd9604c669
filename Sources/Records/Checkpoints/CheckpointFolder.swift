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
  /// - Throws: `RecordError` when the folder is there and cannot be read.
  public func paths() throws(RecordError) -> [String] {
    guard unsafe access(path, F_OK) == 0 || errno != ENOENT else { return [] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw .inputOutput("read \(path)", error)
    }
    return names.compactMap { name in Self.step(of: name).map { (name, $0) } }.sorted { $0.1 > $1.1 }.map { "\(path)/\($0.0)" }
  }

  /// The newest that is whole.
  ///
  /// - Parameter damaged: takes the path of each newer one whose bytes are not those of its digest, and what is wrong with it.
  /// - Returns: nil where none was written yet.
  /// - Throws: `RecordError`, refused, where all are damaged; what else is wrong with one, such as an unknown format, is not passed over.
  public func newest(_ damaged: (_ path: String, _ complaint: String) -> Void) throws(RecordError) -> Checkpoint? {
    let paths = try paths()
    var last = ""
    for path in paths {
      if let complaint = try Self.complaint(path) {
        last = complaint
        if path != paths.last { damaged(path, complaint) }
      } else {
        return try Checkpoint(path: path)
      }
    }
    if paths.isEmpty { return nil }
    throw .refused("\(last); there is no other; start the run again with --overwrite")
  }

  /// Puts a damaged checkpoint aside, so that it takes no whole one's place.
  /// - Throws: `RecordError` when it cannot be renamed.
  public func setAside(_ damaged: String) throws(RecordError) {
    for file in [damaged, damaged + ".sha256"] where FileManager.default.fileExists(atPath: file) {
      guard unsafe rename(file, file + ".damaged") == 0 else { throw RecordError(FileError("rename", file, code: errno)) }
    }
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
  /// - Parameter make: makes the file at the path that it is given.
  /// - Returns: its path.
  /// - Throws: `RecordError`; those that were there before are untouched then.
  @discardableResult
  func write(step: Int, kept: Int, _ make: (_ partial: String) throws(RecordError) -> Void) throws(RecordError) -> String {
    try RunFolder.makeFolder(path)
    let file = path(step: step), partial = file + ".partial"
    do throws(RecordError) {
      try make(partial)
      do throws(FileError) {
        let name = String(file.dropFirst(path.count + 1))
        let digest = try Digest.hex(ofFile: partial)
        try unsafe WholeFile.write(Array("\(digest)  \(name)\n".utf8).span.bytes, to: file + ".sha256", isDurable: true)
        try WholeFile.place(partial, at: file, isDurable: true)
        try WholeFile.syncFolder(path)
        // The names of the run's other files as well.
        try WholeFile.syncFolder(String(path.dropLast("/checkpoints".count)))
      } catch {
        throw RecordError(error)
      }
    } catch {
      _ = unsafe unlink(partial)
      throw error
    }
    prune(kept)
    return file
  }

  /// What cannot be removed now is removed next time.
  private func prune(_ kept: Int) {
    let files = FileManager.default
    for old in ((try? paths()) ?? []).dropFirst(kept) {
      try? files.removeItem(atPath: old)
      try? files.removeItem(atPath: old + ".sha256")
    }
    let present = Set((try? paths()) ?? [])
    // Digests whose checkpoint never came, and parts that a kill left.
    for name in (try? files.contentsOfDirectory(atPath: path)) ?? [] {
      let isOrphan = name.hasSuffix(".h5.sha256") && !present.contains("\(path)/\(name.dropLast(7))")
      if isOrphan || name.hasSuffix(".partial") { try? files.removeItem(atPath: "\(path)/\(name)") }
    }
  }

  /// What is wrong with a checkpoint's bytes; nil where they are those of its digest.
  /// - Throws: `RecordError` where it, or its digest, cannot be read.
  static func complaint(_ path: String) throws(RecordError) -> String? {
    let digest = path + ".sha256"
    guard FileManager.default.fileExists(atPath: path) else { throw .refused("\(path): no such checkpoint") }
    guard FileManager.default.fileExists(atPath: digest) else {
      return "\(path): its digest \(digest) is missing, so that nobody knows whether it is whole"
    }
    do throws(FileError) {
      var line: [UInt8] = []
      try FileBytes.forEachPiece(of: digest) { piece in
        line += (0..<piece.byteCount).map { unsafe piece.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
      }
      let found = try Digest.hex(ofFile: path)
      return String(decoding: line.prefix(64), as: UTF8.self) == found ? nil : "\(path): damaged: its bytes are not those of its digest"
    } catch {
      throw RecordError(error)
    }
  }
}
