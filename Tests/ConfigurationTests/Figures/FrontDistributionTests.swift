import Fields
import Foundation
import Physics
import Testing

@testable import Configuration

/// Distributions over fronts whose shapes have closed forms.
@Suite struct FrontDistributionTests {
  private static let spacing = 1e-7, halfWidth = 2e-7

  /// ξ of a distance, and a quantity of the place that is no number far from the front.
  private static func fields(
    _ grid: Grid, distance: (_ x: Double, _ y: Double, _ z: Double) -> Double, quantity: (_ x: Double, _ y: Double, _ z: Double) -> Double
  ) -> (order: ScalarField, quantity: ScalarField) {
    let order = ScalarField(grid), values = ScalarField(grid)
    order.fill { x, y, z in OrderParameter.profile(distance(x, y, z), halfWidth: halfWidth) }
    values.fill { x, y, z in abs(distance(x, y, z)) < 1.5 * halfWidth ? quantity(x, y, z) : .nan }
    return (order, values)
  }

  @Test func aFlatFrontHasOneValue() throws {
    let grid = Grid(width: 32, growth: 48, widthSpacing: Self.spacing, widthClosure: .mirrored)
    let (order, current) = Self.fields(grid) { _, _, z in
      z - 2.43e-6
    } quantity: { _, _, _ in
      20
    }
    let found = FrontDistribution(current, on: order, halfWidth: Self.halfWidth)
    let mean = try #require(found.mean)
    #expect(abs(mean - 20) < 1e-12)
    let bins = HistogramBins(try #require(found.range), most: 40)
    let densities = found.densities(bins)
    #expect(densities.count { $0 > 0 } == 1)
    #expect(abs(densities[bins.index(20)] * bins.width - 1) < 1e-12)
  }

  /// i = i₀ + a cos θ on a circle has the cumulative distribution 1 − acos((i − i₀)/a)/π (the arcsine law).
  @Test func aCosineOnACircleIsArcsine() throws {
    let grid = Grid(width: 128, growth: 128, widthSpacing: Self.spacing, widthClosure: .mirrored)
    let middle = 64 * Self.spacing, radius = 43.7 * Self.spacing
    let (order, current) = Self.fields(grid) { x, _, z in
      hypot(x - middle, z - middle) - radius
    } quantity: { x, _, z in
      10 + 4 * (z - middle) / hypot(x - middle, z - middle)
    }
    let found = FrontDistribution(current, on: order, halfWidth: Self.halfWidth)
    let mean = try #require(found.mean)
    #expect(abs(mean - 10) < 1e-3)
    let bins = HistogramBins(6...14, most: 40)
    let densities = found.densities(bins), edges = bins.edges
    #expect(abs(densities.reduce(0, +) * bins.width - 1) < 1e-12)
    var sum = 0.0, worst = 0.0
    for index in densities.indices {
      sum += densities[index] * bins.width
      let exact = 1 - acos(min(max((edges[index + 1] - 10) / 4, -1), 1)) / .pi
      worst = max(worst, abs(sum - exact))
    }
    #expect(worst < 0.01)
    // Far from flat: ten times as dense at the ends as in the middle.
    #expect(densities[bins.index(13.9)] > 3 * densities[bins.index(10)])
  }

  /// The same on a sphere is uniform (Archimedes: zones of equal height have equal areas).
  @Test func aCosineOnASphereIsUniform() throws {
    let grid = Grid(
      width: 56, depth: 56, growth: 56, widthSpacing: Self.spacing, widthClosure: .mirrored, depthClosure: .mirrored)
    let middle = 28 * Self.spacing, radius = 20.3 * Self.spacing
    func length(_ x: Double, _ y: Double, _ z: Double) -> Double { hypot(hypot(x - middle, y - middle), z - middle) }
    let (order, current) = Self.fields(grid) { x, y, z in
      length(x, y, z) - radius
    } quantity: { x, y, z in
      // Along a direction of no axis.
      3 * (0.36 * (x - middle) + 0.48 * (y - middle) + 0.8 * (z - middle)) / length(x, y, z)
    }
    let found = FrontDistribution(current, on: order, halfWidth: Self.halfWidth)
    let mean = try #require(found.mean)
    #expect(abs(mean) < 1e-3)
    let bins = HistogramBins(-3...3, most: 12)
    let densities = found.densities(bins)
    for index in bins.index(-2.9)...bins.index(2.9) { #expect(abs(densities[index] * 6 - 1) < 0.03, "\(index): \(densities[index] * 6)") }
  }

  @Test func binsAreRoundAndHoldAllValues() {
    for (range, most, width) in [(0.0...80.0, 40, 2.0), (-3...7, 40, 0.5), (1e-4...9e-4, 8, 1e-4), (3...3.0001, 40, 1e-4), (0...0, 40, 1)] {
      let bins = HistogramBins(range, most: most)
      #expect(abs(bins.width / width - 1) < 1e-12, "\(range): \(bins.width)")
      #expect(bins.edges[1] <= range.lowerBound + 1e-12 && bins.edges[bins.count - 1] >= range.upperBound - 1e-12)
      #expect(bins.index(range.lowerBound) >= 1 && bins.index(range.upperBound) <= bins.count - 2)
      #expect(bins.count <= most + 4)
    }
  }
}
