import ArgumentParser
import Configuration
import Files
import Foundation
import Records
import Soaks

/// `lidendrite soak`: long runs, killed and resumed on purpose, with everything watched that must hold.
struct SoakCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soak",
    abstract: "Run configs to their end, kill and resume them, and check what must hold.",
    discussion: """
      Each config is run once undisturbed, and again while it is killed at
      random times, also inside the writing of checkpoints, and resumed.
      Balances, bounds, step size and memory are checked, and that both runs
      left the same bytes. soak.html and junit.xml tell the results.

      EXAMPLE:
        lidendrite soak Configs/nightly/killed.toml --minutes 5 --kills 20

      Exit status: 0 everything held, 1 something did not, 2 a config is wrong.
      """)

  @Argument(help: ArgumentHelp("The config files.", valueName: "config"), completion: .file(extensions: ["toml"]))
  var configs: [String]

  @Option(help: ArgumentHelp("Wall-clock time for all of them, in equal parts.", valueName: "minutes"))
  var minutes = 30.0

  @Option(help: ArgumentHelp("Times each run is killed. (default: of the config, else 20)", valueName: "number"))
  var kills: Int?

  @Option(help: ArgumentHelp("Where the run folders and the results go.", valueName: "folder"), completion: .directory)
  var output = "Outputs/soak"

  @OptionGroup var general: GeneralOptions

  func validate() throws {
    if !(minutes > 0 && minutes.isFinite) { throw ValidationError("--minutes: expected a number above 0, found \(minutes)") }
    if let kills, !(0...100_000).contains(kills) { throw ValidationError("--kills: expected 0 to 100000, found \(kills)") }
  }

  func run() throws {
    Interruption.listen()
    try general.reporter.reporting {
      // All of them are checked before the first is run.
      let checked = try configs.map { path in
        var config = try RunConfiguration.load(path: path)
        _ = try config.settleInterface()
        return (path, config)
      }
      if let twice = Dictionary(grouping: checked, by: \.1.name).first(where: { $0.value.count > 1 }) {
        throw RecordError.refused("\(twice.value.map(\.0).joined(separator: ", ")): both are named \(twice.key); give one another name")
      }
      if RunFolder.isRunFolder(output) { throw RecordError.refused("\(output) holds a run; choose another folder with --output") }
      let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      var results: [Soak.Result] = []
      let end = ProcessInfo.processInfo.systemUptime + 60 * minutes
      for (index, (path, config)) in checked.enumerated() {
        // What one leaves over is for the others.
        let left = (end - ProcessInfo.processInfo.systemUptime) / 60 / Double(checked.count - index)
        let soak = Soak(
          program: program, config: path, config, kills: kills, folder: "\(output)/\(config.name)", threads: general.threadCount,
          minutes: left, isInterrupted: { Interruption.signal != nil }
        ) { StandardError.write("\($0)\n") }
        results.append(try soak.run())
        if let signal = Interruption.signal { throw ExitStatus.interrupted(by: signal) }
      }
      let report = SoakReport(results)
      print(report.text, terminator: "")
      for path in try report.write(to: output) { print(path) }
      if !report.isPassed { throw ExitStatus.failed }
    }
  }
}
