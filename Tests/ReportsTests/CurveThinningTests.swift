import Foundation
import Testing

@testable import Reports

@Suite struct CurveThinningTests {
  @Test func extremesEndsAndGapsStay() throws {
    var points = (0..<20_000).map { SIMD2(Double($0), sin(Double($0) / 300)) }
    points[7_001].y = 5
    points[12_345].y = -7
    points[15_000].y = .nan
    let thinned = CurveThinning.thinned(points)
    #expect(thinned.count <= 460)
    #expect(thinned.first == points.first && thinned.last == points.last)
    #expect(thinned.contains(points[7_001]) && thinned.contains(points[12_345]))
    #expect(thinned.count { !$0.y.isFinite } == 1)
    #expect(zip(thinned, thinned.dropFirst()).allSatisfy { $0.x < $1.x })
    // Between the points that stay lines leave the curve by less than a pixel of a plot of 200.
    let smooth = CurveThinning.thinned((0..<20_000).map { SIMD2(Double($0), sin(Double($0) / 3000)) })
    var largest = 0.0
    for (a, b) in zip(smooth, smooth.dropFirst()) {
      for x in stride(from: a.x, through: b.x, by: 1) {
        largest = max(largest, abs(a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) - sin(x / 3000)))
      }
    }
    #expect(largest < 2.0 / 200)
    #expect(CurveThinning.thinned(Array(points.prefix(300))).count == 300)
  }
}
