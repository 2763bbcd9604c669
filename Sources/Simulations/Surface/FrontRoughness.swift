public import Fields
import Foundation

/// Random waviness of a front: f(x) = Σ aₘ cos(qₘ x + φₘ) with the mean zero and a root mean square that is met exactly. Over a plane the
/// waves have all directions, cos(qₘ x + pₘ y + φₘ), between mirrors cos qₘx cos pₘy.
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
    /// p, 1/m.
    var depthWavenumber = 0.0
    let phase: Double
    /// Of a wave along the width and one along the depth, as between mirrors.
    var isProduct = false
  }

  let modes: [Mode]
  private let sides: Closure

  /// A number of waves with random amplitudes, none preferred.
  /// - Parameters:
  ///   - amplitude: root mean square of the height, m, ≥ 0.
  ///   - modes: number of cosines, ≥ 1.
  ///   - width: of the front, m, > 0.
  ///   - depth: of a front that is a plane, m, > 0: all its waves that are no shorter than the shortest along the width.
  public init(amplitude: Double, modes count: Int, seed: Int, width: Double, depth: Double? = nil, sides: Closure) {
    self.sides = sides
    let random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
    var modes =
      depth.map { Self.waves(random, modes: count, width: width, depth: $0, sides: sides) }
      ?? Self.waves(random, modes: count, width: width, sides: sides)
    let square = modes.reduce(0) { sum, mode in
      let axes = mode.isProduct ? 0.25 : 0.5
      return sum + axes * mode.amplitude * mode.amplitude
    }
    let scale = amplitude / square.squareRoot()
    for m in modes.indices { modes[m].amplitude *= scale }
    self.modes = modes
  }

  private static func waves(_ random: SplitMix64, modes count: Int, width: Double, sides: Closure) -> [Mode] {
    let wave = (sides == .periodic ? 2 : 1) * Double.pi / width
    return (1...count).map { m in
      // Three numbers of the stream for each mode: two make the amplitude, one the phase.
      Mode(
        amplitude: random.normal(2 * UInt64(m)), wavenumber: wave * Double(m),
        phase: sides == .periodic ? 2 * .pi * random.uniform(4 * UInt64(m) + 2) : 0)
    }
  }

  private static func waves(_ random: SplitMix64, modes count: Int, width: Double, depth: Double, sides: Closure) -> [Mode] {
    let base = (sides == .periodic ? 2 : 1) * Double.pi
    return indices(modes: count, width: width, depth: depth, sides: sides).map { m, n in
      // As along a line, three numbers of the stream for each wave, of a place in it that m and n alone decide.
      let place = UInt64(m) << 24 + UInt64(n + 1 << 20)
      return Mode(
        amplitude: random.normal(2 * place), wavenumber: base * Double(m) / width, depthWavenumber: base * Double(n) / depth,
        phase: sides == .periodic ? 2 * .pi * random.uniform(4 * place + 2) : 0, isProduct: sides == .mirrored && m > 0 && n > 0)
    }
  }

  /// Numbers of waves along width and depth, of which one direction stands for both.
  private static func indices(modes count: Int, width: Double, depth: Double, sides: Closure) -> [(m: Int, n: Int)] {
    let most = Int((Double(count) * depth / width).rounded(.down))
    return (0...count).flatMap { m in
      ((sides == .periodic && m > 0 ? -most : 0)...most).compactMap { n in
        let along = Double(m) / Double(count), across = Double(n) / (Double(count) * depth / width)
        return (m > 0 || n > 0) && along * along + across * across <= 1 + 1e-12 ? (m, n) : nil
      }
    }
  }

  /// Waves of a front that is a plane.
  public static func waveCount(modes count: Int, width: Double, depth: Double, sides: Closure) -> Int {
    guard Double(count) * max(1, depth / width) < 1e3 else { return .max }
    return indices(modes: count, width: width, depth: depth, sides: sides).count
  }

  /// A surface with a given power spectrum: mode m has the amplitude √(2 S(qₘ) Δq), scaled as a whole to the root mean square, and a
  /// random phase, a random sign between mirrored sides. Each surface then has the spectrum itself, not only the mean over many
  /// seeds (Shinozuka & Deodatis, Appl. Mech. Rev. 44 (1991) 191).
  /// - Parameters:
  ///   - amplitude: root mean square of the height, m, ≥ 0.
  ///   - width: of the front, m, ≥ the shortest wavelength.
  public init(amplitude: Double, spectrum: RoughnessSpectrum, seed: Int, width: Double, sides: Closure) {
    self.sides = sides
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

  /// f over a plane (m), and the square of its gradient.
  public func height(_ x: Double, _ y: Double) -> (height: Double, squaredSlope: Double) {
    var f = 0.0, fx = 0.0, fy = 0.0
    for mode in modes {
      let a = mode.amplitude, q = mode.wavenumber, p = mode.depthWavenumber
      if sides == .periodic {
        let angle = q * x + p * y + mode.phase
        f += a * cos(angle)
        fx -= a * q * sin(angle)
        fy -= a * p * sin(angle)
      } else {
        f += a * cos(q * x) * cos(p * y)
        fx -= a * q * sin(q * x) * cos(p * y)
        fy -= a * p * cos(q * x) * sin(p * y)
      }
    }
    return (f, fx * fx + fy * fy)
  }

  /// f′.
  public func slope(_ x: Double) -> Double {
    modes.reduce(0) { $0 - $1.amplitude * $1.wavenumber * sin($1.wavenumber * x + $1.phase) }
  }
}
