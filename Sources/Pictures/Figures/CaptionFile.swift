import Foundation

/// The text beside a figure, `growth.txt` of `growth.pdf`: its first line says what it is, and a sentence stands on each of the others.
public struct CaptionFile {
  /// One for all formats of a figure.
  public let path: String
  private let name: String

  /// - Parameter figure: path of the figure.
  public init(figure: String) {
    let url = URL(fileURLWithPath: figure)
    name = url.deletingPathExtension().lastPathComponent
    path = String(figure.dropLast(url.pathExtension.count)) + "txt"
  }

  /// By which a caption is told from a text of somebody else, which stays.
  private static let mark = "Caption of the figure "

  /// - Throws: `PictureError` when a text that is no caption stands there.
  func check() throws(PictureError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8), text.hasPrefix(Self.mark) else {
      throw .cannotWrite(path: path, reason: "a text that is no caption of a figure stands there; choose another name for the figure")
    }
  }

  func write(_ sentences: [String]) throws(PictureError) {
    let text = "\(Self.mark)\(name).\n\n" + sentences.map { $0 + "\n" }.joined()
    try WholePicture.write(Array(text.utf8), to: path)
  }
}
