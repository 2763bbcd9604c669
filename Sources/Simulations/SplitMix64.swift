import Foundation

/// Random numbers that depend on a seed and a counter alone: the n-th number of a stream, without those before it.
///
/// The finaliser of SplitMix64 (Steele, Lea & Flood, OOPSLA 2014) over seed + n × the golden ratio.
public struct SplitMix64: Sendable {
  public let seed: UInt64

  public init(seed: UInt64) { self.seed = seed }

  /// Number `counter` of the stream: 64 random bits.
  public func bits(_ counter: UInt64) -> UInt64 {
    var z = seed &+ (counter &+ 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Evenly distributed in (0, 1).
  public func uniform(_ counter: UInt64) -> Double { (Double(bits(counter) >> 11) + 0.5) * 0x1p-53 }

  /// Of the standard normal distribution (Box–Muller), from numbers 2 × `counter` and 2 × `counter` + 1.
  public func normal(_ counter: UInt64) -> Double {
    (-2 * log(uniform(2 * counter))).squareRoot() * cos(2 * .pi * uniform(2 * counter + 1))
  }
}
