/// Where everything stands in a picture of the surface, in pixels.
///
/// The image is the largest that fits the style's width and height; text that does not fit beside it shrinks down to 8 pixels,
/// then the picture grows.
struct SurfaceLayout {
  let textSize: Double
  let width: Int, height: Int
  let image: Box
  /// Edge of a pixel of the image, m.
  let pixel: Double
  /// Places of the colour bars, side by side.
  let keys: [Box]
  let caption: FrameCaption

  /// Distances in text sizes: around the picture, and above the image.
  private static let margin = 1.15, aboveImage = 1.45
  /// Free ground on either side of the box, as a part of its extent.
  private static let border = 0.06

  /// - Parameters:
  ///   - extent: of the box across and up the picture, m.
  ///   - scales: at most two.
  ///   - fillsWidth: whether the picture has the width and height of the style, the image all of it that text leaves.
  init(
    extent: (across: Double, up: Double), title: String, scales: [ColorScale], context: FrameContext, style: FrameStyle,
    fillsWidth: Bool = false,
    canvas: Canvas
  ) {
    let wide = extent.across * (1 + 2 * Self.border)
    let tall = extent.up * (1 + 2 * Self.border)
    var size = style.preferredTextSize
    var head = Head(title, scales, context, size, canvas)
    while max(head.needed, head.stacked) + 2 * Self.margin * size > Double(style.width), size > 8 {
      size = max(8, 0.95 * size)
      head = Head(title, scales, context, size, canvas)
    }
    let below = (scales.isEmpty ? 0.2 : 0.6 + ColorBar.height) * size
    func box(lines: Double) -> (width: Double, height: Double) {
      let room = max(2, Double(style.width) - 2 * Self.margin * size)
      let taken = (2 * Self.margin + lines * FrameCaption.line + 0.35 + Self.aboveImage - 0.5) * size + below
      let width = min(room, max(2, Double(style.height) - taken - 2) * wide / tall)
      return (width, width * tall / wide)
    }
    let titleLines = context.title == nil ? 0.0 : 1
    let column = fillsWidth ? Double(style.width) - 2 * Self.margin * size : max(box(lines: 1).width, head.needed)
    let isBeside = context.title != nil && head.title + head.caption + 2 * size <= column
    let isStacked = !isBeside && head.caption > column
    let lines = titleLines + (isBeside ? 0 : isStacked ? Double(context.captions.count) : 1)
    var fitted = box(lines: lines)
    if fillsWidth {
      let top = ((Self.margin + lines * FrameCaption.line + 0.35 + Self.aboveImage) * size).rounded()
      fitted = (
        Double(style.width) - 2 * (Self.margin * size).rounded(), Double(style.height) - top - below - (Self.margin - 0.5) * size
      )
    }
    let imageWidth = max(2, fitted.width.rounded(.down))
    let imageHeight = max(2, fitted.height.rounded(.down))
    pixel = max(wide / imageWidth, tall / imageHeight)
    textSize = size
    let left = (Self.margin * size).rounded()
    let content = max(imageWidth, head.needed, isBeside ? 0 : isStacked ? head.stacked : head.caption, head.title).rounded(.up)
    width = fillsWidth ? style.width : Self.even(content + 2 * left)
    let top = ((Self.margin + lines * FrameCaption.line + 0.35 + Self.aboveImage) * size).rounded()
    let imageX = left + ((content - imageWidth) / 2).rounded(.down)
    image = Box(x: imageX, y: top, width: imageWidth, height: imageHeight)
    let titleBaseline = (Self.margin + 0.82) * size
    caption = FrameCaption(
      left: left, captionX: isBeside ? left + content - head.ownCaption : left, titleBaseline: titleBaseline,
      captionBaseline: titleBaseline + (isBeside || context.title == nil ? 0 : FrameCaption.line * size), isStacked: isStacked)
    let keyGap = scales.count > 1 ? 3.5 * size : 0, count = Double(max(scales.count, 1))
    let keysWidth = min(content, max(0.62 * imageWidth, count * 12 * size))
    let keyWidth = ((keysWidth - keyGap) / count).rounded()
    let (keyLeft, keyTop) = (left + ((content - keysWidth) / 2).rounded(.down), (image.bottom + 0.6 * size).rounded())
    keys = scales.indices.map { index in
      Box(x: keyLeft + Double(index) * (keyWidth + keyGap), y: keyTop, width: keyWidth, height: ColorBar.height * size)
    }
    height = fillsWidth ? style.height : Self.even(image.bottom + below + (Self.margin - 0.5) * size)
  }

  private static func even(_ length: Double) -> Int {
    let whole = Int(length.rounded(.up))
    return whole + whole % 2
  }

  /// Widths of what is written, at one text size.
  private struct Head {
    /// The picture's title; all captions side by side, what is kept for them and as they are; the widest of them; what image title and
    /// key need.
    let title: Double, caption: Double, ownCaption: Double, stacked: Double, needed: Double

    init(_ panelTitle: String, _ scales: [ColorScale], _ context: FrameContext, _ size: Double, _ canvas: Canvas) {
      func style(_ face: Typeface, _ factor: Double) -> TextStyle { TextStyle(typeface: face, size: factor * size, color: .gray(0)) }
      let widths = context.captionWidths(canvas, style(.regular, 1)), captions = widths.room
      title = context.title.map { canvas.width($0, style(.semibold, FrameCaption.titleSize)) } ?? 0
      let gaps = Double(captions.count - 1) * FrameCaption.gap * size
      caption = captions.reduce(0, +) + gaps
      ownCaption = widths.own.reduce(0, +) + gaps
      stacked = max(captions.max() ?? 0, title)
      let keys = scales.map { max(9 * size, canvas.width($0.heading(exponent: -10), style(.regular, 0.88))) }
      needed = max(
        canvas.width(panelTitle, style(.semibold, 1)), Double(keys.count) * (keys.max() ?? 0) + (keys.count > 1 ? 3.5 * size : 0))
    }
  }
}
