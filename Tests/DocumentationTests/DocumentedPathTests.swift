import Foundation
import TestSupport
import Testing

/// A newcomer who types what the pages of the book say, line after line, meets no error.
@Suite struct DocumentedPathTests {
  private static let pages =
    ["README.md"]
    + [
      "FirstRun", "InterfaceAndGrid", "RealElectrolytes", "CoatingsAndStudies", "Python", "Troubleshooting", "Figures", "FieldFiles",
      "LongRuns",
      "Studies", "Materials", "LiteratureModels", "Reports",
    ].map { "Docs/\($0).md" }

  @Test(arguments: pages) func everyCommandOfThePageRuns(_ name: String) throws {
    let lines = try Documentation.commandLines().filter { $0.place.hasPrefix("\(name):") }
    try #require(!lines.isEmpty)
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? files.removeItem(atPath: folder) }
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try files.createSymbolicLink(
      atPath: "\(folder)/Configs", withDestinationPath: Documentation.root.appendingPathComponent("Configs").path)
    // Files that the page has the reader save begin with their name.
    for block in try Documentation.blocks() where block.place.hasPrefix("\(name):") {
      guard let file = block.text.prefixMatch(of: /# ([a-z-]+\.toml)\n/) else { continue }
      try block.text.write(toFile: "\(folder)/\(file.1)", atomically: true, encoding: .utf8)
    }
    for (place, words) in Self.runsAtHand(for: lines.map(\.words)) + lines {
      guard let words = Self.shortened(words) else { continue }
      let process = try ChildProcess(try ChildProcess.lidendrite(), words, in: folder)
      // Runs that differ end `compare` with 1.
      let isWell = process.status == 0 || words.first == "compare" && process.status == 1
      #expect(isWell, "\(place): lidendrite \(words.joined(separator: " ")): \(process.errors)")
    }
  }

  /// Runs that pages take for granted: what `make demo` leaves, and others that they name without making them.
  private static func runsAtHand(for lines: [[String]]) -> [(place: String, words: [String])] {
    let runs = [
      "quickstart": ["run", "Configs/quickstart.toml"], "lobes": ["run", "Configs/lobes.toml"],
      "quickstart-3d": ["run", "Configs/quickstart-3d.toml", "--set", "output.fieldFiles.count=1"],
      "saved": ["run", "Configs/quickstart.toml", "--set", "output.fieldFiles.count=10"],
      "trial": ["run", "Configs/quickstart.toml", "--set", "charging.voltage=300 mV", "--set", "output.fieldFiles.count=10"],
    ]
    let made = Set(lines.flatMap { line in line.indices.filter { $0 > 0 && line[$0 - 1] == "--output" }.map { line[$0] } })
    return runs.sorted { $0.key < $1.key }.compactMap { name, words in
      let path = "Outputs/\(name)"
      let isNamed = lines.contains { $0.contains { $0 == path || $0.hasPrefix("\(path)/") } }
      return isNamed && !made.contains(path) ? ("before the page", words + ["--output", path]) : nil
    }
  }

  /// The same command with runs that end after moments, studies that are checked only, and figures of what there then is.
  /// - Returns: nil for what has no short form: many kills, figures of whole studies, and runs of the reader's own.
  private static func shortened(_ words: [String]) -> [String]? {
    switch words.first {
    case "run":
      // A branch counts time from the start of the run that it comes from.
      var settings = ["charging.duration=\(words.contains("--from") ? 400 : 200) ms", "output.frameHeight=120"]
      settings.append(words.contains { $0.contains("quickstart-3d") } ? "output.frameInterval=100 ms" : "output.frames=2")
      return withoutMovie(words) + ["--quiet"] + settings.flatMap { ["--set", $0] }
    case "study": return words.contains { ["--check", "--list", "--emit"].contains($0) } ? words : words + ["--check"]
    case "figure":
      if words.contains("coarse") || words.contains("tradeoff") || words.contains("map") { return nil }
      let times = words.indices.filter { words[$0] == "--at" }
      return words.indices.filter { !times.contains($0) && !times.contains($0 - 1) }.map { words[$0] }
    case "report": return words.contains("Outputs/film-resistance") ? nil : words
    // A movie needs a program that is not ours; its command does not.
    case "movie": return words.contains("--print") ? words : words + ["--print"]
    case "soak": return nil
    default: return withoutMovie(words)
    }
  }

  private static func withoutMovie(_ words: [String]) -> [String] {
    let place = words.firstIndex(of: "--movie")
    return words.indices.filter { $0 != place && $0 - 1 != place }.map { words[$0] }
  }
}
