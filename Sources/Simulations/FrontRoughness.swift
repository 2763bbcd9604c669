public import Fields
import Foundation

/// Random waviness of a front: f(x) = Σ aₘ cos(qₘ x + φₘ) with the mean zero and a root mean square that is met exactly.
///
/// Sides that repeat take whole waves with random phases, qₘ = 2πm/L; mirrored sides half waves without phase, qₘ = πm/L, whose
/// slope vanishes at both. Each mode's amplitude and phase depend on the seed and m alone: neither the grid nor the number of modes
/// changes the others' proportions.
public struct FrontRoughness: Sendable {
  struct Mode: Sendable {
    /// m.
    var amplitude: Double
    /// 1/m.
    let wavenumber: Double
    let phase: Double
  }

  let modes: [Mode]

  /// - Parameters:
  ///   - amplitude: root mean square of the height, m, ≥ 0.
  ///   - modes: number of cosines, ≥ 1.
  ///   - width: of the front, m, > 0.
  public init(amplitude: Double, modes count: Int, seed: Int, width: Double, sides: Closure) {
    let random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
    let wave = (sides == .periodic ? 2 : 1) * Double.pi / width
    var modes = (1...count).map { m in
      // Three numbers of the stream for each mode: two make the amplitude, one the phase.
      Mode(
        amplitude: random.normal(2 * UInt64(m)), wavenumber: wave * Double(m),
        phase: sides == .periodic ? 2 * .pi * random.uniform(4 * UInt64(m) + 2) : 0)
    }
    let square = modes.reduce(0) { $0 + 0.5 * $1.amplitude * $1.amplitude }
    let scale = amplitude / square.squareRoot()
    for m in modes.indices { modes[m].amplitude *= scale }
    self.modes = modes
  }

  /// f, m.
  public func height(_ x: Double) -> Double {
    modes.reduce(0) { $0 + $1.amplitude * cos($1.wavenumber * x + $1.phase) }
  }

  /// f′.
  public func slope(_ x: Double) -> Double {
    modes.reduce(0) { $0 - $1.amplitude * $1.wavenumber * sin($1.wavenumber * x + $1.phase) }
  }
}
