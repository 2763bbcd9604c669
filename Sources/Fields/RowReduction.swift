// What is asked of the cells of a row, in forms that the compiler vectorises: it may reorder integers, and a count of conditions it does not
// take apart (Swift 6.3).

/// Whether `value` is below zero, or −0, at one of the cells. What it says of a NaN means nothing.
@inlinable @inline(__always)
public func isNegativeAnywhere(_ cells: Range<Int>, _ value: (Int) -> Double) -> Bool {
  var bits: UInt64 = 0
  for i in cells { bits |= value(i).bitPattern }
  return bits >> 63 > 0
}

/// Largest |`value`| at the cells, 0 if there are none; a NaN if one is: without their sign, numbers are in the order of their bits, and NaN
/// is above all.
@inlinable @inline(__always)
public func largestMagnitude(_ cells: Range<Int>, _ value: (Int) -> Double) -> Double {
  var bits: UInt64 = 0
  for i in cells { bits = max(bits, abs(value(i)).bitPattern) }
  return Double(bitPattern: bits)
}
