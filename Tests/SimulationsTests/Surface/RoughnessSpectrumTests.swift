import Fields
import Foundation
import Testing

@testable import Simulations

@Suite struct RoughnessSpectrumTests {
  static let width = 80e-6
  static let amplitude = 0.3e-6

  /// Mean of f(x) f(x + r) over the width and its repetitions, from samples fine enough for every product of two waves.
  private func correlation(_ front: FrontRoughness, at shift: Double, samples: Int, period: Double) -> Double {
    let sum = (0..<samples).reduce(0.0) { sum, index in
      let x = period * (Double(index) + 0.5) / Double(samples)
      return sum + front.height(x) * front.height(x + shift)
    }
    return sum / Double(samples)
  }

  @Test(arguments: [Closure.periodic, .mirrored]) func aGaussianSurfaceHasItsAutocorrelation(sides: Closure) {
    let length = 4e-6
    let front = FrontRoughness(
      amplitude: Self.amplitude, spectrum: RoughnessSpectrum(correlationLength: length), seed: 5, width: Self.width, sides: sides)
    #expect(front.modes.count == (sides == .periodic ? 20 : 40))
    let period = sides == .periodic ? Self.width : 2 * Self.width
    let variance = correlation(front, at: 0, samples: 128, period: period)
    #expect(abs(variance / (Self.amplitude * Self.amplitude) - 1) < 1e-12)
    // The wave of the whole width is missing from a surface whose mean is zero: √π ξ/L of the variance, 1/(1 − 0.0886) in scale.
    let missing = Double.pi.squareRoot() * length / period
    for shift in [0.5, 1, 1.5, 2, 4] {
      let exact = (exp(-shift * shift) - missing) / (1 - missing)
      let found = correlation(front, at: shift * length, samples: 128, period: period) / variance
      #expect(abs(found - exact) < 1e-4, "\(shift): \(found), \(exact)")
    }
  }

  @Test func aSelfAffineSurfaceOfExponentOneHalfIsExponentiallyCorrelated() {
    let length = 2e-6
    let spectrum = RoughnessSpectrum(correlationLength: length, hurstExponent: 0.5)
    let front = FrontRoughness(amplitude: Self.amplitude, spectrum: spectrum, seed: 5, width: Self.width, sides: .periodic)
    #expect(front.modes.count == 400)
    let variance = correlation(front, at: 0, samples: 1024, period: Self.width)
    #expect(abs(variance / (Self.amplitude * Self.amplitude) - 1) < 1e-12)
    // Missing: the wave of the whole width, 2ξ/L = 5 %, and the waves shorter than ξ/10, (2/π) atan(1/20π) = 1 %.
    let wave = 2 * length / Self.width, fine = 2 / Double.pi * atan(0.1 / (2 * .pi))
    for shift in [0.5, 1, 2, 3] {
      let exact = (exp(-shift) - wave) / (1 - wave - fine)
      let found = correlation(front, at: shift * length, samples: 1024, period: Self.width) / variance
      #expect(abs(found - exact) < 3e-3, "\(shift): \(found), \(exact)")
    }
  }

  @Test func aSmallerExponentIsMoreJagged() {
    // Mean square slope over that of the Gaussian surface, σ²·2/ξ²: grows as the exponent falls.
    let slopes = [nil, 0.8, 0.5, 0.2].map { exponent in
      let spectrum = RoughnessSpectrum(correlationLength: 2e-6, hurstExponent: exponent, shortestWavelength: 0.2e-6)
      let front = FrontRoughness(amplitude: Self.amplitude, spectrum: spectrum, seed: 1, width: Self.width, sides: .periodic)
      return (0..<2048).reduce(0.0) { sum, index in
        let slope = front.slope(Self.width * Double(index) / 2048)
        return sum + slope * slope / 2048
      }
    }
    // The wave of the whole width, which is missing, has 4.4 % of the variance and no slope.
    #expect(abs(slopes[0] / (2 * 0.09e-12 / 4e-12) - 1 / (1 - 0.0443)) < 1e-3)
    #expect(slopes == slopes.sorted())
  }

  @Test func oneSeedOneSurfaceAndFinerWavesKeepTheCoarse() {
    func front(_ seed: Int, shortest: Double = 2e-6) -> FrontRoughness {
      let spectrum = RoughnessSpectrum(correlationLength: 4e-6, hurstExponent: 0.7, shortestWavelength: shortest)
      return FrontRoughness(amplitude: Self.amplitude, spectrum: spectrum, seed: seed, width: Self.width, sides: .periodic)
    }
    #expect(front(3).height(1e-6) == front(3).height(1e-6))
    #expect(front(3).height(1e-6) != front(4).height(1e-6))
    let coarse = front(3), fine = front(3, shortest: 0.5e-6)
    #expect(coarse.modes[4].phase == fine.modes[4].phase)
    #expect(abs(coarse.modes[4].amplitude / coarse.modes[0].amplitude - fine.modes[4].amplitude / fine.modes[0].amplitude) < 1e-12)
  }

  @Test(arguments: [Closure.periodic, .mirrored]) func theOutlineFollowsTheWaves(sides: Closure) {
    let front = FrontRoughness(
      amplitude: Self.amplitude, spectrum: RoughnessSpectrum(correlationLength: 4e-6), seed: 2, width: Self.width, sides: sides)
    let outline = front.outline(width: Self.width).raised(by: 5e-6)
    #expect(abs(outline.meanHeight(width: Self.width) - 5e-6) < 1e-12)
    let initial = InitialFront(outline: outline, width: Self.width, sides: sides)
    for x in stride(from: 0.3e-6, to: Self.width, by: 3.1e-6) {
      // On the surface, and a small step along its normal.
      let slope = front.slope(x), norm = (1 + slope * slope).squareRoot(), step = 20e-9
      #expect(abs(initial.distance(x: x, z: 5e-6 + front.height(x))) < 2e-10)
      #expect(abs(initial.distance(x: x - slope / norm * step, z: 5e-6 + front.height(x) + step / norm) - step) < 3e-10)
    }
  }
}
