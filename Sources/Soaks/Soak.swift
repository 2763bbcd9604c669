public import Configuration
import Foundation
import Processes
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
  private let isOfLiterature: Bool
  private let limits: RunConfiguration.Soak
  private let folder: String
  private let threads: Int
  private let deadline: Double
  private let isInterrupted: () -> Bool
  private let tell: (String) -> Void

  /// - Parameters:
  ///   - program: path of the executable that runs and resumes.
  ///   - config: path of the config, checked already.
  ///   - kills: times the run is killed; nil as the config says.
  ///   - folder: where the run folders go.
  ///   - threads: of the run that is left alone.
  ///   - minutes: wall-clock time in which it must be done.
  ///   - isInterrupted: asked now and then; true ends it all, and no process is left behind.
  ///   - tell: takes a line about what is going on.
  public init(
    program: String, config path: String, _ config: RunConfiguration, kills: Int?, folder: String, threads: Int, minutes: Double,
    isInterrupted: @escaping () -> Bool, tell: @escaping (String) -> Void
  ) {
    self.program = program
    self.path = path
    name = config.name
    var limits = config.soak ?? (config.literature == nil ? .standard : .literatureStandard)
    if let kills { limits.kills = kills }
    isOfLiterature = config.literature != nil
    self.limits = limits
    self.folder = folder
    self.threads = threads
    self.isInterrupted = isInterrupted
    deadline = ProcessInfo.processInfo.systemUptime + 60 * minutes
    self.tell = tell
  }

  private var isLate: Bool { ProcessInfo.processInfo.systemUptime > deadline || isInterrupted() }

  /// - Throws: `RecordError` when a folder cannot be made, else what keeps a process from being started.
  public func run() throws -> Result {
    let start = ProcessInfo.processInfo.systemUptime
    try RunFolder.makeFolder(folder)
    let demands = Demands(limits: limits, isOfLiterature: isOfLiterature)
    let whole = "\(folder)/whole"
    tell("\(name): left alone")
    let (wallTime, message) = try runWhole(whole)
    var checks = [Check("left alone", message == nil, message ?? "ended after \(Int(wallTime.rounded())) s")]
    let record = try? RunRecord(whole)
    if let record { checks += demands.checks(record) }
    let complaints = demands.complaints(atEnd: whole)
    checks.append(Check("last state", complaints.isEmpty, complaints.first ?? "within its bounds"))
    if message == nil, limits.kills > 0 { checks += try kill(demands, whole: whole, wallTime: wallTime) }
    return Result(name: name, config: path, checks: checks, wallTime: ProcessInfo.processInfo.systemUptime - start, record: record)
  }

  /// - Returns: how long it took, s, and what went wrong.
  private func runWhole(_ whole: String) throws -> (Double, String?) {
    let run = try ProgramRun(
      program, ["run", path, "--output", whole, "--overwrite", "--quiet", "--threads", "\(threads)"], errors: whole + ".messages")
    while !run.wait(atMost: 0.2) {
      guard isLate else { continue }
      run.end(by: SIGTERM)
      return (run.age, "not at its end when the time was over")
    }
    let age = run.age
    return (age, run.status == 0 ? nil : "ended with status \(run.status): \(run.lastWords)")
  }

  /// Trials from the start until there were enough kills.
  private func kill(_ demands: Demands, whole: String, wallTime: Double) throws -> [Check] {
    var left = limits.kills, trial = 0, writing = 0, stops = 0, resumed = 0, compared = 0
    var wrong: [String] = [], differing: [String] = []
    var isEnded = true
    while left > 0, isEnded, !isLate {
      trial += 1
      tell("\(name): to be killed \(left) \(left == 1 ? "time" : "times")")
      let killed = KilledRun(
        program: program, config: path, folder: "\(folder)/killed", seed: UInt64(limits.seed) << 32 | UInt64(trial), wallTime: wallTime)
      let outcome = try killed.run(most: left, inspect: demands.complaints(afterKill:)) { isLate }
      left -= outcome.kills
      writing += outcome.killsWhileWriting
      stops += outcome.stops
      resumed += outcome.resumed
      wrong += outcome.complaints
      isEnded = outcome.isEnded
      if isEnded {
        differing += RunFiles(whole).differences(from: RunFiles("\(folder)/killed"))
        compared += 1
      }
    }
    let kills = limits.kills - left
    return [
      Check(
        "kills", left <= 0,
        "\(kills) of \(limits.kills) by SIGKILL, \(writing) of them inside the writing of a checkpoint, and \(stops) more by SIGINT or "
          + "SIGTERM, in \(trial) \(trial == 1 ? "run" : "runs") from start to end"),
      Check(
        "resumed", resumed > 0,
        resumed > 0
          ? "\(resumed) times from a checkpoint beyond the first time step"
          : "never from beyond the first time step: set output.checkpoints.steps to fewer than the run takes"),
      Check("after each kill", wrong.isEmpty, wrong.first ?? "the newest whole checkpoint is within its bounds"),
      compared > 0 || !differing.isEmpty
        ? Check(
          "same bytes", differing.isEmpty,
          differing.isEmpty
            ? "\(RunFiles(whole).names.count) files, \(compared) \(compared == 1 ? "time" : "times")" : differing.joined(separator: "; "))
        : Check("same bytes", false, "never compared: no run that was killed was at its end when the time was over"),
    ]
  }
}
