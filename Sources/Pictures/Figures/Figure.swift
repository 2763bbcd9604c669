/// A figure for print: vectors at their final size, with the typeface embedded.
///
/// The same figure gives the same bytes each time.
public struct Figure: Sendable {
  public let style: FigureStyle
  /// Sentences for the caption, which `write` puts beside the figure; empty for none.
  public var caption: [String] = []
  let content: any FigureContent

  init(_ content: any FigureContent, _ style: FigureStyle) {
    self.content = content
    self.style = style
  }

  /// Writes the figure, which appears at `path` only once it is complete, and its caption beside it.
  /// - Throws: `PictureError` when the system says no, or when another text stands in the caption's place; nothing is written then.
  public func write(to path: String, as format: FigureFormat) throws(PictureError) {
    let text = CaptionFile(figure: path)
    if !caption.isEmpty { try text.check() }
    try WholePicture.write(encoded(as: format), to: path)
    if !caption.isEmpty { try text.write(caption) }
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
    return 2 * FigureStyle.margin + titleHeight(title(canvas)) + content.height(width: style.width.points - 2 * FigureStyle.margin, canvas)
  }

  /// The first character of a text that the typeface lacks; nil where it has all of them.
  public static func unprintable(in text: String) -> Character? {
    text.first { !$0.unicodeScalars.allSatisfy { FigureStyle.text.typeface.holds($0) && FigureStyle.bold.typeface.holds($0) } }
  }

  /// The lines of the title.
  private func title(_ canvas: Canvas) -> [String] {
    let width = style.width.points - 2 * FigureStyle.margin
    let words = (style.title ?? "").split(separator: " ").map { canvas.shortened(String($0), FigureStyle.bold, length: width) }
    return canvas.wrapped(words, FigureStyle.bold, length: width)
  }

  private func titleHeight(_ lines: [String]) -> Double {
    lines.isEmpty ? 0 : Double(lines.count) * FigureStyle.lineHeight + 0.35 * FigureStyle.textSize
  }

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
    let title = title(canvas)
    for (index, line) in title.enumerated() {
      let baseline = margin + FigureStyle.textSize + Double(index) * FigureStyle.lineHeight
      canvas.text(line, x: style.width.points / 2, baseline: baseline, FigureStyle.bold, .center)
    }
    content.draw(x: margin, y: margin + titleHeight(title), width: style.width.points - 2 * margin, on: canvas)
  }
}

/// What a figure shows: as wide as it is told, as high as it needs.
protocol FigureContent: Sendable {
  /// - Parameter canvas: measures text.
  func height(width: Double, _ canvas: Canvas) -> Double
  /// From the upper left corner.
  func draw(x: Double, y: Double, width: Double, on canvas: Canvas)
}
