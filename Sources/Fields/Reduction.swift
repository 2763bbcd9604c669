import RealModule

/// Sums and extrema over a field with the same bits for any number of threads: one partial result per row, combined in
/// row order.
extension Grid {
  /// Sum over rows of `partial(row)`, the partials added in row order with compensation (Neumaier 1974).
  @inlinable
  public func sum(_ partial: @Sendable (Int) -> Double) -> Double {
    let partials = RowPartials(rowCount)
    forEachTile { rows in
      for r in rows { partials[r] = partial(r) }
    }
    return partials.sum()
  }

  /// Largest of `partial(row)`; −∞ is never returned, a NaN is.
  @inlinable
  public func maximum(_ partial: @Sendable (Int) -> Double) -> Double {
    let partials = RowPartials(rowCount)
    forEachTile { rows in
      for r in rows { partials[r] = partial(r) }
    }
    return partials.maximum()
  }
}

/// One number per row, written concurrently at distinct indices.
///
/// Invariant behind `@unchecked Sendable`: each element is written by the one worker that holds its row.
@safe
public final class RowPartials: @unchecked Sendable {
  @usableFromInline let count: Int
  @usableFromInline let values: UnsafeMutableBufferPointer<Double>

  public init(_ count: Int) {
    self.count = count
    unsafe values = .allocate(capacity: count)
    unsafe values.initialize(repeating: 0)
  }

  deinit { unsafe values.deallocate() }

  @inlinable
  public subscript(_ row: Int) -> Double {
    get {
      precondition(row >= 0 && row < count)
      return unsafe values[row]
    }
    set {
      precondition(row >= 0 && row < count)
      unsafe values[row] = newValue
    }
  }

  public func sum() -> Double {
    var total = 0.0
    var lost = 0.0
    for i in 0..<count {
      let value = unsafe values[i]
      let next = total + value
      lost += abs(total) >= abs(value) ? (total - next) + value : (value - next) + total
      total = next
    }
    return total + lost
  }

  public func maximum() -> Double {
    var largest = -Double.infinity
    for i in 0..<count {
      let value = unsafe values[i]
      if value.isNaN { return value }
      largest = Swift.max(largest, value)
    }
    return largest
  }
}

extension Field where Scalar == Double {
  /// Σ over cells.
  public func sum() -> Double {
    let n = grid.width
    return grid.sum { r in
      let a = unsafe self.row(r, n).span
      var s = 0.0
      for i in 1..<n + 1 { s = Relaxed.sum(s, a[i]) }
      return s
    }
  }

  /// Σ over cells of the product with `other`.
  public func dot(_ other: Field<Double>) -> Double {
    let n = grid.width
    return grid.sum { r in
      let a = unsafe self.row(r, n).span
      let b = unsafe other.row(r, n).span
      var s = 0.0
      for i in 1..<n + 1 { s = Relaxed.multiplyAdd(a[i], b[i], s) }
      return s
    }
  }

  /// Largest value over the cells; a NaN if one is.
  public func maximum() -> Double {
    let n = grid.width
    return grid.maximum { r in
      let row = unsafe self.row(r, n)
      return largest(1..<n + 1) { unsafe row[$0] }
    }
  }

  /// Smallest value over the cells; a NaN if one is.
  public func minimum() -> Double {
    let n = grid.width
    return -grid.maximum { r in
      let row = unsafe self.row(r, n)
      return largest(1..<n + 1) { unsafe -row[$0] }
    }
  }

  /// Largest |a − b| over the cells of two fields; a NaN if one is.
  public func largestDifference(from other: Field<Double>) -> Double {
    let n = grid.width
    return grid.maximum { r in
      let a = unsafe self.row(r, n), b = unsafe other.row(r, n)
      return largestMagnitude(1..<n + 1) { unsafe a[$0] - b[$0] }
    }
  }
}
