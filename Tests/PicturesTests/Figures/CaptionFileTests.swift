import Foundation
import Testing

@testable import Pictures

/// The text beside a figure.
@Suite struct CaptionFileTests {
  @Test func aCaptionStandsBesideItsFigure() throws {
    try withTemporaryFolder { folder in
      var figure = FigureFixtures.straight()
      try figure.write(to: folder + "/bare.svg", as: .svg)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["bare.svg"])
      figure.caption = ["Tip height (µm) against time (s).", "Run: a."]
      try figure.write(to: folder + "/growth.of.tips.svg", as: .svg)
      try figure.write(to: folder + "/growth.of.tips.PDF", as: .pdf)
      #expect(
        try String(contentsOfFile: folder + "/growth.of.tips.txt", encoding: .utf8)
          == "Caption of the figure growth.of.tips.\n\nTip height (µm) against time (s).\nRun: a.\n")
    }
  }

  @Test func textsOfOthersStay() throws {
    try withTemporaryFolder { folder in
      try "Things to do\n".write(toFile: folder + "/notes.txt", atomically: true, encoding: .utf8)
      var figure = FigureFixtures.straight()
      figure.caption = ["Run: a."]
      #expect(throws: PictureError.self) { try figure.write(to: folder + "/notes.svg", as: .svg) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["notes.txt"])
      #expect(try String(contentsOfFile: folder + "/notes.txt", encoding: .utf8) == "Things to do\n")
      // Without a caption nothing is in the way.
      figure.caption = []
      try figure.write(to: folder + "/notes.svg", as: .svg)
    }
  }
}
