import Foundation
import Scenes

/// Has the benchmarks run and prints what they found: `lidendrite-bench [--quick] [--markdown] [--filter REGEX] -- COMMAND …`.
///
/// The command is that of the plugin, `swift package … benchmark …`, to which the format of its results and their folder are added.
@main
enum Bench {
  static func main() throws {
    let options: BenchOptions
    switch BenchOptions.read(CommandLine.arguments.dropFirst()) {
    case .success(let read): options = read
    case .failure(let wrong):
      print(wrong.message)
      exit(wrong.isHelp ? 0 : 64)
    }
    let loadBefore = Machine.load
    let folder = try ResultFolder(beside: CommandLine.arguments[0])
    let (status, begun) = try PluginRun(options, folder).run()
    let measurements = try folder.measurements()
    let failed = Set(begun).subtracting(measurements.map(\.measured)).sorted()
    guard status == 0, failed.isEmpty, !begun.isEmpty else {
      for measured in failed { print("failed: \(measured.name)") }
      print(status == 0 && begun.isEmpty ? "no benchmark has such a name" : "the rest is in \(folder.log.path)")
      exit(1)
    }
    print("\(Machine.name), \(ProcessInfo.processInfo.activeProcessorCount) processors, \(Machine.date)")
    print("Load average before \(loadBefore), after \(Machine.load). Medians of `runs`; ±: half of the middle half of them.")
    print("ns/cell: for a step or a solve with all its iterations; /CG: for one of them. GB/s: 8 bytes for each number read, 16 for each")
    print("written, whose line is fetched first, from caches where fields fit; `of copy`: against the copy of a field on the same grid")
    print("with the same threads. speedup: time with one thread over that with two.\n")
    let table = ResultTable(measurements)
    print(options.isMarkdown ? table.markdown : table.text)
  }
}
