public import Configuration
import Foundation
import Processes
import Records

/// The members of a study, each in a process of its own, so that one that crashes takes no other with it.
public final class StudyRun {
  /// How a member stands after its process.
  public struct Outcome: Sendable {
    public let name: String
    /// Whether it came to its end, now or earlier.
    public let isEnded: Bool
    /// What became of it, in words.
    public let words: String
  }

  private let program: String
  private let plan: StudyPlan
  private let folder: StudyFolder
  private let parallel: Int
  private let interruption: () -> Int32?
  private let tell: (String) -> Void
  private var outcomes: [Outcome?]

  private struct Child {
    let index: Int
    let process: ProgramRun
  }

  /// - Parameters:
  ///   - program: path of the executable that runs and resumes.
  ///   - parallel: members that run at a time.
  ///   - interruption: asked now and then; a signal goes on to all that run, and ends the study once they have ended.
  ///   - tell: takes a line for each member that starts or ends.
  public init(
    program: String, _ plan: StudyPlan, in folder: StudyFolder, parallel: Int, interruption: @escaping () -> Int32?,
    tell: @escaping (String) -> Void
  ) {
    self.program = program
    self.plan = plan
    self.folder = folder
    self.parallel = parallel
    self.interruption = interruption
    self.tell = tell
    outcomes = Array(repeating: nil, count: plan.configs.count)
  }

  private var members: [StudyMember] { plan.study.members }

  /// Runs what is not yet at its end: k at a time, then those that broke off once more, each alone.
  ///
  /// A run that found no solution is not tried again: the same config gives the same bits. To be called after `check`.
  /// - Returns: of each member; nil for those that an interruption left undone.
  /// - Throws: what keeps a process from being started.
  public func run() throws -> [Outcome?] {
    let waiting = members.indices.filter { !settleEnded($0) }
    var broken = try run(waiting, atATime: parallel)
    while interruption() == nil, let index = broken.first {
      broken.removeFirst()
      tell("\(members[index].name): \(outcomes[index]?.words ?? ""); once more, alone")
      _ = try run([index], atATime: 1)
    }
    return outcomes
  }

  /// - Throws: `RecordError`, refused where a member's folder holds the run of another config.
  public static func check(_ plan: StudyPlan, in folder: StudyFolder) throws {
    for (member, config) in zip(plan.study.members, plan.configs) {
      try MemberRecord.check(member, folder: folder.member(member.name), resolved: config.resolvedTOML())
    }
  }

  /// Whether there is nothing to do, which is noted.
  private func settleEnded(_ index: Int) -> Bool {
    let record = MemberRecord(members[index], folder: folder.member(members[index].name))
    guard record.isEnded || record.status == .failed else { return false }
    settle(index, record.isEnded, record.reason)
    tell("\(members[index].name): \(record.isEnded ? "ended" : "failed") already: \(record.reason)")
    return true
  }

  private func settle(_ index: Int, _ isEnded: Bool, _ words: String) {
    outcomes[index] = Outcome(name: members[index].name, isEnded: isEnded, words: words)
  }

  /// - Returns: those whose processes broke off.
  private func run(_ indices: [Int], atATime most: Int) throws -> [Int] {
    var waiting = indices[...], running: [Child] = [], broken: [Int] = []
    var sent: Int32?
    defer { for child in running where child.process.isRunning { child.process.end(by: SIGTERM) } }
    while !running.isEmpty || (!waiting.isEmpty && sent == nil) {
      while sent == nil, running.count < most, let next = waiting.popFirst() { running.append(try start(next)) }
      if sent == nil, let signal = interruption() {
        sent = signal
        // A closed terminal has told them already, or never will.
        for child in running { child.process.send(signal == SIGINT ? SIGINT : SIGTERM) }
      }
      for child in running where !child.process.isRunning {
        if end(child) { broken.append(child.index) }
      }
      running.removeAll { !$0.process.isRunning && outcomes[$0.index] != nil }
      if !running.isEmpty { usleep(20_000) }
    }
    return broken
  }

  private func start(_ index: Int) throws -> Child {
    let name = members[index].name
    let command = MemberCommand(plan.study, members[index], folder: folder.member(name))
    outcomes[index] = nil
    let isBegun = RunFolder.isRunFolder(folder.member(name))
    tell("\(name): \(isBegun ? "going on" : "started") (\(index + 1) of \(members.count))")
    return Child(
      index: index,
      process: try ProgramRun(program, (isBegun ? command.resume : command.run) + ["--quiet"], errors: folder.messages(name)))
  }

  /// Notes how a process ended.
  /// - Returns: whether it broke off in a way that need not come again.
  private func end(_ child: Child) -> Bool {
    let name = members[child.index].name, status = child.process.status
    let record = MemberRecord(members[child.index], folder: folder.member(name))
    let time = Readable.wallTime(child.process.age)
    if status == 0, record.isEnded {
      settle(child.index, true, record.reason)
      tell("\(name): \(record.reason) (\(time))")
      return false
    }
    let words = child.process.lastWords
    let isStopped = [130, 143, -SIGINT, -SIGTERM].contains(status)
    settle(child.index, false, status < 0 ? "ended by signal \(-status)" : words.isEmpty ? "ended with status \(status)" : words)
    tell("\(name): \(isStopped ? "interrupted" : "failed: \(outcomes[child.index]?.words ?? "")") (\(time))")
    return !isStopped && record.status != .failed
  }
}
