import Foundation
import Scenes

/// Where the plugin leaves what it measured: for each benchmark and metric a file with a heading and a number a line.
struct ResultFolder {
  let samples: URL
  let log: URL

  /// An empty one.
  init(beside program: String) throws {
    let folder = URL(fileURLWithPath: program).deletingLastPathComponent().appendingPathComponent("lidendrite-bench-results")
    samples = folder.appendingPathComponent("samples")
    log = folder.appendingPathComponent("log.txt")
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: samples, withIntermediateDirectories: true)
    try Data().write(to: log)
  }

  /// Everything that was measured, in the order of the table.
  func measurements() throws -> [Measurement] {
    var found: [MeasuredCase: [String: [Double]]] = [:]
    for file in try FileManager.default.contentsOfDirectory(at: samples, includingPropertiesForKeys: nil) {
      // Current_run.<target>.<benchmark>.<metric>.histogram.samples.tsv
      let words = file.lastPathComponent.split(separator: ".")
      guard words.count == 7, let measured = MeasuredCase(name: words[2]) else { continue }
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let metric = String(words[3]).replacing("_", with: " ")
      found[measured, default: [:]][metric] = lines.dropFirst().compactMap { Double($0) }
    }
    return found.compactMap { Measurement($0.key, samples: $0.value) }.sorted { $0.measured < $1.measured }
  }
}
