import ArgumentParser
import Configuration
import Foundation
import Records

/// `lidendrite new`: a commented config to start from.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented config to start from.",
    discussion: """
      EXAMPLES:
        lidendrite new --list
        lidendrite new first --template nucleus
      """)

  @Argument(help: ArgumentHelp("Name of the run; the config is NAME.toml here.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp("The config to start from.", valueName: "template"),
    completion: .list(ConfigurationTemplate.all.map(\.name)))
  var template = "quickstart"

  @Flag(help: "Show the templates.")
  var list = false

  func validate() throws {
    if !list, name == nil { throw ValidationError("expected a name, such as: lidendrite new first --template quickstart") }
  }

  func run() throws {
    if list { return print(ConfigurationTemplate.table, terminator: "") }
    do throws(TemplateError) {
      let path = try ConfigurationTemplate.write(template, as: name ?? "")
      print("\(path): written from the template \(template); next: lidendrite check \(path)")
    } catch {
      StandardError.write("\(error)\n")
      throw error.cause == .refused ? ExitStatus.wrongInput : ExitStatus.failed
    }
  }
}
