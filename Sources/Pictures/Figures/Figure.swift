/// A figure for print: vectors at their final size, with the typeface embedded.
///
/// The same figure gives the same bytes each time.
public struct Figure: Sendable {
  public let style: FigureStyle
  let content: any FigureContent

  init(_ content: any FigureContent, _ style: FigureStyle) {
    self.content = content
    self.style = style
  }

  /// Writes the figure, which appears at `path` only once it is complete.
  /// - Throws: `PictureError` when the system says no.
  public func write(to path: String, as format: FigureFormat) throws(PictureError) {
    try WholeFile.write(encoded(as: format), to: path)
  }

  /// The figure as the bytes of a file.
  public func encoded(as format: FigureFormat) -> [UInt8] {
    let height = height
    switch format {
    case .png: return png(height)
    case .svg, .pdf:
      return VectorPage(width: style.width.points, height: height, title: style.title).encoded(as: format, draw)
    }
  }

  /// Points; follows from the content.
  public var height: Double {
    let canvas = Canvas(PixelBuffer(width: 1, height: 1, .gray(1)))
    return 2 * FigureStyle.margin + titleHeight + content.height(width: style.width.points - 2 * FigureStyle.margin, canvas)
  }

  /// The first character of a text that the typeface lacks; nil where it has all of them.
  public static func unprintable(in text: String) -> Character? {
    text.first { !$0.unicodeScalars.allSatisfy { FigureStyle.text.typeface.holds($0) && FigureStyle.bold.typeface.holds($0) } }
  }

  private var titleHeight: Double { style.title == nil ? 0 : 1.6 * FigureStyle.textSize }

  func pixels() -> PixelBuffer { pixels(height) }

  private func pixels(_ height: Double) -> PixelBuffer {
    let scale = style.resolution / 72
    let buffer = PixelBuffer(
      width: Int((style.width.points * scale).rounded()), height: Int((height * scale).rounded(.up)), .gray(1))
    draw(on: Canvas(buffer, scale: scale))
    return buffer
  }

  private func png(_ height: Double) -> [UInt8] {
    PNGFile(
      pixels: pixels(height), resolution: style.resolution, texts: [("Title", style.title ?? ""), ("Software", "lidendrite")],
      compression: 9
    ).encoded()
  }

  private func draw(on canvas: Canvas) {
    let margin = FigureStyle.margin
    if let title = style.title {
      canvas.text(title, x: style.width.points / 2, baseline: margin + FigureStyle.textSize, FigureStyle.bold, .center)
    }
    content.draw(x: margin, y: margin + titleHeight, width: style.width.points - 2 * margin, on: canvas)
  }
}

/// What a figure shows: as wide as it is told, as high as it needs.
protocol FigureContent: Sendable {
  /// - Parameter canvas: measures text.
  func height(width: Double, _ canvas: Canvas) -> Double
  /// From the upper left corner.
  func draw(x: Double, y: Double, width: Double, on canvas: Canvas)
}
