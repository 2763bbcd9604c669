import Foundation

/// Random numbers that depend on a seed and a counter alone, so that they are the same in any order, on any number of threads and
/// after a restart: Philox4x32-10 (Salmon, Moraes, Dror & Shaw, Proc. SC11 (2011) 16).
public struct RandomStream: Sendable {
  private let key: (UInt32, UInt32)

  public init(seed: UInt64) { key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)) }

  /// The four 32-bit words of a counter.
  @inlinable
  public static func block(
    _ counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var c = counter, k = key
    for _ in 0..<10 {
      let first = 0xD251_1F53 * UInt64(c.0), second = 0xCD9E_8D57 * UInt64(c.2)
      c = (
        UInt32(truncatingIfNeeded: second >> 32) ^ c.1 ^ k.0, UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ c.3 ^ k.1, UInt32(truncatingIfNeeded: first)
      )
      k = (k.0 &+ 0x9E37_79B9, k.1 &+ 0xBB67_AE85)
    }
    return c
  }

  /// A number of the standard normal distribution for a step and a cell, by the method of Box and Muller.
  public func normal(step: UInt64, cell: UInt64) -> Double {
    let words = Self.block(
      (
        UInt32(truncatingIfNeeded: cell), UInt32(truncatingIfNeeded: cell >> 32), UInt32(truncatingIfNeeded: step),
        UInt32(truncatingIfNeeded: step >> 32)
      ), key: key)
    // 53 bits each, the first in (0, 1].
    let first = Double((UInt64(words.0) << 21 ^ UInt64(words.1) >> 11) + 1) * 0x1p-53
    let second = Double(UInt64(words.2) << 21 ^ UInt64(words.3) >> 11) * 0x1p-53
    return (-2 * log(first)).squareRoot() * cos(2 * Double.pi * second)
  }
}
