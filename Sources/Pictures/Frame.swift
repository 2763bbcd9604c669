import Foundation

/// A picture of a moment of a run.
///
/// The same frame gives the same bytes on any number of threads.
public protocol Frame: Sendable {
  var context: FrameContext { get }
  var style: FrameStyle { get }
  /// What is shown: the title of the picture's file where the context has none.
  var subject: String { get }
  /// The picture as the bytes of a PNG file.
  func png() -> [UInt8]
}

extension Frame {
  /// Writes the picture as a PNG file, which appears at `path` only once it is complete.
  /// - Throws: `PictureError` when the system says no.
  public func write(to path: String) throws(PictureError) { try WholePicture.write(png(), to: path) }

  /// The bytes of the file of a picture that has been drawn.
  ///
  /// The charge has twelve digits: field files hold it in another unit, in which its last one is lost.
  func encoded(_ pixels: PixelBuffer) -> [UInt8] {
    PNGFile(
      pixels: pixels, resolution: style.resolution,
      texts: [
        ("Title", context.title ?? subject), ("Description", context.captions.joined(separator: ", ")), ("Software", "lidendrite"),
        (FrameStamp.timeKeyword, "\(context.time) s"),
        (FrameStamp.chargeKeyword, context.charge.map { String(format: "%.12g C/m^2", $0) } ?? ""),
      ],
      compression: style.compression
    ).encoded()
  }
}
