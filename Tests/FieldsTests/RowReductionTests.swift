import Fields
import Testing

/// Against comparisons of the numbers one by one.
@Suite struct RowReductionTests {
  private static let rows: [[Double]] = [
    [], [0], [1, 2, 3], [-1], [0, 0, -1e-300, 0], [5, -7, 3, 2, 1, 0, 4, 6, -2], (0..<100).map { Double($0 * 37 % 101) - 50 },
    [1, .infinity, 2], [-.infinity, 1],
  ]

  @Test(arguments: rows) func findsANegativeNumber(_ row: [Double]) {
    #expect(isNegativeAnywhere(0..<row.count) { row[$0] } == row.contains { $0 < 0 })
  }

  @Test(arguments: rows) func findsTheLargestMagnitude(_ row: [Double]) {
    #expect(largestMagnitude(0..<row.count) { row[$0] } == row.map(abs).max() ?? 0)
  }

  @Test func isOfTheCellsOfItsRange() {
    let row = [-9.0, 1, 2, -3, 4, -9]
    #expect(!isNegativeAnywhere(1..<3) { row[$0] } && isNegativeAnywhere(1..<4) { row[$0] })
    #expect(largestMagnitude(1..<5) { row[$0] } == 4)
  }

  @Test(arguments: [Double.nan, -Double.nan]) func aNaNIsTheLargest(_ nan: Double) {
    let row = [1, nan, .infinity, 2]
    #expect(largestMagnitude(0..<row.count) { row[$0] }.isNaN)
  }
}
