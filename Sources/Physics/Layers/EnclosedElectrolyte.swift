import Fields

/// Cells of electrolyte from which no way leads to the top of the domain but through lithium, with the lithium next to them.
///
/// A flood from the top through cells with more than a hundredth of electrolyte, across periodic sides as well.
final class EnclosedElectrolyte {
  private enum Mark {
    static let lithium: UInt8 = 0, electrolyte: UInt8 = 1, open: UInt8 = 2, beside: UInt8 = 3
  }
  private let grid: Grid
  private var marks: [UInt8]
  private var stack: [Int] = []

  private static let least = 1e-2
  /// How far from an enclosed cell, in cells, its front still moves.
  private static let skirt = 8

  init(_ grid: Grid) {
    self.grid = grid
    marks = Array(repeating: 0, count: grid.cellCount)
  }

  /// Finds them; false where there are none.
  func find(_ xi: ScalarField) -> Bool {
    let n = grid.width
    for r in 0..<grid.rowCount {
      let x = unsafe xi.row(r, n).span
      for i in 0..<n {
        marks[r * n + i] = OrderParameter.electrolyteFraction(x[i + 1]) > Self.least ? Mark.electrolyte : Mark.lithium
      }
    }
    for cell in (grid.rowCount - grid.depth) * n..<grid.cellCount { reach(cell) }
    while let cell = stack.popLast() { forEachNeighbour(of: cell) { reach($0) } }
    var edge = marks.indices.filter { marks[$0] == Mark.electrolyte }
    if edge.isEmpty { return false }
    for _ in 0..<Self.skirt {
      var next: [Int] = []
      for cell in edge {
        forEachNeighbour(of: cell) { other in
          if marks[other] == Mark.lithium {
            marks[other] = Mark.beside
            next.append(other)
          }
        }
      }
      edge = next
    }
    return true
  }

  /// Sets a field to zero in them.
  func clear(_ field: ScalarField) {
    let n = grid.width
    for r in 0..<grid.rowCount {
      var row = unsafe field.row(r, n).mutableSpan
      for i in 0..<n where marks[r * n + i] & 1 == 1 { row[i + 1] = 0 }
    }
  }

  private func reach(_ cell: Int) {
    guard marks[cell] == Mark.electrolyte else { return }
    marks[cell] = Mark.open
    stack.append(cell)
  }

  private func forEachNeighbour(of cell: Int, _ body: (Int) -> Void) {
    let n = grid.width, r = cell / n, i = cell - r * n
    let next = grid.neighbours(of: r)
    let isPeriodic = grid.widthClosure == .periodic
    body(r * n + (i > 0 ? i - 1 : isPeriodic ? n - 1 : i))
    body(r * n + (i < n - 1 ? i + 1 : isPeriodic ? 0 : i))
    for row in [next.below, next.above, next.before, next.behind] { body(row * n + i) }
  }
}
