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
  /// Place of the colour bar.
  let key: Box
  let caption: FrameCaption

  /// Distances in text sizes: around the picture, and above the image.
  private static let margin = 1.15, aboveImage = 1.45
  /// Free ground on either side of the box, as a part of its extent.
  private static let border = 0.06

  /// - Parameter extent: of the box across and up the picture, m.
  init(extent: (across: Double, up: Double), title: String, scale: ColorScale?, context: FrameContext, style: FrameStyle, canvas: Canvas) {
    let wide = extent.across * (1 + 2 * Self.border)
    let tall = extent.up * (1 + 2 * Self.border)
    var size = style.preferredTextSize
    var head = Head(title, scale, context, size, canvas)
    while max(head.needed, head.stacked) + 2 * Self.margin * size > Double(style.width), size > 8 {
      size = max(8, 0.95 * size)
      head = Head(title, scale, context, size, canvas)
    }
    let below = (scale == nil ? 0.2 : 0.6 + ColorBar.height) * size
    func box(lines: Double) -> (width: Double, height: Double) {
      let room = max(2, Double(style.width) - 2 * Self.margin * size)
      let taken = (2 * Self.margin + lines * FrameCaption.line + 0.35 + Self.aboveImage - 0.5) * size + below
      let width = min(room, max(2, Double(style.height) - taken - 2) * wide / tall)
      return (width, width * tall / wide)
    }
    let titleLines = context.title == nil ? 0.0 : 1
    let column = max(box(lines: 1).width, head.needed)
    let isBeside = context.title != nil && head.title + head.caption + 2 * size <= column
    let isStacked = !isBeside && head.caption > column
    let lines = titleLines + (isBeside ? 0 : isStacked ? Double(context.captions.count) : 1)
    let fitted = box(lines: lines)
    let imageWidth = max(2, fitted.width.rounded(.down))
    let imageHeight = max(2, fitted.height.rounded(.down))
    pixel = max(wide / imageWidth, tall / imageHeight)
    textSize = size
    let left = (Self.margin * size).rounded()
    let content = max(imageWidth, head.needed, isBeside ? 0 : isStacked ? head.stacked : head.caption, head.title).rounded(.up)
    width = Self.even(content + 2 * left)
    let top = ((Self.margin + lines * FrameCaption.line + 0.35 + Self.aboveImage) * size).rounded()
    let imageX = left + ((content - imageWidth) / 2).rounded(.down)
    image = Box(x: imageX, y: top, width: imageWidth, height: imageHeight)
    let titleBaseline = (Self.margin + 0.82) * size
    caption = FrameCaption(
      left: left, captionX: isBeside ? left + content - head.ownCaption : left, titleBaseline: titleBaseline,
      captionBaseline: titleBaseline + (isBeside || context.title == nil ? 0 : FrameCaption.line * size), isStacked: isStacked)
    let keyWidth = min(content, max(0.62 * imageWidth, 12 * size)).rounded()
    key = Box(
      x: left + ((content - keyWidth) / 2).rounded(.down), y: (image.bottom + 0.6 * size).rounded(), width: keyWidth,
      height: ColorBar.height * size)
    height = Self.even(image.bottom + below + (Self.margin - 0.5) * size)
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

    init(_ panelTitle: String, _ scale: ColorScale?, _ context: FrameContext, _ size: Double, _ canvas: Canvas) {
      func style(_ face: Typeface, _ factor: Double) -> TextStyle { TextStyle(typeface: face, size: factor * size, color: .gray(0)) }
      let widths = context.captionWidths(canvas, style(.regular, 1)), captions = widths.room
      title = context.title.map { canvas.width($0, style(.semibold, FrameCaption.titleSize)) } ?? 0
      let gaps = Double(captions.count - 1) * FrameCaption.gap * size
      caption = captions.reduce(0, +) + gaps
      ownCaption = widths.own.reduce(0, +) + gaps
      stacked = max(captions.max() ?? 0, title)
      let key = scale.map { max(9 * size, canvas.width($0.heading(exponent: -10), style(.regular, 0.88))) } ?? 0
      needed = max(canvas.width(panelTitle, style(.semibold, 1)), key)
    }
  }
}
