import Foundation
import Testing

@testable import Soaks

@Suite("What a soak makes of what it sees")
struct SoakTests {
  @Test("a slope that a third of the points cannot spoil")
  func slope() throws {
    // y = 3 + 0.5 x, every third point far off.
    let points = (0..<60).map { index in
      let x = Double(index), spike = index % 4 == 3 ? 1000.0 : 0
      return SIMD2(x, 3 + 0.5 * x + spike)
    }
    #expect(try abs(#require(SlopeEstimate(points)).slope - 0.5) < 1e-12)
    #expect(SlopeEstimate([SIMD2(1, 2)]) == nil)
    #expect(SlopeEstimate([SIMD2(1, 2), SIMD2(1, 5)]) == nil)
  }

  @Test("the reports are well-formed whatever a message holds")
  func markup() throws {
    let check = Check("a <b> & \"c\"\u{1B}[2K", false, "1 < 2 & \"x\" > \u{7}y")
    let result = Soak.Result(
      name: "n&m", config: "a<b>.toml", checks: [check, Check("s", skipped: "why & how"), Check("p", true, "ok")], wallTime: 1.5,
      record: nil)
    let junit = JUnitReport(results: [result]).text
    #expect(junit.contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\" time=\"1.500\""))
    try expectWellFormed(junit)
    let page = SoakPage(results: [result], subtitle: "<&>").html
    #expect(page.contains("<h1>Runs that fail: 1 of 1.</h1>"))
    // All but the heading of HTML, which XML has another way.
    try expectWellFormed(
      page.replacing("<!DOCTYPE html>", with: "").replacing("<meta charset=\"utf-8\">", with: "")
        .replacing("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", with: ""))
  }

  /// By Python's parser, which is none of ours.
  private func expectWellFormed(_ text: String) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])", path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
