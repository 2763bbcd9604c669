import Testing

@testable import Configuration

@Suite struct LineIndexTests {
  static let text = """
    # comment = 1
    name = "a = b"

      [ cell ]  # [other]
    width = "1 um"
    output.frames = 3
    "height" = [
      "x = 1",
      "]", # ]
    ]
    note = \"\"\"
    hidden = 1
    [hidden]
    \"\"\"
    sides = 'it'
    [[electrode.nucleus]]
    radius = 1
    [[electrode.nucleus]]
    radius = 2
    [electrode]
    roughness = { amplitude = "1 um", modes = 3 }
    """

  @Test(arguments: [text, text.replacing("\n", with: "\r\n")]) func linesOfKeys(text: String) {
    let index = LineIndex(text)
    let lines = [
      "name": 2, "cell": 4, "cell.width": 5, "cell.output.frames": 6, "cell.height": 7, "cell.note": 11, "cell.sides": 15,
      "electrode.nucleus": 16, "electrode.nucleus[0].radius": 17, "electrode.nucleus[1]": 18, "electrode.nucleus[1].radius": 19,
      "electrode": 20, "electrode.roughness.modes": 21,
    ]
    for (path, line) in lines { #expect(index.line(of: path) == line, "\(path)") }
    #expect(index.line(of: "hidden") == nil)
    #expect(index.line(of: "comment") == nil)
  }

  @Test func listsWithinLists() {
    let index = LineIndex(
      """
      [[charging.step]]
      repeats = 2
      [[charging.step.step]]
      a = 1
      [[charging.step]]
      [[charging.step.step]]
      b = 1
      [[charging.step.step]]
      c = 1
      [charging.step.step.more]
      d = 1
      """)
    let lines = [
      "charging.step": 1, "charging.step[0].repeats": 2, "charging.step[0].step[0]": 3, "charging.step[0].step[0].a": 4,
      "charging.step[1]": 5, "charging.step[1].step[0].b": 7, "charging.step[1].step[1].c": 9, "charging.step[1].step[1].more.d": 11,
    ]
    for (path, line) in lines { #expect(index.line(of: path) == line, "\(path)") }
  }
}
