import ArgumentParser
import Configuration
import Fields
import Foundation
import Records
import Studies

/// `lidendrite study`: a set of runs side by side, and what tells them apart.
struct StudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study",
    abstract: "Run strategies, grids or samples of settings side by side, and rank them.",
    discussion: """
      A study file names a base config and what its members differ by. All
      members are checked before the first starts. The same command again goes
      on: what is at its end is kept, what was stopped is resumed. study.csv,
      ranking.md and figures lie in the study's folder beside the run folders.

      EXAMPLES:
        lidendrite study Configs/studies/film-resistance.toml
        lidendrite study Configs/studies/film-resistance.toml --check
        lidendrite study Configs/studies/film-resistance.toml --emit slurm > study.sh

      Exit status: 0 every member came to its end, 1 one did not, 2 wrong input.
      """)

  @Argument(help: ArgumentHelp("The study file.", valueName: "study"), completion: .file(extensions: ["toml"]))
  var study: String

  @Option(help: ArgumentHelp("The folder of the study. (default: Outputs/<name>)", valueName: "folder"), completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp("Members at a time. (default: as the study says, else as many as there are processors for)", valueName: "number"))
  var parallel: Int?

  @Flag(help: "Name the members and stop.") var list = false
  @Flag(help: "Check all members and stop.") var check = false
  @Flag(help: "Run nothing: make table, ranking and figures of what is there.") var collect = false

  @Option(help: ArgumentHelp("Write a script for the engine of a cluster to standard output and stop.", valueName: "engine"))
  var emit: ClusterEngine?

  @Flag(help: "Errors and warnings as JSON, one object a line on standard error, results as JSON on standard output.")
  var json = false

  @Flag(help: "Show no progress.") var quiet = false

  private var reporter: Reporter { Reporter(asJSON: json) }

  func validate() throws {
    if let parallel, !(1...1024).contains(parallel) { throw ValidationError("--parallel: expected 1 to 1024, found \(parallel)") }
    let modes = [("--list", list), ("--check", check), ("--collect", collect), ("--emit", emit != nil)].filter(\.1).map(\.0)
    if modes.count > 1 { throw ValidationError("\(modes.joined(separator: " and ")): give one of them") }
  }

  func run() throws {
    try reporter.reporting {
      let config = try StudyConfiguration(path: study)
      let folder = output ?? "Outputs/\(config.name)"
      let names = config.members.map(\.name)
      let plan = try StudyPlan(config)
      if collect { return try collect(plan, in: try StudyFolder(folder, members: names, isRunning: false)) }
      if list { return try print(StudyList(config).text(asJSON: json), terminator: "") }
      if let emit {
        let program = try Self.program()
        return print(emit.script.text(config, program: program, file: study, folder: folder), terminator: "")
      }
      let parallel = parallel ?? config.parallel ?? max(1, Topology.processorCount / config.threads)
      for warning in plan.warnings { reporter.warning(warning, []) }
      if check { return try tell(plan, parallel) }
      if let refusal = plan.memoryRefusal(parallel: parallel, available: AvailableMemory.bytes) { throw refusal }
      try run(plan, in: try StudyFolder(folder, members: names, isRunning: true), parallel)
    }
  }

  private static func program() throws -> String { try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") }

  private func collect(_ plan: StudyPlan, in folder: StudyFolder) throws {
    try StudyRun.check(plan, in: folder)
    try folder.keep(study)
    let report = try StudyReport(plan.study, in: folder)
    try end(report)
    if !report.isComplete { throw ExitStatus.failed }
  }

  private func run(_ plan: StudyPlan, in folder: StudyFolder, _ parallel: Int) throws {
    try StudyRun.check(plan, in: folder)
    try folder.keep(study)
    Interruption.listen()
    let run = StudyRun(
      program: try Self.program(), plan, in: folder, parallel: parallel, interruption: { Interruption.signal }
    ) { if !quiet && !json { StandardError.write("\($0)\n") } }
    let outcomes = try run.run()
    if let signal = Interruption.signal {
      let ended = outcomes.count { $0?.isEnded ?? false }
      reporter.error(
        "\(folder.path): interrupted, \(ended) of \(outcomes.count) members are at their end; go on with: lidendrite study \(study)"
          + (output.map { " --output \($0)" } ?? ""))
      throw ExitStatus.interrupted(by: signal)
    }
    try end(StudyReport(plan.study, in: folder))
    let broken = outcomes.compactMap { $0 }.filter { !$0.isEnded }
    for outcome in broken { reporter.error("\(outcome.name): \(outcome.words)") }
    if !broken.isEmpty { throw ExitStatus.failed }
  }

  private func end(_ report: StudyReport) throws {
    if json { return print(try report.json()) }
    if quiet { return }
    for omission in report.omissions { print(omission) }
    for file in report.files { print(file) }
  }

  private func tell(_ plan: StudyPlan, _ parallel: Int) throws {
    let count = plan.configs.count, threads = plan.study.threads
    if json { return print(try StudyList(plan.study).text(asJSON: true), terminator: "") }
    let time = plan.wallTime(parallel: parallel).map { "; about \(Readable.wallTime($0))" } ?? ""
    print(
      "\(plan.study.name): \(count) \(count == 1 ? "member" : "members"), all valid; \(min(parallel, count)) at a time on "
        + "\(threads) \(threads == 1 ? "thread" : "threads")\(time)")
  }
}

/// `--emit`.
enum ClusterEngine: String, CaseIterable, ExpressibleByArgument {
  case slurm, snakemake

  var script: ClusterScript { self == .slurm ? .slurm : .snakemake }
}

/// The members of a study by name, with what varies.
private struct StudyList: Encodable {
  struct Member: Encodable {
    let name: String
    let strategy: String?
    let settings: [String: String]
  }

  let name: String
  let members: [Member]
  private let lines: [String]

  private enum CodingKeys: CodingKey { case name, members }

  init(_ study: StudyConfiguration) {
    name = study.name
    members = study.members.map { member in
      Member(
        name: member.name, strategy: member.strategy,
        settings: Dictionary(member.settings.map { ($0.key, $0.value) }) { first, _ in first })
    }
    lines = study.members.map { member in
      ([member.name] + member.settings.map { "\($0.key)=\($0.value)" }).joined(separator: "  ")
    }
  }

  func text(asJSON: Bool) throws -> String {
    guard asJSON else { return lines.map { "\($0)\n" }.joined() }
    return try jsonLine() + "\n"
  }
}
