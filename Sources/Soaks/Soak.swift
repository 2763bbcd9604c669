public import Configuration
import Foundation
import Records

/// One run, left alone first, then killed and resumed until it has been killed often enough; and what both must hold.
public struct Soak {
  /// What it came to.
  public struct Result {
    public let name: String
    public let config: String
    public let checks: [Check]
    /// Wall-clock time of it all, s.
    public let wallTime: Double
    /// What the run that was left alone wrote; nil where it wrote nothing.
    let record: RunRecord?

    public var isPassed: Bool { !checks.contains { $0.verdict == .failed } }
  }

  private let program: String
  private let path: String
  private let name: String
  private let limits: RunConfiguration.Soak
  private let folder: String
  private let deadline: Double
  private let tell: (String) -> Void

  /// - Parameters:
  ///   - program: path of the executable that runs and resumes.
  ///   - config: path of the config, checked already.
  ///   - kills: times the run is killed; nil as the config says.
  ///   - folder: where the run folders go.
  ///   - minutes: wall-clock time in which it must be done.
  ///   - tell: takes a line about what is going on.
  public init(
    program: String, config path: String, _ config: RunConfiguration, kills: Int?, folder: String, minutes: Double,
    tell: @escaping (String) -> Void
  ) {
    self.program = program
    self.path = path
    name = config.name
    var limits = config.soak ?? .standard
    if let kills { limits.kills = kills }
    self.limits = limits
    self.folder = folder
    deadline = ProcessInfo.processInfo.systemUptime + 60 * minutes
    self.tell = tell
  }

  private var isLate: Bool { ProcessInfo.processInfo.systemUptime > deadline }

  /// - Throws: when a process cannot be started or a folder cannot be made.
  public func run() throws -> Result {
    let start = ProcessInfo.processInfo.systemUptime
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let demands = Demands(limits: limits)
    let whole = "\(folder)/whole"
    tell("\(name): left alone")
    let (wallTime, message) = try runWhole(whole)
    var checks = [Check("left alone", message == nil, message ?? "ended after \(Int(wallTime.rounded())) s")]
    let record = try? RunRecord(whole)
    if let record { checks += demands.checks(record) }
    let complaints = demands.complaints(afterKill: whole)
    checks.append(Check("last state", complaints.isEmpty, complaints.first ?? "within its bounds"))
    if message == nil, limits.kills > 0 { checks += try kill(demands, whole: whole, wallTime: wallTime) }
    return Result(name: name, config: path, checks: checks, wallTime: ProcessInfo.processInfo.systemUptime - start, record: record)
  }

  /// - Returns: how long it took, s, and what went wrong.
  private func runWhole(_ whole: String) throws -> (Double, String?) {
    let run = try ProgramRun(program, ["run", path, "--output", whole, "--overwrite", "--quiet"], errors: whole + ".messages")
    while !run.wait(atMost: 1) {
      guard isLate else { continue }
      run.end(by: SIGTERM)
      return (run.age, "not at its end when the time was over")
    }
    let age = run.age
    return (age, run.status == 0 ? nil : "ended with status \(run.status): \(run.lastWords)")
  }

  /// Trials from the start until there were enough kills.
  private func kill(_ demands: Demands, whole: String, wallTime: Double) throws -> [Check] {
    var left = limits.kills, trial = 0, writing = 0, stops = 0
    var wrong: [String] = [], differing: [String] = []
    var isEnded = true
    while left > 0, isEnded, !isLate {
      trial += 1
      tell("\(name): to be killed \(left) times")
      let killed = KilledRun(
        program: program, config: path, folder: "\(folder)/killed", seed: UInt64(limits.seed) << 32 | UInt64(trial), wallTime: wallTime)
      let outcome = try killed.run(most: left, inspect: demands.complaints(afterKill:)) { isLate }
      left -= outcome.kills
      writing += outcome.killsWhileWriting
      stops += outcome.stops
      wrong += outcome.complaints
      isEnded = outcome.isEnded
      if isEnded { differing += RunFiles(whole).differences(from: RunFiles("\(folder)/killed")) }
    }
    let kills = limits.kills - left
    return [
      Check(
        "kills", left <= 0,
        "\(kills) of \(limits.kills) by SIGKILL, \(writing) of them inside the writing of a checkpoint; \(stops) by SIGINT or SIGTERM; "
          + "\(trial) \(trial == 1 ? "run" : "runs")"),
      Check("after each kill", wrong.isEmpty, wrong.first ?? "the newest whole checkpoint is within its bounds"),
      isEnded
        ? Check(
          "same bytes", differing.isEmpty, differing.isEmpty ? "\(RunFiles(whole).names.count) files" : differing.joined(separator: "; "))
        : Check("same bytes", skipped: "the run was not at its end when the time was over"),
    ]
  }
}
