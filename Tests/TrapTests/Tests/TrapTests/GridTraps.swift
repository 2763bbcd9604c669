import Fields
import Testing

/// A grid or an access outside a grid that makes no sense stops the program at once.
@Suite struct GridTraps {
  @Test func gridWithoutCells() async {
    await #expect(processExitsWith: .failure) { _ = Grid(width: 0, growth: 8, widthSpacing: 1) }
  }

  @Test func gridWithNegativeCellEdge() async {
    await #expect(processExitsWith: .failure) { _ = Grid(width: 8, growth: 8, widthSpacing: -1) }
  }

  @Test func moreCellsThanAnIntegerCounts() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 1 << 40, growth: 1 << 40, widthSpacing: 1)
      print(grid.cellCount)
    }
  }

  @Test func fieldLargerThanTheMemoryItShares() async {
    await #expect(processExitsWith: .failure) {
      let scratch = Scratch(Grid(width: 8, growth: 8, widthSpacing: 1))
      print(scratch.field(0, on: Grid(width: 8, growth: 80, widthSpacing: 1)).sum())
    }
  }

  @Test func cellOutsideTheGrid() async {
    await #expect(processExitsWith: .failure) {
      let field = ScalarField(Grid(width: 8, growth: 8, widthSpacing: 1))
      print(field[8, 0, 0])
    }
  }

  @Test func rowOutsideTheField() async {
    await #expect(processExitsWith: .failure) {
      let field = ScalarField(Grid(width: 8, growth: 8, widthSpacing: 1))
      print(unsafe field.row(8, 8).count)
    }
  }

  @Test func rowOfAnotherWidth() async {
    await #expect(processExitsWith: .failure) {
      let field = ScalarField(Grid(width: 8, growth: 8, widthSpacing: 1))
      print(unsafe field.row(0, 16).count)
    }
  }

  @Test func elementBeyondTheGhostsOfARow() async {
    await #expect(processExitsWith: .failure) {
      let field = ScalarField(Grid(width: 8, growth: 8, widthSpacing: 1))
      let row = unsafe field.row(0, 8).span
      print(row[10])
    }
  }

  @Test func copyFromAnotherGrid() async {
    await #expect(processExitsWith: .failure) {
      let field = ScalarField(Grid(width: 8, growth: 8, widthSpacing: 1))
      field.assign(ScalarField(Grid(width: 8, growth: 9, widthSpacing: 1)))
    }
  }

  @Test func partialResultOfNoRow() async {
    await #expect(processExitsWith: .failure) {
      let partials = RowPartials(4)
      partials[4] = 1
    }
  }

  /// What these tests take for a trap is none when the program is right.
  @Test func allThisIsQuietWithinTheGrid() async {
    await #expect(processExitsWith: .success) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1)
      let field = ScalarField(grid, 2)
      field.assign(ScalarField(grid, 1))
      print(field[7, 0, 7], unsafe field.row(7, 8)[9], grid.cellCount)
    }
  }
}
