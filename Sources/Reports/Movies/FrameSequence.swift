import Configuration
import Foundation
public import Pictures

/// The numbered frames of one kind, such as `composite`, with the moments that they show.
public struct FrameSequence: Sendable {
  public struct Frame: Sendable {
    /// As in the file's name.
    public let number: Int
    public let path: String
    public let stamp: FrameStamp
  }

  /// Of the folder.
  public let name: String
  /// As the user named it.
  public let folder: String
  /// In the order of their numbers; at least one.
  public let frames: [Frame]

  /// Nil where the folder holds no frames.
  /// - Throws: `PictureError` when a frame cannot be read or does not tell its time.
  public init?(_ folder: String) throws(PictureError) {
    self.folder = folder
    name = URL(fileURLWithPath: folder).lastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var frames: [Frame] = []
    for name in names {
      guard let match = name.wholeMatch(of: /([0-9]{6,})\.png/), let number = Int(match.1) else { continue }
      frames.append(Frame(number: number, path: "\(folder)/\(name)", stamp: try FrameStamp(path: "\(folder)/\(name)")))
    }
    if frames.isEmpty { return nil }
    self.frames = frames.sorted { $0.number < $1.number }
  }

  /// All sequences in a folder such as `frames` of a run: that of all quantities first, then the surface, then the others by name.
  /// - Throws: `PictureError` when a frame cannot be read or does not tell its time.
  public static func all(in folder: String) throws(PictureError) -> [FrameSequence] {
    var found: [FrameSequence] = []
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      if let sequence = try FrameSequence("\(folder)/\(name)") { found.append(sequence) }
    }
    func rank(_ sequence: FrameSequence) -> (Int, String) {
      let first: [RunConfiguration.Output.Field] = [.composite, .surface]
      return (first.firstIndex { $0.rawValue == sequence.name } ?? first.count, sequence.name)
    }
    return found.sorted { rank($0) < rank($1) }
  }
}
