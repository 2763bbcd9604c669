import Foundation
import TestSupport
import Testing

/// A newcomer who types what the pages of the book say, line after line, meets no error.
@Suite struct DocumentedPathTests {
  private static let pages = ["FirstRun", "InterfaceAndGrid", "RealElectrolytes", "CoatingsAndStudies", "Python", "Troubleshooting"]

  @Test(arguments: pages) func everyCommandOfThePageRuns(_ name: String) throws {
    let lines = try Documentation.commandLines().filter { $0.place.hasPrefix("Docs/\(name).md:") }
    try #require(!lines.isEmpty)
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? files.removeItem(atPath: folder) }
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try files.createSymbolicLink(
      atPath: "\(folder)/Configs", withDestinationPath: Documentation.root.appendingPathComponent("Configs").path)
    // Files that the page has the reader save begin with their name.
    for block in try Documentation.blocks() where block.place.hasPrefix("Docs/\(name).md:") {
      guard let file = block.text.prefixMatch(of: /# ([a-z-]+\.toml)\n/) else { continue }
      try block.text.write(toFile: "\(folder)/\(file.1)", atomically: true, encoding: .utf8)
    }
    // What `make demo` leaves; the pages begin behind it.
    let demo = (place: "make demo", words: ["run", "Configs/quickstart.toml", "--output", "Outputs/quickstart"])
    for (place, words) in [demo] + lines {
      let process = try ChildProcess(try ChildProcess.lidendrite(), Self.shortened(words), in: folder)
      #expect(process.status == 0, "\(place): lidendrite \(words.joined(separator: " ")): \(process.errors)")
    }
  }

  /// The same command with runs that end after moments, studies that are checked only, and figures of what there then is.
  private static func shortened(_ words: [String]) -> [String] {
    switch words.first {
    case "run":
      let settings = ["charging.duration=200 ms", "output.frames=2", "output.frameHeight=120"]
      return words + ["--quiet"] + settings.flatMap { ["--set", $0] }
    case "study": return words.contains { ["--check", "--list", "--emit"].contains($0) } ? words : words + ["--check"]
    case "figure":
      let times = words.indices.filter { words[$0] == "--at" }
      return words.indices.filter { !times.contains($0) && !times.contains($0 - 1) }.map { words[$0] }
    default: return words
    }
  }
}
