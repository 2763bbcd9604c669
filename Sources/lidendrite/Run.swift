import ArgumentParser
import Configuration
import Fields
import Pictures
import Records
import Simulations

/// `lidendrite run`: one simulation into one run folder.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run one simulation into Outputs/<name>/.",
    discussion: """
      EXAMPLE:
        lidendrite run Configs/quickstart.toml --output Outputs/trial
      """)

  @OptionGroup var options: ConfigOptions

  @Option(help: ArgumentHelp("The run folder. (default: Outputs/<name>)", valueName: "folder"), completion: .directory)
  var output: String?

  @Flag(help: "Replace an earlier run in the run folder.")
  var overwrite = false

  @Flag(help: "Show no progress.")
  var quiet = false

  func run() throws {
    Tiling.threadBudget = options.threadCount
    let config = try options.loadSettled().config
    let path = output ?? "Outputs/\(config.name)"
    let reporter = options.reporter
    do {
      let folder = try RunFolder(
        creating: path, config: config.resolvedTOML(), inputs: config.inputs,
        provenance: Provenance(threads: options.threadCount, seed: config.electrode.roughness?.seed), overwrite: overwrite)
      Interruption.listen()
      var driver = RunDriver(config, folder: folder)
      driver.progress = quiet || options.json ? .quiet : .forStandardError
      driver.warn = { reporter.warning($0, config.idleKeys) }
      driver.interruption = { Interruption.signal }
      try end(try driver.run(), in: folder.path)
    } catch let error as RecordError {
      reporter.error("\(error)")
      throw ExitStatus.of(error)
    } catch let error as PictureError {
      reporter.error("\(error)")
      throw ExitStatus.failed
    }
  }

  private func end(_ result: RunDriver.Result, in path: String) throws {
    switch result.reason {
    case .noSolution:
      options.reporter.error("\(path): \(result.words)")
      throw ExitStatus.failed
    case .interrupted(let signal):
      options.reporter.error("\(path): interrupted; metrics, frames and summary are complete up to there")
      throw ExitStatus.interrupted(by: signal)
    case .duration, .protocolDone, .stopHeight, .shortCircuit, .lithiumUsedUp, .maximumVoltage:
      if options.json { return print(try RunReport(result, folder: path).json()) }
      if quiet { return }
      let frames = result.frames == 0 ? "" : ", \(result.frames) frames in frames/"
      print("\(path): \(result.words); metrics.csv, steps.csv, summary.json\(frames)")
    }
  }
}
