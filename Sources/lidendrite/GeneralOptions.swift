import ArgumentParser
import Fields

/// The options of every command that simulates or checks.
struct GeneralOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Worker threads. (default: all processors)", valueName: "number"))
  var threads: Int?

  @Flag(help: "Errors and warnings as JSON, one object a line on standard error, results as JSON on standard output.")
  var json = false

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads: expected 1 to 1024, found \(threads)") }
  }

  var threadCount: Int { threads ?? Topology.processorCount }

  /// How the user wants to hear of errors and warnings.
  var reporter: Reporter { Reporter(asJSON: json) }
}
