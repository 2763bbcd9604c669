import ArgumentParser
import Configuration
import Records

/// `lidendrite compare`: by how much two runs differ.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two runs, two field files or two tables of metrics.",
    discussion: """
      EXAMPLES:
        lidendrite compare Outputs/quickstart Outputs/trial
        lidendrite compare Outputs/quickstart Outputs/trial --tolerance 1e-6 --absolute "lithium balance=1e-12"
        lidendrite compare Outputs/quickstart/fields/000010.vtkhdf Outputs/trial/fields/000010.vtkhdf

      Exit status: 0 they agree, 1 they differ, 2 they cannot be compared.
      """)

  @Argument(help: ArgumentHelp("A run folder, a field file or a table.", valueName: "a"), completion: .file())
  var first: String

  @Argument(help: ArgumentHelp("Another of its kind.", valueName: "b"), completion: .file())
  var second: String

  @Option(help: ArgumentHelp("Largest difference of a quantity over its largest magnitude.; 0 is identical", valueName: "number"))
  var tolerance = 0.0

  @Option(
    name: .customLong("absolute"), parsing: .singleValue,
    help: ArgumentHelp("Largest difference of one quantity, in its unit; may be repeated.", valueName: "name=number"))
  var absolutes: [String] = []

  @Flag(help: "The comparison as JSON; errors as JSON on standard error.")
  var json = false

  func validate() throws {
    guard tolerance >= 0, tolerance.isFinite else {
      throw ValidationError("--tolerance: expected a number of 0 or more, found \(tolerance)")
    }
    _ = try allowed()
  }

  private func allowed() throws -> ComparisonTolerance {
    var allowed = ComparisonTolerance()
    allowed.relative = tolerance
    for text in absolutes {
      guard let equals = text.lastIndex(of: "="), let value = Double(text[text.index(after: equals)...]), value >= 0, value.isFinite,
        equals != text.startIndex
      else { throw ValidationError("--absolute: expected name=number such as \"tip height=0.01\", found \"\(text)\"") }
      allowed.absolute[String(text[..<equals])] = value
    }
    return allowed
  }

  func run() throws {
    let reporter = Reporter(asJSON: json)
    let comparison: Comparison
    do {
      comparison = try Comparison(first, second, tolerance: try allowed())
    } catch let error as ComparisonError {
      reporter.error("\(error)")
      throw ExitStatus.wrongInput
    } catch let error as RecordError {
      // Status 1 says that two results differ, which nobody knows here.
      reporter.error("\(error)")
      throw ExitStatus.wrongInput
    }
    print(json ? try comparison.json() + "\n" : comparison.text, terminator: "")
    if !comparison.agrees { throw ExitStatus.failed }
  }
}
