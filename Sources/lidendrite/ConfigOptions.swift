import ArgumentParser
import Configuration

/// The arguments that every command reading a config has.
struct ConfigOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The config file.", valueName: "config"), completion: .file(extensions: ["toml"]))
  var config: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Set a key of the config, such as charging.voltage=\"200 mV\"; may be repeated.", valueName: "section.key=value"),
    completion: .custom { _, _, _ in RunConfiguration.singleKeys.map { "\($0)=" } })
  var overrides: [String] = []

  @OptionGroup var general: GeneralOptions

  /// For commands that cannot do without a config.
  func demandConfig() throws {
    if config == nil { throw ValidationError("Missing expected argument '<config>'") }
  }

  var json: Bool { general.json }
  var threadCount: Int { general.threadCount }

  /// The checked config. What is wrong goes to standard error, all of it, and ends the command with status 2.
  func load() throws -> RunConfiguration {
    do throws(ConfigurationErrors) {
      return try RunConfiguration.load(path: config ?? "", overrides: overrides)
    } catch {
      for found in error.errors { reporter.error(found) }
      throw ExitStatus.wrongInput
    }
  }

  /// How the user wants to hear of errors and warnings.
  var reporter: Reporter { general.reporter }

  /// The checked config with its interface settled, and how that was chosen where the config left it open.
  func loadSettled() throws -> (config: RunConfiguration, choice: String?) {
    var settled = try load()
    do throws(ResolutionError) {
      let choice = try settled.settleInterface()
      return (settled, choice)
    } catch {
      reporter.error(error, in: config ?? "")
      throw ExitStatus.wrongInput
    }
  }
}
