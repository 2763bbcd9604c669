import Foundation
import Scenes

/// One run of the plugin: it builds the benchmarks, runs each in a process of its own and writes their samples into a folder.
struct PluginRun {
  private let options: BenchOptions
  private let folder: ResultFolder

  init(_ options: BenchOptions, _ folder: ResultFolder) {
    self.options = options
    self.folder = folder
  }

  /// Shows which benchmark is measured; everything else that is said goes into the log.
  ///
  /// - Returns: the status that the plugin ended with, and what was begun.
  func run() throws -> (status: Int32, begun: [MeasuredCase]) {
    let process = Process(), output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      options.command + ["--format", "histogramSamples", "--time-units", "nanoseconds", "--no-progress", "--path", folder.samples.path]
      + options.filters.flatMap { ["--filter", $0] }
    process.environment = ProcessInfo.processInfo.environment.merging(["LIDENDRITE_BENCH": options.isQuick ? "quick" : "full"]) { $1 }
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let log = try FileHandle(forWritingTo: folder.log)
    defer { try? log.close() }
    var line = Data()
    var begun: [MeasuredCase] = []
    while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
      try log.write(contentsOf: data)
      for byte in data {
        line.append(byte)
        guard byte == UInt8(ascii: "\n") else { continue }
        // Announced by each benchmark's setup.
        let words = String(decoding: line.dropLast(), as: UTF8.self).split(separator: " ", maxSplits: 1)
        if words.count == 2, words[0] == "measuring", let measured = MeasuredCase(name: words[1]) {
          FileHandle.standardError.write(line)
          begun.append(measured)
        }
        line.removeAll()
      }
    }
    process.waitUntilExit()
    return (process.terminationStatus, begun)
  }
}
