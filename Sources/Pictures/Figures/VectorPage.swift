import CCairo

/// One page of vectors as the bytes of an SVG or PDF file, the same each time: no date, no counter of this process.
struct VectorPage {
  /// Points.
  let width: Double, height: Double
  /// Within the PDF; nil for none.
  let title: String?

  private final class Sink {
    var bytes: [UInt8] = []
  }

  func encoded(as format: FigureFormat, _ draw: (Canvas) -> Void) -> [UInt8] {
    precondition(format != .png, "a page of vectors is no PNG")
    let sink = Sink()
    let write: cairo_write_func_t = { sink, bytes, count in
      let sink = unsafe Unmanaged<Sink>.fromOpaque(sink!).takeUnretainedValue()
      unsafe sink.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    let place = unsafe Unmanaged.passUnretained(sink).toOpaque()
    let surface: OpaquePointer
    if format == .pdf {
      unsafe surface = cairo_pdf_surface_create_for_stream(write, place, width, height)
      // An empty date leaves the date out.
      unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "")
      unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "lidendrite")
      if let title { unsafe cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title) }
    } else {
      unsafe surface = cairo_svg_surface_create_for_stream(write, place, width, height)
    }
    unsafe cairo_surface_reference(surface)
    draw(unsafe Canvas(page: surface, height: height))
    unsafe cairo_surface_finish(surface)
    let status = unsafe cairo_surface_status(surface)
    unsafe cairo_surface_destroy(surface)
    precondition(status == CAIRO_STATUS_SUCCESS, "no memory to draw in")
    return withExtendedLifetime(sink) { format == .svg ? Self.withoutCounter(sink.bytes) : sink.bytes }
  }

  /// The library names the page after the number of surfaces that this process has made (`<g id="surface5">`).
  private static func withoutCounter(_ bytes: [UInt8]) -> [UInt8] {
    let mark = Array("<g id=\"surface".utf8)
    guard let start = bytes.firstRange(of: mark) else { return bytes }
    let digits = bytes[start.upperBound...].prefix { (48...57).contains($0) }
    return Array(bytes[..<start.upperBound] + bytes[digits.endIndex...])
  }
}
