// What is asked of the cells of a row, in forms that the compiler vectorises: it may reorder integers, and a count of conditions it does not
// take apart (Swift 6.3).

/// Whether `value` is below zero, or −0, at one of the cells. What it says of a NaN means nothing.
@inlinable @inline(__always)
public func isNegativeAnywhere(_ cells: Range<Int>, _ value: (Int) -> Double) -> Bool {
  var bits: UInt64 = 0
  for i in cells { bits |= value(i).bitPattern }
  return bits >> 63 > 0
}

/// Largest `value` at the cells, −∞ if there are none; a NaN if one is. Lanes, because the order of comparisons is not the compiler's to
/// change.
@inlinable @inline(__always)
public func largest(_ cells: Range<Int>, _ value: (Int) -> Double) -> Double {
  var lanes = SIMD8<Double>(repeating: -.infinity), hasNaN = SIMDMask<SIMD8<Int64>>(repeating: false)
  var i = cells.lowerBound
  while i + 8 <= cells.upperBound {
    let next = SIMD8(
      value(i), value(i + 1), value(i + 2), value(i + 3), value(i + 4), value(i + 5), value(i + 6), value(i + 7))
    lanes.replace(with: next, where: next .> lanes)
    hasNaN .|= next .!= next
    i += 8
  }
  if any(hasNaN) { return .nan }
  var largest = lanes.max()
  while i < cells.upperBound {
    let next = value(i)
    if next.isNaN { return next }
    largest = max(largest, next)
    i += 1
  }
  return largest
}

/// Largest |`value`| at the cells, 0 if there are none; a NaN if one is.
@inlinable @inline(__always)
public func largestMagnitude(_ cells: Range<Int>, _ value: (Int) -> Double) -> Double {
  let size = largest(cells) { abs(value($0)) }
  return size < 0 ? 0 : size
}
