import Fields
import Foundation
import Testing

@testable import Simulations

@Suite struct InitialFrontTests {
  private func roughness(seed: Int = 3, modes: Int = 12, sides: Closure = .periodic) -> FrontRoughness {
    FrontRoughness(amplitude: 0.2e-6, modes: modes, seed: seed, width: 40e-6, sides: sides)
  }

  @Test(arguments: [Closure.periodic, .mirrored]) func theRootMeanSquareIsExact(sides: Closure) {
    let front = roughness(sides: sides)
    // 64 points resolve every product of two modes exactly.
    let heights = (0..<64).map { front.height((Double($0) + 0.5) / 64 * 40e-6) }
    let square = heights.reduce(0) { $0 + $1 * $1 } / 64
    #expect(abs(square.squareRoot() / 0.2e-6 - 1) < 1e-12)
    #expect(abs(heights.reduce(0, +)) < 1e-18)
  }

  @Test func oneSeedOneSurface() {
    #expect(roughness().height(1.3e-6) == roughness().height(1.3e-6))
    #expect(roughness(seed: 4).height(1.3e-6) != roughness().height(1.3e-6))
    // More modes keep the proportions of the others.
    let few = roughness(modes: 3).modes, many = roughness(modes: 9).modes
    #expect(abs(few[0].amplitude / few[2].amplitude - many[0].amplitude / many[2].amplitude) < 1e-12)
    #expect(few[1].phase == many[1].phase)
  }

  @Test func theRandomNumbersAreThePublishedOnes() {
    // First outputs of SplitMix64 for seed 1234567 (Vigna's reference implementation).
    let random = SplitMix64(seed: 1_234_567)
    #expect((0..<3).map { random.bits($0) } == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    let normals = (0..<20_000).map { random.normal($0) }
    #expect(abs(normals.reduce(0, +) / 20_000) < 0.02)
    #expect(abs(normals.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) < 0.03)
  }

  @Test func theProfileIsAsWideOnASlope() {
    let front = InitialFront(position: 5e-6, roughness: roughness(), width: 40e-6, sides: .periodic)
    let rough = roughness()
    for x in stride(from: 0.0, to: 40e-6, by: 3.7e-6) {
      let z = 5e-6 + rough.height(x)
      #expect(abs(front.distance(x: x, z: z)) < 1e-20)
      // Along the normal the distance is the length that was gone.
      let length = 1e-9, slope = rough.slope(x), norm = (1 + slope * slope).squareRoot()
      #expect(abs(front.distance(x: x - slope / norm * length, z: z + length / norm) / length - 1) < 1e-2)
    }
  }

  @Test func nucleiReachAcrossTheSides() {
    let nucleus = InitialFront.Nucleus(x: 1e-6, z: 5e-6, radius: 2e-6)
    let periodic = InitialFront(position: 5e-6, nuclei: [nucleus], width: 40e-6, sides: .periodic)
    #expect(abs(periodic.distance(x: 1e-6, z: 8e-6) - 1e-6) < 1e-18)
    #expect(abs(periodic.distance(x: 40e-6, z: 5e-6) + 1e-6) < 1e-18)
    let mirrored = InitialFront(position: 5e-6, nuclei: [nucleus], width: 40e-6, sides: .mirrored)
    #expect(abs(mirrored.distance(x: 40e-6, z: 5e-6)) < 1e-18)
    #expect(abs(mirrored.distance(x: 0, z: 5e-6) + 1e-6) < 1e-18)
    // Far away the plane is nearer.
    #expect(abs(periodic.distance(x: 20e-6, z: 6e-6) - 1e-6) < 1e-18)
  }
}
