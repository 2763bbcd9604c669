/// A table with a column for each run, cut into several where they would not fit side by side.
struct ComparisonTable {
  struct Cell {
    let text: String
    /// As the config has it, in SI; shown to a pointer.
    let exact: String?
    /// Columns that it takes; nil for one.
    let span: Int?

    init(_ text: String, exact: String? = nil, span: Int? = nil) {
      self.text = text
      self.exact = exact
      self.span = span
    }
  }

  struct Row {
    let title: String
    let cells: [Cell]

    fileprivate func part(_ range: Range<Int>, _ isMerged: Bool) -> Row {
      guard isMerged, range.count > 1, let first = cells.first, cells.allSatisfy({ $0.text == first.text }) else {
        return Row(title: title, cells: Array(cells[range]))
      }
      return Row(title: title, cells: [Cell(first.text, span: range.count)])
    }
  }

  /// The same rows for some of the runs.
  struct Part {
    let names: [Cell]
    let rows: [Row]
  }

  /// Each as wide as a page.
  let parts: [Part]
  let isEmpty: Bool
  /// Runs beside each other on a page.
  private static let widest = 8

  /// - Parameters:
  ///   - names: of the runs; each row has a cell for each.
  ///   - isMerged: whether cells that are all the same become one.
  init(names: [String], rows: [Row], isMerged: Bool = false) {
    isEmpty = rows.isEmpty
    parts = stride(from: 0, to: names.count, by: Self.widest).map { first in
      let range = first..<min(first + Self.widest, names.count)
      return Part(names: names[range].map { Cell($0) }, rows: rows.map { $0.part(range, isMerged) })
    }
  }
}
