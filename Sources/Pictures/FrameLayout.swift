import Fields

/// Where everything stands in a composite frame, in pixels.
///
/// The image is the largest with which the picture fits the style's width and height. If a title or a key is wider than
/// its column, text shrinks; if it is still too wide at 8 pixels, the picture grows instead: nothing is ever cut.
struct FrameLayout {
  let textSize: Double
  let width: Int, height: Int
  let imageWidth: Int, imageHeight: Int
  /// Edge of a pixel of an image, m.
  let pixel: Double
  let caption: FrameCaption
  /// Column of each panel, from its title's baseline to the bottom of its key.
  private let columnWidth: Int, columnTop: Int

  /// Distances in text sizes: around the picture, and between columns.
  private static let margin = 1.15, gap = 1.7

  init(panels: [FieldPanel], context: FrameContext, style: FrameStyle, canvas: Canvas) {
    let grid = panels[0].field.grid
    var size = style.preferredTextSize
    var draft = Draft(panels, context, style, grid, size, canvas)
    while draft.isCramped && size > 8 {
      size = max(8, 0.95 * size)
      draft = Draft(panels, context, style, grid, size, canvas)
    }
    textSize = size
    imageWidth = max(2, Int(draft.image))
    pixel = grid.length(.width) / Double(imageWidth)
    imageHeight = max(2, Int((grid.length(.growth) / pixel).rounded()))
    columnWidth = max(imageWidth, Int(draft.needed.rounded(.up)))
    let count = Double(panels.count)
    let contentWidth = max(
      count * Double(columnWidth) + (count - 1) * (Self.gap * size).rounded(), draft.headWidth)
    let plain = Int((contentWidth + 2 * Self.margin * size).rounded(.up))
    width = plain + plain % 2
    let left = (Self.margin * size).rounded()
    let titleBaseline = (Self.margin + 0.82) * size
    caption = FrameCaption(
      left: left, captionX: draft.isBeside ? Double(width) - left - draft.ownCaption : left, titleBaseline: titleBaseline,
      captionBaseline: titleBaseline + (draft.isBeside || context.title == nil ? 0 : FrameCaption.line * size),
      isStacked: draft.isStacked)
    columnTop = Int((Self.margin * size + draft.head).rounded())
    let bottom = Double(columnTop) + Draft.aboveImage * size + Double(imageHeight) + draft.belowImage + 0.75 * Self.margin * size
    let tall = Int(bottom.rounded(.up))
    height = tall + tall % 2
  }

  var left: Double { caption.left }

  /// Column of panel `index`.
  func column(_ index: Int) -> Box {
    let x = left + Double(index) * (Double(columnWidth) + (Self.gap * textSize).rounded())
    return Box(x: x, y: Double(columnTop), width: Double(columnWidth), height: Double(height - columnTop))
  }

  /// Image of panel `index`, on whole pixels.
  func image(_ index: Int) -> Box {
    let column = column(index)
    let x = column.x + Double((columnWidth - imageWidth) / 2)
    return Box(
      x: x, y: (column.y + Draft.aboveImage * textSize).rounded(), width: Double(imageWidth), height: Double(imageHeight))
  }

  /// Place of the key below image `index`.
  func key(_ index: Int) -> Box {
    let (column, image) = (column(index), image(index))
    let width = min(column.width, max(image.width, 9 * textSize).rounded())
    return Box(
      x: column.x + ((column.width - width) / 2).rounded(.down), y: (image.bottom + 0.6 * textSize).rounded(),
      width: width, height: ColorBar.height * textSize)
  }

  /// The measures that follow from one text size.
  private struct Draft {
    /// Width of an image, and the width that titles and keys need.
    let image: Double, needed: Double
    /// Height of the lines above the panels, and what stands below an image.
    let head: Double, belowImage: Double
    let headWidth: Double
    /// Width of all captions side by side: what is kept for them, and as they are.
    let caption: Double, ownCaption: Double
    let isBeside: Bool, isStacked: Bool, isCramped: Bool

    static let aboveImage = 1.45

    init(
      _ panels: [FieldPanel], _ context: FrameContext, _ style: FrameStyle, _ grid: Grid, _ size: Double, _ canvas: Canvas
    ) {
      let bold = TextStyle(typeface: .semibold, size: size, color: Color(hex: 0))
      let plain = TextStyle(typeface: .regular, size: size, color: Color(hex: 0))
      let small = TextStyle(typeface: .regular, size: 0.88 * size, color: Color(hex: 0))
      let needed =
        panels.map { panel in
          // A bar narrower than nine letters has no room for numbers; an exponent may lengthen the heading.
          let key = panel.scale.map { max(9 * size, canvas.width($0.heading(exponent: -10), small)) }
          return max(canvas.width(panel.title, bold), key ?? LithiumKey.width(size, hasLayers: panel.layers != nil, canvas))
        }.max() ?? 0
      let count = Double(panels.count)
      let inner = Double(style.width) - 2 * margin * size
      let room = (inner - (count - 1) * (gap * size).rounded()) / count
      let widths = context.captionWidths(canvas, plain), captions = widths.room
      func beside(_ captions: [Double]) -> Double { captions.reduce(0, +) + Double(captions.count - 1) * FrameCaption.gap * size }
      let caption = beside(captions)
      let large = TextStyle(typeface: .semibold, size: FrameCaption.titleSize * size, color: Color(hex: 0))
      let title = context.title.map { canvas.width($0, large) } ?? 0
      let below = (0.6 + (panels.allSatisfy { $0.scale == nil } ? 1.0 : ColorBar.height)) * size
      func largest(lines: Double) -> Double {
        let taken = (2 * margin + lines * FrameCaption.line + 0.35 + Self.aboveImage) * size + below - 0.25 * margin * size
        let tallest = max(2, Double(style.height) - taken)
        return max(2, min(room, tallest * grid.length(.width) / grid.length(.growth)).rounded(.down))
      }
      let wide = count * max(largest(lines: 1), needed) + (count - 1) * gap * size
      let isBeside = context.title != nil && title + caption + 2 * size <= wide
      let isStacked = !isBeside && caption > wide
      let captionLines = isBeside ? 0 : isStacked ? Double(captions.count) : 1
      let lines = (context.title == nil ? 0 : 1) + captionLines
      self.needed = needed
      self.caption = caption
      ownCaption = beside(widths.own)
      self.isBeside = isBeside
      self.isStacked = isStacked
      image = largest(lines: lines)
      belowImage = below
      head = (lines * FrameCaption.line + 0.35) * size
      headWidth = max(title, isBeside ? 0 : isStacked ? captions.max() ?? 0 : caption)
      isCramped = needed > room || headWidth > inner
    }
  }
}
