/// Text as it may stand in HTML and XML, in attributes as well.
enum Markup {
  static func escaped(_ text: String) -> String {
    // Control characters have no place in XML 1.0 at all.
    let plain = String(text.unicodeScalars.map { $0.value < 32 && $0 != "\n" && $0 != "\t" ? " " : Character($0) })
    return plain.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
  }
}
