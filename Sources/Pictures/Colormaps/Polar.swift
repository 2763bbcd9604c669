/// A diverging map made for this program: a straight line in CIE lightness from 27 at either end to 97 in the middle.
///
/// The hues are 272° and 36° of CIELAB (D65), blue and vermilion, which stay apart with any colour vision. Chroma rises
/// with the sine of the distance from the middle towards 60 and 66, or to 0.97 of what sRGB allows at that lightness.
extension Colormap {
  /// Blue through white to vermilion, for signed quantities about a middle that means something.
  public static let polar = Colormap(
    name: "polar",
    controls: [
      0x07426F, 0x08497A, 0x0A4F84, 0x0C568F, 0x0E5D9A, 0x0F64A4, 0x116BB0, 0x1372BB,
      0x1579C6, 0x1780D1, 0x1988DD, 0x1B8FE9, 0x3396EF, 0x4A9DF2, 0x5DA4F5, 0x6EACF7,
      0x7DB3F9, 0x8CBAFA, 0x9BC1FB, 0xA9C9FB, 0xB7D0FB, 0xC4D8FB, 0xD1DFFA, 0xDEE7F9,
      0xEAEFF8, 0xF6F6F6, 0xFAEBE8, 0xFCE0DB, 0xFED5CD, 0xFECBC1, 0xFEC0B4, 0xFEB6A7,
      0xFDAA9A, 0xFCA08E, 0xF99582, 0xF68B77, 0xF2806D, 0xEE7663, 0xE96C59, 0xE36350,
      0xDC5947, 0xD6503F, 0xCE4738, 0xC63E31, 0xBE362A, 0xB52D24, 0xAC241E, 0xA41B17,
      0x9B0F11, 0x90070E, 0x84060B,
    ])
}
