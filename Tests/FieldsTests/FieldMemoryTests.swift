import Fields
import Testing

@Suite struct FieldMemoryTests {
  /// The right ghost of a row lies next to the left one of the following row.
  @Test(arguments: 1...40) func noElementIsSharedByTwoRows(_ width: Int) {
    func check<Scalar>(_ field: Field<Scalar>) {
      let n = field.grid.width
      for r in 0..<field.grid.rowCount {
        var row = unsafe field.row(r, n).mutableSpan
        for i in 0..<n + 2 { row[i] = Scalar(r * (n + 2) + i) }
      }
      for r in 0..<field.grid.rowCount {
        let row = unsafe field.row(r, n).span
        for i in 0..<n + 2 {
          let isKept = row[i] == Scalar(r * (n + 2) + i)
          #expect(isKept, "element \(i) of row \(r)")
        }
      }
    }
    let grid = Grid(width: width, depth: 2, growth: 3, widthSpacing: 1)
    check(ScalarField(grid))
    check(Field<Float>(grid))
  }

  @Test func copiesAndFillsReachTheLastGhost() {
    let grid = Grid(width: 6, growth: 2, widthSpacing: 1)
    let field = ScalarField(grid, 3), copy = ScalarField(grid)
    let last = unsafe field.row(1, 6).span[7]
    #expect(last == 3)
    copy.assign(field)
    let copied = unsafe copy.row(1, 6).span[7]
    #expect(copied == 3)
  }

  @Test func fieldsOfOneNumberShareTheirMemoryWhateverTheirGrid() {
    let grid = Grid(width: 8, depth: 3, growth: 4, widthSpacing: 1), small = Grid(width: 5, growth: 2, widthSpacing: 1)
    let scratch = Scratch(grid)
    let first = scratch.field(0, on: grid), again = scratch.field(0, on: grid), other = scratch.field(1, on: grid)
    first.fill(7)
    #expect(again[4, 2, 3] == 7)
    #expect(other[4, 2, 3] == 0)
    scratch.field(0, on: small).fill(2)
    #expect(first[0, 0, 0] == 2)
    #expect(first[7, 2, 3] == 7)
  }

  @Test func sparseCopiesKeepBitsAndClearTheRest() {
    let grid = Grid(width: 5, growth: 4, widthSpacing: 1)
    let field = ScalarField(grid), copy = ScalarField(grid, 9)
    field[2, 0, 1] = 4
    field[1, 0, 2] = -0.0
    copy.assign(sparse: field)
    #expect(copy[2, 0, 1] == 4 && copy.sum() == 4)
    #expect(copy[1, 0, 2].sign == .minus && copy[1, 0, 3].sign == .plus)
    #expect([0, 1, 2, 3].map(copy.isClear) == [true, false, false, true])
    copy.clear(2)
    #expect(copy[1, 0, 2].sign == .plus)
  }

  @Test func exchangedFieldsHaveWhatTheOtherHad() {
    let grid = Grid(width: 5, depth: 2, growth: 3, widthSpacing: 1)
    let first = ScalarField(grid, 1), second = ScalarField(grid)
    second.fill { x, y, z in x + 10 * y + 100 * z }
    let value = second[3, 1, 2]
    first.exchange(with: second)
    #expect(first[3, 1, 2] == value && second[3, 1, 2] == 1)
    let ghost = unsafe first.row(0, 5).span[0]
    #expect(ghost == first[4, 0, 0])
  }

  @Test(arguments: [1, 7, 8, 9, 30]) func extremaSeeEveryCellAndNoGhost(_ width: Int) {
    let grid = Grid(width: width, growth: 2, widthSpacing: 1, widthClosure: .mirrored)
    for i in 0..<width {
      let field = ScalarField(grid, 2)
      field[i, 0, 1] = 5
      field[i, 0, 0] = -3
      #expect(field.maximum() == 5 && field.minimum() == -3)
      let other = ScalarField(grid, 1)
      #expect(field.largestDifference(from: other) == 4 && other.largestDifference(from: field) == 4)
      field[i, 0, 1] = .nan
      #expect(field.maximum().isNaN && field.minimum().isNaN)
      #expect(field.largestDifference(from: other).isNaN)
    }
  }
}
