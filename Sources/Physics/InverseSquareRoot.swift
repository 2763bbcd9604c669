/// 1/√x for kernels in single precision, within two units in the last place for positive normal x; something finite for 0.
///
/// Newton's iteration for y⁻² = x, three times, from the halved exponent and mantissa (C. Lomont, Fast Inverse Square Root, Purdue University,
/// 2003). Written without a root or a branch: `squareRoot()` of a `Float` becomes a call of the C library for the sake of negative numbers
/// (Swift 6.3) and keeps a loop from being vectorised.
@inline(__always)
func inverseSquareRoot(_ x: Float) -> Float {
  let half = 0.5 * x
  var y = Float(bitPattern: 0x5f37_5a86 &- (x.bitPattern &>> 1))
  y *= 1.5 - half * y * y
  y *= 1.5 - half * y * y
  y *= 1.5 - half * y * y
  return y
}
