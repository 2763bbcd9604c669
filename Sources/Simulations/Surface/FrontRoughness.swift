public import Fields
import Foundation

/// Random waviness of a front: f(x) = Σ aₘ cos(qₘ x + φₘ) with the mean zero and a root mean square that is met exactly.
///
/// Sides that repeat take whole waves with random phases, qₘ = 2πm/L; mirrored sides half waves without phase, qₘ = πm/L, whose
/// slope vanishes at both. What is random in a mode depends on the seed and m alone: neither the grid nor the number of modes changes
/// the others' proportions.
public struct FrontRoughness: Sendable {
  struct Mode: Sendable {
    /// m.
    var amplitude: Double
    /// 1/m.
    let wavenumber: Double
    let phase: Double
  }

  let modes: [Mode]

  /// A number of waves with random amplitudes, none preferred.
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

  /// A surface with a given power spectrum: mode m has the amplitude √(2 S(qₘ) Δq), scaled as a whole to the root mean square, and a
  /// random phase, a random sign between mirrored sides. Each surface then has the spectrum itself, not only the mean over many
  /// seeds (Shinozuka & Deodatis, Appl. Mech. Rev. 44 (1991) 191).
  /// - Parameters:
  ///   - amplitude: root mean square of the height, m, ≥ 0.
  ///   - width: of the front, m, ≥ the shortest wavelength.
  public init(amplitude: Double, spectrum: RoughnessSpectrum, seed: Int, width: Double, sides: Closure) {
    let random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
    let wave = (sides == .periodic ? 2 : 1) * Double.pi / width
    let count = spectrum.modeCount(width: width, sides: sides)
    let densities = (0..<count).map { spectrum.density(wave * Double($0 + 1)) }
    let scale = amplitude * (2 / densities.reduce(0, +)).squareRoot()
    modes = (1...count).map { m in
      let number = random.uniform(UInt64(m))
      return Mode(
        amplitude: scale * densities[m - 1].squareRoot() * (sides == .mirrored && number < 0.5 ? -1 : 1),
        wavenumber: wave * Double(m), phase: sides == .periodic ? 2 * .pi * number : 0)
    }
  }

  /// The surface about height zero, in pieces so short that they leave the finest wave by at most 0.12 % of its amplitude.
  /// - Parameter width: of the front, m.
  public func outline(width: Double) -> FrontOutline {
    let finest = 2 * .pi / (modes.map(\.wavenumber).max() ?? .infinity)
    let count = max(1, Int((64 * width / finest).rounded(.up)))
    return FrontOutline([
      (0...count).map { index in
        let x = width * Double(index) / Double(count)
        return FrontOutline.Point(x: x, z: height(x))
      }
    ])
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
