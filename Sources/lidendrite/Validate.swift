import ArgumentParser
import Fields
import Foundation
import Records
import Validations

/// `lidendrite validate`: problems with known answers, and a page of what the program makes of them.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Solve problems whose answers are known, and write a page of the errors.",
    discussion: """
      The page is Markdown with tables and figures. All problems take up to an
      hour on two processors; --list names them.

      EXAMPLES:
        lidendrite validate wire
        lidendrite validate --page Docs/Validation.md

      Exit status: 0 every demand is met, 1 one is not, 2 wrong input.
      """)

  @Argument(
    help: ArgumentHelp("The problems. (default: all but the long ones, which --list marks)", valueName: "problem"),
    completion: .list((Problem.suite + Problem.long).map(\.name)))
  var problems: [String] = []

  @Flag(help: "Name the problems and stop.")
  var list = false

  @Option(help: ArgumentHelp("Where tables go, and the page unless --page says otherwise.", valueName: "folder"), completion: .directory)
  var output = "Outputs/validation"

  @Option(help: ArgumentHelp("The page; its figures go to a folder beside it.", valueName: "file"), completion: .file(extensions: ["md"]))
  var page: String?

  @OptionGroup var general: GeneralOptions

  private static let known = Problem.suite + Problem.long

  func validate() throws {
    for name in problems where !Self.known.contains(where: { $0.name == name }) {
      throw ValidationError("no problem \"\(name)\"; expected \(Self.known.map(\.name).joined(separator: ", "))")
    }
  }

  func run() throws {
    if list {
      for problem in Self.known {
        print("\(problem.name): \(problem.title)\(Problem.long.contains { $0.name == problem.name } ? " (long)" : "")")
      }
      return
    }
    try general.reporter.reporting {
      Tiling.threadBudget = general.threadCount
      let chosen = problems.isEmpty ? Problem.suite : Self.known.filter { problems.contains($0.name) }
      let results = chosen.map { problem in
        StandardError.write("\(problem.name): \(problem.title)\n")
        return ValidationReport.solve(problem) { StandardError.write("  \($0)\n") }
      }
      let report = ValidationReport(results)
      print(report.text, terminator: "")
      for path in try report.write(page: page ?? "\(output)/Validation.md", tables: output) { print(path) }
      if !report.isPassed { throw ExitStatus.failed }
    }
  }
}
