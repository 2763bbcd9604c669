import Foundation
import Processes
import Records
import Simulations

/// A run that is killed again and again, at random times and inside the writing of checkpoints, and resumed each time.
struct KilledRun {
  let program: String
  let config: String
  /// Run folder.
  let folder: String
  let seed: UInt64
  /// Wall-clock time that the run takes when it is left alone, s.
  let wallTime: Double

  /// What came of it.
  struct Outcome {
    /// By SIGKILL, and of these inside the writing of a checkpoint.
    var kills = 0, killsWhileWriting = 0
    /// By SIGTERM or SIGINT.
    var stops = 0
    /// Times it went on from a checkpoint beyond its first time step.
    var resumed = 0
    /// Whether the run came to its end.
    var isEnded = false
    /// What was wrong after a kill.
    var complaints: [String] = []
  }

  /// One in so many is a polite signal, another is sent while a checkpoint is written.
  private static let politeEvery = 7, writingEvery = 3
  /// One in so many comes before a process that was started has gone on.
  private static let earlyEvery = 5
  /// Least mean time that a process is left alone once it has gone on, s: some steps of a small run, which would else be killed before every
  /// checkpoint and never come any further.
  private static let leastShare = 0.1

  /// - Parameters:
  ///   - most: kills after which it is left alone.
  ///   - inspect: looks at the newest checkpoint after each kill; answers what is wrong with it.
  ///   - isLate: asked now and then; true ends it all.
  func run(most: Int, inspect: (String) -> [String], isLate: () -> Bool) throws -> Outcome {
    var outcome = Outcome()
    let random = SplitMix64(seed: seed)
    let errors = folder + ".messages"
    try? FileManager.default.removeItem(atPath: errors)
    // Checkpoints of an earlier trial would pass for this one's first.
    if RunFolder.isRunFolder(folder) { try FileManager.default.removeItem(atPath: folder) }
    var run = try ProgramRun(program, ["run", config, "--output", folder, "--quiet"], errors: errors)
    var trial: UInt64 = 0
    let start = timeToBegin(run, isLate)
    // On average the run is left alone for as long as it takes to be killed `most` times.
    let share = max(wallTime / Double(max(1, most)), Self.leastShare)
    while outcome.kills < most, !isLate() {
      let isEarly = trial % UInt64(Self.earlyEvery) == UInt64(Self.earlyEvery) - 1
      let delay = isEarly ? random.uniform(trial) * start : start + 2 * random.uniform(trial) * share
      trial += 1
      if wait(for: run, atMost: delay, isLate) { break }
      let isWriting = trial % UInt64(Self.writingEvery) == 0 && waitForWriting(run, atMost: 5)
      let isPolite = !isWriting && trial % UInt64(Self.politeEvery) == 0
      if !run.isRunning { break }
      run.end(by: isPolite ? (trial % 2 == 0 ? SIGINT : SIGTERM) : SIGKILL)
      if isPolite {
        outcome.stops += 1
        // It may have ended by itself before the signal came, or not have listened yet.
        if run.status == 0 { break }
        if ![130, 143, -SIGINT, -SIGTERM].contains(run.status) {
          outcome.complaints.append("a signal ended it with status \(run.status): \(run.lastWords)")
        }
      } else {
        outcome.kills += 1
        if isHalfWritten { outcome.killsWhileWriting += 1 }
      }
      // What this kill left half written must not be taken for the next process's.
      removeParts()
      // Killed before it began, it begins once more.
      let isBegun = RunFolder.isRunFolder(folder)
      if isBegun { outcome.complaints += inspect(folder) }
      if isBegun, hasProgress { outcome.resumed += 1 }
      let arguments = isBegun ? ["resume", folder] : ["run", config, "--output", folder]
      run = try ProgramRun(program, arguments + ["--quiet", "--threads", "\(1 + random.bits(trial) % 2)"], errors: errors)
    }
    if !wait(for: run, atMost: .infinity, isLate) { run.end(by: SIGTERM) }
    outcome.isEnded = run.status == 0
    if run.status != 0, !isLate() { outcome.complaints.append("it ended with status \(run.status): \(run.lastWords)") }
    return outcome
  }

  /// Time that the first process takes to its first checkpoint, s. Later ones take about as long to go on from theirs.
  private func timeToBegin(_ run: ProgramRun, _ isLate: () -> Bool) -> Double {
    while run.isRunning, !isLate(), checkpoints.isEmpty { usleep(2000) }
    return run.age
  }

  /// - Returns: whether it ended by itself.
  private func wait(for run: ProgramRun, atMost seconds: Double, _ isLate: () -> Bool) -> Bool {
    let end = ProcessInfo.processInfo.systemUptime + seconds
    while !isLate() {
      let left = end - ProcessInfo.processInfo.systemUptime
      if left <= 0 { return !run.isRunning }
      if run.wait(atMost: min(left, 0.2)) { return true }
    }
    return !run.isRunning
  }

  private var hasProgress: Bool { checkpoints.contains { !$0.hasSuffix("step-00000000.h5") } }

  /// Paths of the whole ones.
  private var checkpoints: [String] {
    guard let run = try? RunFolder(existing: folder) else { return [] }
    return (try? CheckpointFolder(run).paths()) ?? []
  }

  /// Waits until a part of a checkpoint lies on the disk.
  private func waitForWriting(_ run: ProgramRun, atMost seconds: Double) -> Bool {
    let end = ProcessInfo.processInfo.systemUptime + seconds
    while run.isRunning, ProcessInfo.processInfo.systemUptime < end {
      if isHalfWritten { return true }
      usleep(200)
    }
    return false
  }

  private func removeParts() {
    let place = "\(folder)/checkpoints"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] where name.hasSuffix(".partial") {
      try? FileManager.default.removeItem(atPath: "\(place)/\(name)")
    }
  }

  private var isHalfWritten: Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/checkpoints")) ?? []
    return names.contains { $0.hasSuffix(".partial") }
  }
}
