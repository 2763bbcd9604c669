/// e^x for kernels, within 1.5 units in the last place for |x| ≤ 60, where it is held.
///
/// Cody–Waite reduction by ln 2 and a Taylor polynomial of degree 13. Written with separate products and sums, so that
/// it vectorises and gives the same bits with and without fused multiply-add. The kinetics never need more: e^60 times
/// any exchange current exceeds every current that an electrolyte carries.
@inlinable @inline(__always)
public func boundedExponential(_ argument: Double) -> Double {
  // In this order a NaN stays one.
  let x = max(min(argument, 60), -60)
  let magic = 6_755_399_441_055_744.0  // 1.5 · 2^52: rounds to an integer in the low bits
  let shifted = x * 1.442_695_040_888_963_4 + magic
  let n = shifted - magic
  let r = (x - n * 0.693_147_180_369_123_8) - n * 1.908_214_929_270_587_7e-10
  var p = 1.0 / 6_227_020_800
  p = p * r + 1.0 / 479_001_600
  p = p * r + 1.0 / 39_916_800
  p = p * r + 1.0 / 3_628_800
  p = p * r + 1.0 / 362_880
  p = p * r + 1.0 / 40_320
  p = p * r + 1.0 / 5_040
  p = p * r + 1.0 / 720
  p = p * r + 1.0 / 120
  p = p * r + 1.0 / 24
  p = p * r + 1.0 / 6
  p = p * r + 0.5
  p = p * r + 1
  p = p * r + 1
  return Double(bitPattern: p.bitPattern &+ (shifted.bitPattern &<< 52))
}
