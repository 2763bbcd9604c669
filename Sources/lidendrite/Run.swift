import ArgumentParser
import Configuration
import Fields
import Records

/// `lidendrite run`: one simulation into one run folder.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run one simulation into Outputs/<name>/.",
    discussion: """
      EXAMPLES:
        lidendrite run Configs/quickstart.toml --output Outputs/trial
        lidendrite run --from Outputs/trial --set charging.voltage="0.3 V" --output Outputs/branch
      """)

  @OptionGroup var options: ConfigOptions

  @Option(help: ArgumentHelp("The run folder. (default: Outputs/<name>)", valueName: "folder"), completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Begin with the cell of a checkpoint, or of a run's newest one; without a config, with that of its run.", valueName: "checkpoint"),
    completion: .file(extensions: ["h5"]))
  var from: String?

  @Flag(help: "Replace an earlier run in the run folder.")
  var overwrite = false

  @OptionGroup var movies: MovieOptions

  @Flag(help: "Show no progress.")
  var quiet = false

  func validate() throws {
    if from == nil { try options.demandConfig() }
  }

  func run() throws {
    Tiling.threadBudget = options.threadCount
    let execution = Execution(general: options.general, isQuiet: quiet, movies: movies)
    try options.reporter.reporting {
      try movies.demandEncoder()
      var config: RunConfiguration
      var origin = RunDriver.Origin.initialState
      var branchedFrom: String?
      if let from {
        let branch = try Branch(from: from, config: options.config, overrides: options.overrides) { options.reporter.warning($0, []) }
        config = branch.config
        try branch.checkFolder(output ?? "Outputs/\(config.name)")
        origin = .branched(branch.checkpoint, continuesProtocol: branch.continuesProtocol)
        branchedFrom = branch.checkpoint.path
      } else {
        config = try options.loadSettled().config
      }
      if let refusal = MemoryRefusal(config, available: AvailableMemory.bytes) { throw refusal }
      var provenance = Provenance(threads: options.threadCount, seed: config.electrode.roughness?.seed)
      provenance.branchedFrom = branchedFrom
      let folder = try RunFolder(
        creating: output ?? "Outputs/\(config.name)", config: config.resolvedTOML(), inputs: config.inputs, provenance: provenance,
        overwrite: overwrite)
      try execution.run(config, in: folder, from: origin)
    }
  }
}
