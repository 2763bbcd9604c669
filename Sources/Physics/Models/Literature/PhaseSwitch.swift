/// The polynomial that switches the properties of the one-potential models of the literature from electrolyte to metal,
///   h = ξ³(6ξ² − 15ξ + 10),
/// with h′ = h″ = 0 at both ends (S.-L. Wang et al., Physica D 69 (1993) 189).
public enum PhaseSwitch {
  /// h; beyond [0, 1], where an order parameter may stray by its time integration, the value of the end.
  @inlinable @inline(__always)
  public static func value(_ xi: Double) -> Double {
    let x = max(0, min(1, xi))
    return x * x * x * ((6 * x - 15) * x + 10)
  }

  /// h′ = 30 ξ²(1 − ξ)².
  @inlinable @inline(__always)
  public static func slope(_ xi: Double) -> Double {
    let product = xi * (1 - xi)
    return 30 * product * product
  }

  /// h″ = 60 ξ(1 − ξ)(1 − 2ξ).
  @inlinable @inline(__always)
  public static func bend(_ xi: Double) -> Double { 60 * xi * (1 - xi) * (1 - 2 * xi) }

  /// A property that is `metal` where ξ = 1 and `electrolyte` where ξ = 0: metal × h + electrolyte × (1 − h).
  @inlinable @inline(__always)
  public static func mixed(_ metal: Double, _ electrolyte: Double, _ xi: Double) -> Double {
    let h = value(xi)
    return metal * h + electrolyte * (1 - h)
  }
}
