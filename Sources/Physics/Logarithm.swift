/// ln x for kernels, within one unit in the last place for positive normal x; what it gives for others means nothing.
///
/// The exponent is split off so that the mantissa m is in [√½, √2); with s = (m − 1)/(m + 1) ln m = 2s + s R(s²), R a minimax polynomial:
/// P. T. P. Tang's scheme as in FDLIBM's `e_log.c` (Sun Microsystems, 1993). Written with separate products and sums and without branches,
/// so that it vectorises and gives the same bits with and without fused multiply-add.
@inlinable @inline(__always)
public func positiveLogarithm(_ x: Double) -> Double {
  let shifted = x.bitPattern &+ (0x3ff0_0000_0000_0000 &- 0x3fe6_a09e_667f_3bcd)
  // An integer below 2^52 in the low bits of 2^52.
  let k = Double(bitPattern: (shifted &>> 52) | 0x4330_0000_0000_0000) - (4_503_599_627_370_496 + 1023)
  let f = Double(bitPattern: (shifted & 0x000f_ffff_ffff_ffff) &+ 0x3fe6_a09e_667f_3bcd) - 1
  let s = f / (2 + f)
  let z = s * s, w = z * z
  let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
  let odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
  let half = 0.5 * f * f
  return k * 6.93147180369123816490e-01 - ((half - (s * (half + (even + odd)) + k * 1.90821492927058770002e-10)) - f)
}
