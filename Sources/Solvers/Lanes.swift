import Fields

/// Numbers of the multigrid cycle that are worked on at once.
typealias Lanes = SIMD16<Float>

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

extension Lanes {
  /// Sets the elements from `count` on to 0.
  @inline(__always)
  mutating func clear(from count: Int) {
    let index = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    replace(with: 0, where: SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: count)) .<= index)
  }

  /// 1 over each sum of a cell's coefficients, over 1 where there is none, so that the cell keeps its source's zero.
  @inline(__always)
  var inverseSums: Lanes { 1 / replacing(with: 1, where: .!(self .> 0)) }

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
