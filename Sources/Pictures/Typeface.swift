import CCairo

/// The typeface of all pictures, read from the binary itself: no font of the machine ever takes part.
///
/// Dendrite Sans is a subset of Inter (SIL Open Font License 1.1, beside the font files).
@safe
struct Typeface: @unchecked Sendable {
  // The drawing library counts references to a face and locks it by itself; the face is never freed.
  let face: OpaquePointer
  private let outlines: FT_Face

  static let regular = Typeface(PackageResources.DendriteSans_Regular_otf)
  static let semibold = Typeface(PackageResources.DendriteSans_SemiBold_otf)

  private init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = unsafe copy.initialize(from: bytes)
    var library: FT_Library?
    var outlines: FT_Face?
    guard
      unsafe FT_Init_FreeType(&library) == 0,
      unsafe FT_New_Memory_Face(library, copy.baseAddress, FT_Long(bytes.count), 0, &outlines) == 0,
      let created = unsafe cairo_ft_font_face_create_for_ft_face(outlines, Int32(FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP))
    else { fatalError("the typeface within this binary cannot be read") }
    unsafe face = created
    unsafe self.outlines = outlines!
  }

  /// Whether it has a glyph for a character.
  func holds(_ character: Unicode.Scalar) -> Bool { unsafe FT_Get_Char_Index(outlines, FT_ULong(character.value)) != 0 }
}
