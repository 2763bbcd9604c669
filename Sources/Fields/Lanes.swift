/// Numbers that are worked on at once: a vector of 64 bytes, where the processor has such, and several shorter ones where it has not.
///
/// What one vector has written is best read as one vector again: a load that spans several stores waits until they have left the processor.
public typealias DoubleLanes = SIMD8<Double>
/// As many in single precision, half as many bytes.
public typealias HalfLanes = SIMD8<Float>

extension UnsafePointer {
  /// The numbers from element `i` on, at any alignment. That they are there is not checked.
  @inlinable @inline(__always)
  public func load<Vector: SIMD>(_ i: Int, as type: Vector.Type) -> Vector where Vector.Scalar == Pointee, Vector: BitwiseCopyable {
    unsafe UnsafeRawPointer(self + i).loadUnaligned(as: Vector.self)
  }
}

extension UnsafeMutablePointer {
  /// The numbers from element `i` on, at any alignment. That they are there is not checked.
  @inlinable @inline(__always)
  public func load<Vector: SIMD>(_ i: Int, as type: Vector.Type) -> Vector where Vector.Scalar == Pointee, Vector: BitwiseCopyable {
    unsafe UnsafeRawPointer(self + i).loadUnaligned(as: Vector.self)
  }

  /// Sets the numbers from element `i` on, at any alignment. That there is room is not checked.
  @inlinable @inline(__always)
  public func set<Vector: SIMD>(_ i: Int, _ vector: Vector) where Vector.Scalar == Pointee, Vector: BitwiseCopyable {
    unsafe UnsafeMutableRawPointer(self + i).storeBytes(of: vector, as: Vector.self)
  }
}

extension DoubleLanes {
  /// In one instruction or two; the library's conversion is a call where it is used often.
  @inlinable @inline(__always)
  public init(widening v: HalfLanes) {
    self.init(Double(v[0]), Double(v[1]), Double(v[2]), Double(v[3]), Double(v[4]), Double(v[5]), Double(v[6]), Double(v[7]))
  }

  /// 0 to 7.
  @inlinable
  public static var indices: SIMD8<Int64> { SIMD8<Int64>(0, 1, 2, 3, 4, 5, 6, 7) }
}

extension HalfLanes {
  /// In one instruction or two; the library's conversion is a call where it is used often.
  @inlinable @inline(__always)
  public init(rounding v: DoubleLanes) {
    self.init(Float(v[0]), Float(v[1]), Float(v[2]), Float(v[3]), Float(v[4]), Float(v[5]), Float(v[6]), Float(v[7]))
  }
}

/// Calls `body` with the first of each eight elements that together cover `range`. The last eight may begin among those before; of a range
/// of fewer than eight the only ones end behind it.
@inlinable @inline(__always)
public func forEachEight(_ range: Range<Int>, _ body: (Int) -> Void) {
  let last = max(range.lowerBound, range.upperBound &- 8)
  var i = range.lowerBound
  while true {
    body(i)
    if i >= last { return }
    i = min(i &+ 8, last)
  }
}
