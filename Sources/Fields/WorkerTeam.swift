import Dispatch
import Foundation
import Synchronization

/// Threads of Dispatch that join one loop after another.
///
/// A sweep over a coarse grid takes a few microseconds, waking a thread that sleeps some tens, and a time step has a thousand such loops.
/// A helper therefore looks out for the next loop for a while before it goes back to Dispatch. Nobody waits for one that is late: whoever
/// started the loop does the tiles that are left, and then waits only for helpers that are at work on theirs.
///
/// Invariant behind `@unchecked Sendable`: `loop` is written by the thread that holds `isTaken` while no helper is inside, and read by
/// those that entered through `state`.
final class WorkerTeam: @unchecked Sendable {
  static let shared = WorkerTeam()

  private struct Loop {
    let body: UnsafePointer<@Sendable (Range<Int>) -> Void>
    let rows: Int, tiles: Int
  }

  private var loop: Loop?
  /// The next tile to be taken.
  private let next = Atomic<Int>(0)
  /// Helpers inside the loop; `isOpen` while more may enter; loops so far, in units of `turn`.
  private let state = Atomic<UInt64>(0)
  private static let isOpen: UInt64 = 1 << 16, turn: UInt64 = 1 << 17
  /// Helpers that the loop takes.
  private let wanted = Atomic<UInt64>(0)
  /// Helpers that look out for work or do it.
  private let present = Atomic<Int>(0)
  private let isTaken = Atomic<Bool>(false)

  /// How long a helper looks out for the next loop, ns: longer than what lies between two loops of a time step.
  private static let patience: UInt64 = 300_000

  /// Calls `body` with ranges that together cover `0 ..< rows` once, each a `tiles`-th of it, on this thread and up to `helpers` others. A
  /// loop within a loop, or beside that of another thread, runs on its own thread.
  func deal(rows: Int, tiles: Int, helpers: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard !isTaken.exchange(true, ordering: .acquiring) else { return Self.run(body, on: 0..<rows) }
    withoutActuallyEscaping(body) { body in
      unsafe withUnsafePointer(to: body) { pointer in
        unsafe loop = Loop(body: pointer, rows: rows, tiles: tiles)
        next.store(0, ordering: .relaxed)
        wanted.store(UInt64(helpers), ordering: .relaxed)
        state.add(Self.turn | Self.isOpen, ordering: .releasing)
        summon(helpers)
        takeTiles()
        var now = state.bitwiseAnd(~Self.isOpen, ordering: .acquiring).newValue
        while now % Self.isOpen > 0 {
          sched_yield()
          now = state.load(ordering: .acquiring)
        }
        unsafe loop = nil
      }
    }
    isTaken.store(false, ordering: .releasing)
  }

  /// Calls `body` on this thread, by its address as helpers do: were it compiled into a caller as well, a relaxed sum in the second copy could
  /// be associated otherwise, and one thread find other bits than two.
  static func run(_ body: @Sendable (Range<Int>) -> Void, on rows: Range<Int>) {
    withoutActuallyEscaping(body) { body in
      unsafe withUnsafePointer(to: body) { unsafe call($0, rows) }
    }
  }

  @inline(never)
  private static func call(_ body: UnsafePointer<@Sendable (Range<Int>) -> Void>, _ rows: Range<Int>) { unsafe body.pointee(rows) }

  private func summon(_ helpers: Int) {
    while true {
      let count = present.load(ordering: .relaxed)
      if count >= helpers { return }
      guard present.compareExchange(expected: count, desired: count + 1, ordering: .relaxed).exchanged else { continue }
      DispatchQueue.global(qos: .userInitiated).async { self.watch() }
    }
  }

  private func watch() {
    var joined: UInt64 = 0
    var last = DispatchTime.now().uptimeNanoseconds
    while true {
      let now = state.load(ordering: .acquiring)
      if now & Self.isOpen > 0, now / Self.turn != joined, now % Self.isOpen < wanted.load(ordering: .relaxed) {
        guard state.compareExchange(expected: now, desired: now + 1, ordering: .acquiring).exchanged else { continue }
        joined = now / Self.turn
        takeTiles()
        state.subtract(1, ordering: .releasing)
        last = DispatchTime.now().uptimeNanoseconds
      } else {
        sched_yield()
        if DispatchTime.now().uptimeNanoseconds - last > Self.patience { break }
      }
    }
    present.subtract(1, ordering: .relaxed)
  }

  /// Never inlined: what it holds of the loop is let go before its caller leaves the loop.
  @inline(never)
  private func takeTiles() {
    guard let loop = unsafe self.loop else { return }
    unsafe Self.take(loop.body.pointee, loop.rows, loop.tiles, next)
  }

  private static func take(_ body: @Sendable (Range<Int>) -> Void, _ rows: Int, _ tiles: Int, _ next: borrowing Atomic<Int>) {
    while true {
      let tile = next.add(1, ordering: .relaxed).oldValue
      if tile >= tiles { return }
      body(rows * tile / tiles..<rows * (tile + 1) / tiles)
    }
  }
}
