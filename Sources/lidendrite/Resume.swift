import ArgumentParser
import Configuration
import Fields
import Records

/// `lidendrite resume`: a run that was stopped goes on.
struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Go on with a run that was stopped, bit for bit as if it had not been.",
    discussion: """
      EXAMPLE:
        lidendrite resume Outputs/quickstart
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "folder"), completion: .directory)
  var folder: String

  @OptionGroup var general: GeneralOptions

  @OptionGroup var movies: MovieOptions

  @Flag(help: "Show no progress.")
  var quiet = false

  func run() throws {
    Tiling.threadBudget = general.threadCount
    let execution = Execution(general: general, isQuiet: quiet, movies: movies)
    try general.reporter.reporting {
      try movies.demandEncoder()
      let folder = try RunFolder(resuming: folder)
      if let end = try Resumption.end(of: folder) {
        return general.json
          ? print(try AlreadyEnded(folder: folder.path, reason: end).json()) : print("\(folder.path): ended already: \(end)")
      }
      let resumption = try Resumption(folder) { general.reporter.warning($0, []) }
      if let refusal = MemoryRefusal(resumption.config, available: AvailableMemory.bytes) { throw refusal }
      if resumption.checkpoint == nil {
        try folder.note(Provenance.Resumption(step: 0, threads: general.threadCount))
        general.reporter.warning("\(folder.path): stopped before its first checkpoint; it begins again", [])
      }
      try execution.run(resumption.config, in: folder, from: resumption.checkpoint.map { .resumed($0) } ?? .initialState)
    }
  }
}
