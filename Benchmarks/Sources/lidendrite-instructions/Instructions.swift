import Fields
import Foundation
import Scenes

/// Does a piece of work once, for a tool that counts its instructions: `lidendrite-instructions NAME`; `--list` names them.
@main
enum Instructions {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    if words == ["--list"] {
      for work in CountedWork.allCases { print(work.rawValue) }
      return
    }
    guard words.count == 1, let name = words.first, let work = CountedWork(rawValue: name) else {
      print("usage: lidendrite-instructions --list | NAME")
      exit(64)
    }
    // The work stays on this thread: workers that wait would be counted too.
    Tiling.threadBudget = 1
    let workload = try work.workload()
    try doCountedWork(workload, runs: work.runs)
  }

  /// Only what happens in here is counted: the counting tool knows it by its name, so that it must not be inlined nor contain a closure.
  @inline(never)
  private static func doCountedWork(_ workload: Workload, runs: Int) throws {
    for _ in 0..<runs {
      repeat { workload.reset() } while try workload.run() == nil
    }
  }
}
