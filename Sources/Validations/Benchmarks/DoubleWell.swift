/// Chemical free energy with two minima, f = ρ(c − c_α)²(c_β − c)² (A. M. Jokisaari et al., Comput. Mater. Sci. 126 (2017) 139).
struct DoubleWell {
  /// ρ, energy per volume.
  var height: Double
  /// c_α and c_β.
  var low: Double, high: Double

  /// f(c).
  @inline(__always)
  func energy(_ c: Double) -> Double {
    let product = (c - low) * (high - c)
    return height * product * product
  }

  /// f′(c) = 2ρ(c − c_α)(c_β − c)(c_α + c_β − 2c).
  @inline(__always)
  func slope(_ c: Double) -> Double { 2 * height * (c - low) * (high - c) * (low + high - 2 * c) }
}
