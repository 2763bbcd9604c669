/// Numbers that are worked on at once: a vector of 64 bytes, where the processor has such, and several shorter ones where it has not.
///
/// What one vector has written is best read as one vector again: a load that spans several stores waits until they have left the processor.
typealias Lanes = SIMD16<Float>
/// Half as many, in double precision as many bytes.
typealias HalfLanes = SIMD8<Float>
typealias DoubleLanes = SIMD8<Double>

extension UnsafePointer {
  /// The numbers from element `i` on.
  @inline(__always)
  func load<Vector: SIMD>(_ i: Int, as type: Vector.Type) -> Vector where Vector.Scalar == Pointee, Vector: BitwiseCopyable {
    unsafe UnsafeRawPointer(self + i).loadUnaligned(as: Vector.self)
  }
}

extension UnsafeMutablePointer {
  /// The numbers from element `i` on.
  @inline(__always)
  func load<Vector: SIMD>(_ i: Int, as type: Vector.Type) -> Vector where Vector.Scalar == Pointee, Vector: BitwiseCopyable {
    unsafe UnsafeRawPointer(self + i).loadUnaligned(as: Vector.self)
  }

  /// Sets the numbers from element `i` on.
  @inline(__always)
  func set<Vector: SIMD>(_ i: Int, _ vector: Vector) where Vector.Scalar == Pointee, Vector: BitwiseCopyable {
    unsafe UnsafeMutableRawPointer(self + i).storeBytes(of: vector, as: Vector.self)
  }
}

extension UnsafePointer<Float> {
  /// The numbers from element `i` on.
  @inline(__always)
  func lanes(_ i: Int) -> Lanes { unsafe load(i, as: Lanes.self) }
}

extension UnsafeMutablePointer<Float> {
  /// The numbers from element `i` on.
  @inline(__always)
  func lanes(_ i: Int) -> Lanes { unsafe load(i, as: Lanes.self) }
}

extension DoubleLanes {
  /// In one instruction or two; the library's conversion is a call where it is used often.
  @inline(__always)
  init(widening v: HalfLanes) {
    self.init(Double(v[0]), Double(v[1]), Double(v[2]), Double(v[3]), Double(v[4]), Double(v[5]), Double(v[6]), Double(v[7]))
  }

  static var indices: SIMD8<Int64> { SIMD8<Int64>(0, 1, 2, 3, 4, 5, 6, 7) }
}

extension HalfLanes {
  /// In one instruction or two; the library's conversion is a call where it is used often.
  @inline(__always)
  init(rounding v: DoubleLanes) {
    self.init(Float(v[0]), Float(v[1]), Float(v[2]), Float(v[3]), Float(v[4]), Float(v[5]), Float(v[6]), Float(v[7]))
  }
}

extension Lanes {
  /// Sets the elements from `count` on to 0.
  @inline(__always)
  mutating func clear(from count: Int) {
    let index = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    replace(with: 0, where: SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: count)) .<= index)
  }

  /// a₀, b₀, a₁, b₁, …
  @inline(__always)
  init(interleaving a: HalfLanes, _ b: HalfLanes) {
    self.init()
    evenHalf = a
    oddHalf = b
  }

  /// The even and the odd ones of 32 numbers × `scale`.
  @inline(__always)
  static func apart(_ numbers: UnsafePointer<Double>, _ scale: Double) -> (even: Lanes, odd: Lanes) {
    @inline(__always) func narrow(_ i: Int) -> HalfLanes { unsafe HalfLanes(scale * numbers.load(i, as: DoubleLanes.self)) }
    let first = Lanes(lowHalf: narrow(0), highHalf: narrow(8)), second = Lanes(lowHalf: narrow(16), highHalf: narrow(24))
    return (Lanes(lowHalf: first.evenHalf, highHalf: second.evenHalf), Lanes(lowHalf: first.oddHalf, highHalf: second.oddHalf))
  }
}
