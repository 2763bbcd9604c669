import Fields

/// One complex number or two neighbouring ones, real and imaginary parts by turns.
protocol ModeLanes: SIMD<Double>, BitwiseCopyable {
  /// Real parts of one and imaginary parts of the other.
  init(real: Self, imaginary: Self)
  /// Real and imaginary parts exchanged.
  var exchanged: Self { get }
  /// The last number first.
  var reversed: Self { get }
  /// Each number times that of `other`.
  func times(_ other: Self) -> Self
  /// Factors of the modes from a number on: one for both parts of each, or one for each part.
  static func factors(_ pointer: UnsafeMutablePointer<Double>, _ mode: Int, areShared: Bool) -> Self
}

extension ModeLanes {
  @inline(__always) var conjugates: Self { Self(real: self, imaginary: -self) }
}

extension SIMD2<Double>: ModeLanes {
  @inline(__always) init(real: Self, imaginary: Self) { self.init(real.x, imaginary.y) }
  @inline(__always) var exchanged: Self { Self(y, x) }
  @inline(__always) var reversed: Self { self }

  @inline(__always)
  static func factors(_ pointer: UnsafeMutablePointer<Double>, _ mode: Int, areShared: Bool) -> Self {
    unsafe areShared ? Self(repeating: pointer[mode]) : pointer.load(2 * mode, as: Self.self)
  }
}

extension SIMD4<Double>: ModeLanes {
  @inline(__always) init(real: Self, imaginary: Self) { self.init(real[0], imaginary[1], real[2], imaginary[3]) }
  @inline(__always) var exchanged: Self { Self(self[1], self[0], self[3], self[2]) }
  @inline(__always) var reversed: Self { Self(self[2], self[3], self[0], self[1]) }

  @inline(__always)
  func times(_ a: Self) -> Self {
    let product = a.exchanged * Self(self[1], self[1], self[3], self[3]), sum = a * Self(self[0], self[0], self[2], self[2])
    return Self(real: sum - product, imaginary: sum + product)
  }

  @inline(__always)
  static func factors(_ pointer: UnsafeMutablePointer<Double>, _ mode: Int, areShared: Bool) -> Self {
    if !areShared { return unsafe pointer.load(2 * mode, as: Self.self) }
    let factors = unsafe pointer.load(mode, as: SIMD2<Double>.self)
    return Self(factors.x, factors.x, factors.y, factors.y)
  }
}
