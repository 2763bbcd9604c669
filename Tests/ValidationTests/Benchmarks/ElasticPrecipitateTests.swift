import Foundation
import Testing

@testable import Validations

/// PFHub 4a. The numbers are those of a Fourier SBDF2 in NumPy with Khachaturyan's elasticity on 200² cells.
@Suite struct ElasticPrecipitateTests {
  @Test func theSlopeIsThatOfTheDensity() {
    for eta in [0.01, 0.2, 0.5, 0.77, 0.99] {
      let h = 1e-5
      let density = (ElasticPrecipitateProblem.density(eta + h) - ElasticPrecipitateProblem.density(eta - h)) / (2 * h)
      #expect(abs(density - ElasticPrecipitateProblem.slope(eta)) < 1e-8)
      let share = (ElasticPrecipitateProblem.share(eta + h) - ElasticPrecipitateProblem.share(eta - h)) / (2 * h)
      #expect(abs(share - ElasticPrecipitateProblem.shareSlope(eta)) < 1e-8)
    }
  }

  @Test func theStartIsThatOfAnotherProgram() throws {
    let result = try ElasticPrecipitateProblem.run(cells: 200, timeStep: 0.1, times: [10])
    for (sample, expected) in zip(result.samples, [ElasticPrecipitateProblem.reference[0], ElasticPrecipitateProblem.reference[1]]) {
      #expect(abs(sample.chemical / expected.chemical - 1) < 0.002, "\(sample)")
      #expect(abs(sample.gradient / expected.gradient - 1) < 0.005, "\(sample)")
      #expect(abs(sample.elastic / expected.elastic - 1) < 0.005, "\(sample)")
    }
    #expect(abs(result.samples[1].area / result.samples[0].area - 1) < 1e-13)
  }
}
