import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Pictures

/// What other readers find in the files.
@Suite struct FigureFileTests {
  /// Names and attributes of all elements of a document.
  private final class Elements: NSObject, XMLParserDelegate {
    var all: [(name: String, attributes: [String: String])] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
      all.append((name, attributes))
    }
  }

  @Test(arguments: FigureStyle.Width.allCases) func anSVGIsWellFormedAndAsWideAsAColumn(width: FigureStyle.Width) throws {
    for figure in FigureFixtures.all(width, title: "A < B & C") {
      let parser = XMLParser(data: Data(figure.encoded(as: .svg)))
      let elements = Elements()
      parser.delegate = elements
      #expect(parser.parse())
      let root = try #require(elements.all.first)
      #expect(root.name == "svg")
      let written = try #require(root.attributes["width"]).replacing("pt", with: "")
      let millimetres = try #require(Double(written)) * 25.4 / 72
      #expect(abs(millimetres - (width == .one ? 85 : 170)) < 1e-3)
      // Glyphs come along as shapes: no reader needs a font.
      #expect(elements.all.contains { $0.name == "symbol" || $0.name == "use" })
      #expect(!elements.all.contains { $0.name == "text" || $0.name == "image" })
    }
  }

  @Test func aPDFHasOnePageWithItsTypefaceAndNoDate() throws {
    for figure in FigureFixtures.all(.one) {
      let bytes = figure.encoded(as: .pdf)
      let text = String(decoding: bytes, as: Unicode.ASCII.self)
      #expect(text.hasPrefix("%PDF-1."))
      #expect(text.hasSuffix("%%EOF\n"))
      let start = try #require(text.firstMatch(of: /startxref\n(\d+)\n%%EOF\n$/))
      let table = try #require(Int(start.1))
      #expect(bytes[table...].starts(with: Array("xref\n".utf8)))
      #expect(text.contains(/\/Count 1\b/))
      #expect(text.contains("DendriteSans-Regular") && text.contains("/FontFile3"))
      #expect(!text.contains("CreationDate"))
      #expect(!text.contains("/Subtype /Image"))
      let box = try #require(text.firstMatch(of: /\/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]/))
      #expect(abs(try #require(Double(box.1)) - 240.945) < 0.01)
    }
  }

  @Test(arguments: FigureFormat.allCases) func theSameBytesEachTime(format: FigureFormat) {
    let first = FigureFixtures.all(.one, title: "Title").map { $0.encoded(as: format) }
    // Other pages in between move the counters of the drawing library.
    _ = FigureFixtures.straight().encoded(as: .svg)
    #expect(FigureFixtures.all(.one, title: "Title").map { $0.encoded(as: format) } == first)
  }

  @Test func aPNGHasItsResolution() throws {
    try withTemporaryFolder { folder in
      let figure = FigureFixtures.straight(FigureStyle(width: .two, resolution: 300))
      try figure.write(to: folder + "/a.png", as: .png)
      let read = try #require(ReadPicture(folder + "/a.png"))
      // 170 mm at 300 an inch.
      #expect(read.width == 2008)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.png"])
      #expect(throws: PictureError.cannotWrite(path: folder + "/none/a.svg", reason: "no such file or directory")) {
        try figure.write(to: folder + "/none/a.svg", as: .svg)
      }
    }
  }

  @Test func theEndOfANameIsTheFormat() {
    #expect(FigureFormat(path: "a/b.PDF") == .pdf)
    #expect(FigureFormat(path: "b.svg") == .svg)
    #expect(FigureFormat(path: "a.png/b") == nil)
    #expect(FigureFormat(path: "a.jpg") == nil)
    #expect(FigureFormat(path: "svg") == nil)
  }

  @Test func charactersWithoutAGlyphAreFound() {
    #expect(Figure.unprintable(in: "κ(c), 10⁻³ Ω·cm² – ½") == nil)
    #expect(Figure.unprintable(in: "Li 锂") == "锂")
  }
}
