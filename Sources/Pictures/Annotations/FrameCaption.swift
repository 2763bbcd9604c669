/// Title, time and charge at the head of a frame, in pixels.
struct FrameCaption {
  let left: Double
  /// Left end of the first caption.
  let captionX: Double
  /// Baseline of the title, and of the first caption: the same where both stand side by side.
  let titleBaseline: Double, captionBaseline: Double
  /// Whether each caption has a line of its own.
  let isStacked: Bool

  /// In text sizes: from line to line, between captions on one line, and the size of the title.
  static let line = 1.45, gap = 1.3, titleSize = 1.12

  func draw(_ context: FrameContext, textSize size: Double, on canvas: Canvas, theme: FrameStyle.Theme) {
    if let title = context.title {
      canvas.text(
        title, x: left, baseline: titleBaseline, TextStyle(typeface: .semibold, size: Self.titleSize * size, color: theme.ink))
    }
    let plain = TextStyle(typeface: .regular, size: size, color: theme.quietInk)
    var (x, baseline) = (captionX, captionBaseline)
    for text in context.captions {
      canvas.text(text, x: x, baseline: baseline, plain)
      if isStacked { baseline += Self.line * size } else { x += canvas.width(text, plain) + Self.gap * size }
    }
  }
}
