import ArgumentParser
import Configuration

/// `lidendrite check`: the setup explained before anything runs.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a config and show what it sets up, without running it.",
    discussion: """
      EXAMPLE:
        lidendrite check Configs/quickstart.toml --set cell.width="80 um"
      """)

  @OptionGroup var options: ConfigOptions

  func validate() throws { try options.demandConfig() }

  func run() throws {
    let (config, choice) = try options.loadSettled()
    var report = CheckReport(config, interfaceChoice: choice, threads: options.threadCount)
    report.addDisk(config, folder: "Outputs/\(config.name)")
    guard options.json else { return print(report.text, terminator: "") }
    for warning in report.warnings { options.reporter.warning(warning, config.idleKeys) }
    print(try report.json())
  }
}
