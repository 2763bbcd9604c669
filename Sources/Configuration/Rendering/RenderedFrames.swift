import Foundation
import Records

/// The folder that rendered frames go to: `<sequence>/000012.png`, numbered as the field files are.
struct RenderedFrames {
  let folder: String

  init(_ folder: String) {
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
  }

  func path(_ sequence: RunConfiguration.Output.Field, _ number: Int) -> String {
    "\(folder)/\(sequence.rawValue)/\(String(format: "%06d", number)).png"
  }

  /// Makes the folders, empty of earlier frames.
  /// - Throws: `FigureError` when frames are there that must stay, and nothing is touched then.
  func prepare(_ sequences: [RunConfiguration.Output.Field], overwrites: Bool) throws {
    if isOfARun { throw FigureError("--output: \(folder) is where a run keeps its own frames; choose another folder") }
    let folders = sequences.map { "\(folder)/\($0.rawValue)" }
    if !overwrites, let taken = folders.first(where: { !frames(in: $0).isEmpty }) {
      throw FigureError("\(taken) already holds frames; choose another --output, or pass --overwrite to replace them")
    }
    for folder in folders {
      do {
        for frame in frames(in: folder) { try FileManager.default.removeItem(atPath: frame) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw FigureError("cannot make room in \(folder): \(error.localizedDescription)")
      }
    }
  }

  private func frames(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.wholeMatch(of: /[0-9]{6,}\.png/) != nil }.map { "\(folder)/\($0)" }
  }

  /// Whether it is the folder `frames` of a run, or lies within one.
  private var isOfARun: Bool {
    var place = URL(fileURLWithPath: folder).standardizedFileURL.resolvingSymlinksInPath()
    while place.pathComponents.count > 1 {
      let parent = place.deletingLastPathComponent()
      if place.lastPathComponent == "frames", RunFolder.isRunFolder(parent.path) { return true }
      place = parent
    }
    return false
  }
}
