import Foundation

/// Files for readers that take a path, in a folder of this process below the temporary one.
enum ScratchFile {
  private static let folder: URL = {
    let name = "lidendrite-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      fatalError("no temporary folder: \(error)")
    }
    return folder
  }()

  static func write(_ bytes: [UInt8], as name: String) -> URL {
    let file = folder.appendingPathComponent(name)
    do {
      try Data(bytes).write(to: file)
    } catch {
      fatalError("no temporary file: \(error)")
    }
    return file
  }
}
