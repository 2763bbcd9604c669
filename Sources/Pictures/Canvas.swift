import CCairo

/// Vector drawing over the pixels of a picture, or onto a page; lengths in pixels, or the page's points, from the upper left
/// corner, y downwards.
///
/// Every choice that could depend on the machine (hinting, subpixel order, metrics) is fixed here.
@safe
final class Canvas {
  enum Alignment {
    case left, center, right

    var fraction: Double {
      switch self {
      case .left: 0
      case .center: 0.5
      case .right: 1
      }
    }
  }

  /// Kept alive as long as it is drawn on; nil on a page.
  private let buffer: PixelBuffer?
  private let surface: OpaquePointer
  let context: OpaquePointer
  /// In the canvas's own unit.
  private let height: Double
  /// A page keeps text as text, with its typeface; pixels take outlines.
  private let keepsText: Bool

  /// - Parameter scale: pixels of one unit of length.
  convenience init(_ buffer: PixelBuffer, scale: Double = 1) {
    let surface = unsafe cairo_image_surface_create_for_data(
      UnsafeMutableRawPointer(buffer.base).assumingMemoryBound(to: UInt8.self),
      CAIRO_FORMAT_RGB24, Int32(buffer.width), Int32(buffer.height), Int32(4 * buffer.width))
    unsafe self.init(buffer, surface!, height: Double(buffer.height) / scale, keepsText: false)
    unsafe cairo_scale(context, scale, scale)
  }

  /// - Parameters:
  ///   - surface: a page, taken over by the canvas.
  ///   - height: of the page.
  convenience init(page surface: OpaquePointer, height: Double) { unsafe self.init(nil, surface, height: height, keepsText: true) }

  private init(_ buffer: PixelBuffer?, _ surface: OpaquePointer, height: Double, keepsText: Bool) {
    self.buffer = buffer
    self.height = height
    self.keepsText = keepsText
    unsafe self.surface = surface
    unsafe context = cairo_create(surface)
    let options = unsafe cairo_font_options_create()
    unsafe cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    unsafe cairo_set_font_options(context, options)
    unsafe cairo_font_options_destroy(options)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    precondition(unsafe cairo_status(context) == CAIRO_STATUS_SUCCESS, "no memory to draw in")
  }

  /// Nothing may be read from the pixels before this.
  deinit {
    unsafe cairo_surface_flush(surface)
    unsafe cairo_destroy(context)
    unsafe cairo_surface_destroy(surface)
  }

  func fill(_ box: Box, _ color: Color) {
    use(color)
    unsafe cairo_rectangle(context, box.x, box.y, box.width, box.height)
    unsafe cairo_fill(context)
  }

  /// A line of `width` just outside the edge of `box`.
  func frame(_ box: Box, _ color: Color, width: Double) {
    use(color)
    unsafe cairo_set_line_width(context, width)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
    unsafe cairo_rectangle(context, box.x - width / 2, box.y - width / 2, box.width + width, box.height + width)
    unsafe cairo_stroke(context)
    unsafe cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
  }

  func line(from start: (x: Double, y: Double), to end: (x: Double, y: Double), _ color: Color, width: Double) {
    use(color)
    unsafe cairo_set_line_width(context, width)
    unsafe cairo_move_to(context, start.x, start.y)
    unsafe cairo_line_to(context, end.x, end.y)
    unsafe cairo_stroke(context)
  }

  /// A contour of a raster of the picture's own size.
  func stroke(_ contour: Contour, _ color: Color, width: Double) {
    use(color)
    unsafe cairo_set_line_width(context, width)
    let bottom = height
    for line in contour.lines {
      guard let first = line.first else { continue }
      unsafe cairo_move_to(context, first.x, bottom - first.y)
      for point in line.dropFirst() { unsafe cairo_line_to(context, point.x, bottom - point.y) }
      if line.count > 3, line.last == first { unsafe cairo_close_path(context) }
    }
    unsafe cairo_stroke(context)
  }

  /// One line of text on a baseline; glyphs keep their fractional positions.
  ///
  /// - Parameter halo: a colour drawn around the letters so that they stand out from any ground.
  func text(
    _ string: String, x: Double, baseline: Double, _ font: TextStyle, _ alignment: Alignment = .left, halo: Color? = nil
  ) {
    select(font)
    unsafe cairo_move_to(context, x - alignment.fraction * width(string, font), baseline)
    if keepsText, halo == nil {
      use(font.color)
      unsafe cairo_show_text(context, string)
      return
    }
    unsafe cairo_text_path(context, string)
    if let halo {
      use(halo, opacity: 0.55)
      unsafe cairo_set_line_width(context, 0.16 * font.size)
      unsafe cairo_stroke_preserve(context)
    }
    use(font.color)
    unsafe cairo_fill(context)
  }

  /// Advance of a line of text.
  func width(_ string: String, _ font: TextStyle) -> Double {
    select(font)
    var extents = cairo_text_extents_t()
    unsafe cairo_text_extents(context, string, &extents)
    return extents.x_advance
  }

  private func select(_ font: TextStyle) {
    unsafe cairo_set_font_face(context, font.typeface.face)
    unsafe cairo_set_font_size(context, font.size)
  }

  func use(_ color: Color, opacity: Double = 1) {
    unsafe cairo_set_source_rgba(context, color.red, color.green, color.blue, opacity)
  }
}

/// A rectangle in pixels from the upper left corner of a picture.
struct Box: Hashable {
  var x: Double, y: Double, width: Double, height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }
}

/// How a piece of text is set: face, size in pixels and ink.
struct TextStyle {
  let typeface: Typeface
  let size: Double
  let color: Color
}
