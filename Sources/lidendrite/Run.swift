import ArgumentParser
import Configuration
import Records

/// `lidendrite run`: one simulation into one run folder.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run one simulation into Outputs/<name>/.",
    discussion: """
      EXAMPLE:
        lidendrite run Configs/quickstart.toml --output Outputs/trial
      """)

  @OptionGroup var options: ConfigOptions

  @Option(help: ArgumentHelp("The run folder. (default: Outputs/<name>)", valueName: "folder"))
  var output: String?

  @Flag(help: "Replace an earlier run in the run folder.")
  var overwrite = false

  @Flag(help: "Show no progress.")
  var quiet = false

  func run() throws {
    let config = try options.load()
    do throws(RecordError) {
      _ = try RunFolder(
        creating: output ?? "Outputs/\(config.name)", config: config.resolvedTOML(),
        provenance: Provenance(threads: options.threadCount, seed: config.electrode.roughness?.seed), overwrite: overwrite)
    } catch {
      StandardError.write("\(error)\n")
      throw ExitStatus.of(error)
    }
    for advice in config.advice { StandardError.write("warning: \(advice)\n") }
  }
}
