import Foundation
import Synchronization

/// Memory of a field, zero at first. What is never written takes none: the system gives a page when it is first written to.
///
/// Invariant behind `@unchecked Sendable`: that of the fields in it.
@safe
final class FieldMemory: @unchecked Sendable {
  /// Begins on a cache line.
  let base: UnsafeMutableRawPointer
  let byteCount: Int
  private let start: UnsafeMutableRawPointer

  /// Of the cache, bytes.
  private static let line = 64
  private static let count = Atomic<Int>(0)

  init(byteCount: Int) {
    self.byteCount = byteCount
    // Loops read and write the same row of many fields: if all began at the same place of a page, as large allocations do, these rows
    // would share cache sets, and a load would wait for a store to another field. Each begins nine lines further than the one before.
    let shift = Self.count.add(9, ordering: .relaxed).oldValue % 64 * Self.line
    guard let start = unsafe calloc(byteCount + shift + Self.line, 1) else { fatalError("no memory for \(byteCount) bytes") }
    unsafe self.start = start
    unsafe base = start.alignedUp(toMultipleOf: Self.line) + shift
  }

  deinit { unsafe free(start) }
}
