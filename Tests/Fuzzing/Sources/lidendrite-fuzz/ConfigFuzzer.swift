import Configuration
import Foundation

/// The bytes are a config file.
enum ConfigFuzzer {
  @Sendable static func read(_ bytes: [UInt8]) {
    guard let text = String(bytes: bytes, encoding: .utf8), !bytes.contains(0) else { return }
    check(text, overrides: [])
  }

  /// Takes a config through all that `lidendrite check` does and through its resolved form.
  static func check(_ text: String, overrides: [String]) {
    do throws(ConfigurationErrors) {
      var config = try RunConfiguration(parsing: text, file: "fuzz.toml", overrides: overrides)
      do throws(ResolutionError) {
        let choice = try config.settleInterface()
        report(config, choice)
      } catch {
        demand(!error.message.isEmpty, "an interface is refused without a word")
      }
      demandFixedPoint(config)
    } catch {
      demand(!error.errors.isEmpty, "refused without an error")
      for found in error.errors { demand(!found.message.isEmpty && !found.description.isEmpty, "an error without a word") }
    }
  }

  private static func report(_ config: RunConfiguration, _ choice: String?) {
    let report = CheckReport(config, interfaceChoice: choice, threads: 2)
    demand(!report.text.isEmpty, "a report without text")
    do {
      demand(try !report.json().isEmpty, "a report without JSON")
    } catch {
      fatalError("no JSON of a report: \(error)")
    }
    for key in config.idleKeys { demand(!key.description.isEmpty, "an idle key without a word") }
  }

  /// The resolved config gives the same run, and is written in the same words again.
  private static func demandFixedPoint(_ config: RunConfiguration) {
    let resolved = config.resolvedTOML()
    do throws(ConfigurationErrors) {
      let again = try RunConfiguration(parsing: resolved, file: "config.toml")
      demand(again == config, "the resolved config is another run:\n\(resolved)\n\(again.resolvedTOML())")
      demand(again.resolvedTOML() == resolved, "the resolved config is written otherwise again:\n\(resolved)")
    } catch {
      fatalError("the resolved config is refused: \(error.description)\n\(resolved)")
    }
  }
}
