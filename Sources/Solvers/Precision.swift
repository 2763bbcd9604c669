/// A precision that coefficients and directions may have. The conversions of `BinaryFloatingPoint` are calls where a generic function is
/// not specialised for both types at once; these are one instruction.
protocol Precision: BinaryFloatingPoint & SIMDScalar & Sendable {
  init(rounding value: Double)
  var asDouble: Double { get }
}

extension Float: Precision {
  @inline(__always) init(rounding value: Double) { self = Float(value) }
  @inline(__always) var asDouble: Double { Double(self) }
}

extension Double: Precision {
  @inline(__always) init(rounding value: Double) { self = value }
  @inline(__always) var asDouble: Double { self }
}
