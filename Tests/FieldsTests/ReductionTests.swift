import Fields
import Testing

@Suite struct ReductionTests {
  @Test func sumsAreTheSameBitsForAnyThreadCount() {
    let grid = Grid(width: 301, growth: 257, widthSpacing: 1)
    let field = ScalarField(grid)
    field.fill { x, _, z in (x * 12.9898 + z * 78.233).truncatingRemainder(dividingBy: 1) - 0.3 }
    Tiling.threadBudget = 1
    let serial = (field.sum(), field.dot(field), field.maximum(), field.minimum())
    for threads in 2...5 {
      Tiling.threadBudget = threads
      #expect(field.sum() == serial.0)
      #expect(field.dot(field) == serial.1)
      #expect(field.maximum() == serial.2)
      #expect(field.minimum() == serial.3)
    }
    Tiling.threadBudget = Topology.processorCount
  }

  @Test func sumLosesNothingToCancellation() {
    let grid = Grid(width: 1, growth: 4, widthSpacing: 1)
    let field = ScalarField(grid)
    for (k, value) in [1.0, 1e100, 1.0, -1e100].enumerated() { field[0, 0, k] = value }
    #expect(field.sum() == 2)
  }
}
