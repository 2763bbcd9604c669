import Fields

/// A precision that coefficients and directions may have. The conversions of `BinaryFloatingPoint` are calls where a generic function is
/// not specialised for both types at once; these are one instruction.
protocol Precision: BinaryFloatingPoint & SIMDScalar & Sendable {
  init(rounding value: Double)
  var asDouble: Double { get }
  /// Eight numbers from element `i` on.
  static func lanes(_ from: UnsafePointer<Self>, _ i: Int) -> DoubleLanes
  /// Sets eight numbers from element `i` on.
  static func set(_ to: UnsafeMutablePointer<Self>, _ i: Int, _ lanes: DoubleLanes)
}

extension Float: Precision {
  @inline(__always) init(rounding value: Double) { self = Float(value) }
  @inline(__always) var asDouble: Double { Double(self) }
  @inline(__always) static func lanes(_ from: UnsafePointer<Float>, _ i: Int) -> DoubleLanes {
    unsafe DoubleLanes(widening: from.load(i, as: HalfLanes.self))
  }
  @inline(__always) static func set(_ to: UnsafeMutablePointer<Float>, _ i: Int, _ lanes: DoubleLanes) {
    unsafe to.set(i, HalfLanes(rounding: lanes))
  }
}

extension Double: Precision {
  @inline(__always) init(rounding value: Double) { self = value }
  @inline(__always) var asDouble: Double { self }
  @inline(__always) static func lanes(_ from: UnsafePointer<Double>, _ i: Int) -> DoubleLanes { unsafe from.load(i, as: DoubleLanes.self) }
  @inline(__always) static func set(_ to: UnsafeMutablePointer<Double>, _ i: Int, _ lanes: DoubleLanes) { unsafe to.set(i, lanes) }
}
