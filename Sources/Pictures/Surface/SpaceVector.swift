// What the standard library leaves to calls for every component is written so that it becomes one instruction.
extension SIMD3 where Scalar == Float {
  @inline(__always)
  var squaredLength: Float { x * x + y * y + z * z }
  @inline(__always)
  var length: Float { squaredLength.squareRoot() }
  @inline(__always)
  var greatest: Float { Swift.max(Swift.max(x, y), z) }
  @inline(__always)
  var least: Float { Swift.min(Swift.min(x, y), z) }

  @inline(__always)
  func dot(_ other: SIMD3<Float>) -> Float { x * other.x + y * other.y + z * other.z }

  /// The direction of the vector, or `fallback` where it has none.
  @inline(__always)
  func normalized(or fallback: SIMD3<Float>) -> SIMD3<Float> {
    let length = length
    return length > 0 && length.isFinite ? self / length : fallback
  }

  /// The nearest vector whose components lie between those of two others.
  @inline(__always)
  func held(from lower: SIMD3<Float>, to upper: SIMD3<Float>) -> SIMD3<Float> {
    SIMD3(
      Swift.min(Swift.max(x, lower.x), upper.x), Swift.min(Swift.max(y, lower.y), upper.y),
      Swift.min(Swift.max(z, lower.z), upper.z))
  }
}
