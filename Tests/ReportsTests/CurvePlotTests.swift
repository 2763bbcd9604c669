import Pictures
import Testing

@testable import Reports

/// How a plot of a report spaces its ordinate.
@Suite struct CurvePlotTests {
  private func isLogarithmic(_ values: [Double]) -> Bool {
    let points = values.enumerated().map { SIMD2(Double($0.offset), $0.element) }
    return CurvePlot(
      AxisQuantity("roughness", unit: "um"), over: AxisQuantity("time", unit: "s"), [CurvePlot.Line(name: "a", number: 0, points: points)],
      span: [0, 1]
    ).isLogarithmic
  }

  @Test func decadesAreSpacedEvenlyButRoundOffIsNone() {
    #expect(isLogarithmic([0.001, 0.5, 1]))
    #expect(!isLogarithmic([0.1, 0.5, 1]))
    #expect(!isLogarithmic([0, 0.5, 1]))
    // A flat front whose roughness is what its mean height leaves over.
    #expect(!isLogarithmic([3e-16, 0.001, 1]))
  }
}
