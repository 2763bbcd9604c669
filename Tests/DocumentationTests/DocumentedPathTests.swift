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
    // What `make demo` leaves; the pages begin behind it.
    let demo = (place: "make demo", words: ["run", "Configs/quickstart.toml", "--output", "Outputs/quickstart"])
    for (place, words) in [demo] + lines {
      let process = try ChildProcess(try ChildProcess.lidendrite(), Self.shortened(words), in: folder)
      #expect(process.status == 0, "\(place): lidendrite \(words.joined(separator: " ")): \(process.errors)")
    }
  }

  /// The same command with runs that end after moments and studies that are checked only.
  private static func shortened(_ words: [String]) -> [String] {
    switch words.first {
    case "run":
      let settings = ["charging.duration=200 ms", "output.frames=2", "output.frameHeight=120"]
      return words + ["--quiet"] + settings.flatMap { ["--set", $0] }
    case "study": return words.contains { ["--check", "--list", "--emit"].contains($0) } ? words : words + ["--check"]
    default: return words
    }
  }
}
