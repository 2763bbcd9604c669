import Testing

@testable import Validations

@Suite struct InclusionTests {
  @Test func explore() {
    let clock = ContinuousClock()
    for (radius, cells) in [(10.0, 336), (20, 672)] {
      for ratio in Inclusion.ratios {
        for shift in [0, 0.25, 0.5, 0.75] {
          var r = Inclusion.Result()
          let t = clock.measure { r = Inclusion.solve(ratio: ratio, radius: radius + shift, cells: cells) }
          print("CYL", radius + shift, ratio, r, t)
        }
      }
    }
    for (radius, cells) in [(6.0, 48), (6.0, 96)] {
      for ratio in [0.01, 3] {
        let r = Inclusion.solve(ratio: ratio, radius: radius, cells: cells, isSphere: true)
        print("SPH", radius, ratio, r)
      }
    }
  }
}
