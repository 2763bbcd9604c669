import Dispatch
import Fields
import Synchronization
import Testing

@Suite struct WorkerTeamTests {
  /// How often each of `count` numbers was dealt out.
  private final class Visits: Sendable {
    let counts: Mutex<[Int]>
    init(_ count: Int) { counts = Mutex([Int](repeating: 0, count: count)) }
    func add(_ range: Range<Int>) { counts.withLock { counts in for i in range { counts[i] += 1 } } }
  }

  @Test func eachRowIsVisitedOnceInThousandsOfLoops() {
    defer { Tiling.threadBudget = Topology.processorCount }
    for threads in [2, 3, 7] {
      Tiling.threadBudget = threads
      for loop in 0..<1000 {
        let rows = 1 + loop % 37
        let visits = Visits(rows)
        Tiling.forEach(rows: rows, cellsPerRow: 1_000_000) { visits.add($0) }
        #expect(visits.counts.withLock { $0 } == [Int](repeating: 1, count: rows))
      }
    }
  }

  @Test func loopsWithinLoopsAndBesideEachOtherVisitEachRowOnce() {
    Tiling.threadBudget = 3
    defer { Tiling.threadBudget = Topology.processorCount }
    let visits = Visits(5 * 40 * 11)
    DispatchQueue.concurrentPerform(iterations: 5) { first in
      Tiling.forEach(rows: 40, cellsPerRow: 1_000_000) { outer in
        for second in outer {
          Tiling.forEach(rows: 11, cellsPerRow: 1_000_000) { inner in
            for third in inner { visits.add((first * 40 + second) * 11 + third..<(first * 40 + second) * 11 + third + 1) }
          }
        }
      }
    }
    #expect(visits.counts.withLock { $0 } == [Int](repeating: 1, count: 5 * 40 * 11))
  }

  /// What helpers wrote is there when the loop has ended.
  @Test func whatALoopWroteIsThereAfterIt() {
    Tiling.threadBudget = 4
    defer { Tiling.threadBudget = Topology.processorCount }
    let grid = Grid(width: 64, growth: 200, widthSpacing: 1)
    let field = ScalarField(grid)
    for value in 1...300 {
      field.fill(Double(value))
      #expect(field.sum() == Double(value * grid.cellCount))
    }
  }
}
