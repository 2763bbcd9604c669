import Foundation

/// One piece of work, measured.
struct Measurement {
  let label: String
  /// s.
  let time: Double
  /// What it took; may be empty.
  let iterations: String

  init(_ label: String, _ time: Double, iterations: String = "") {
    self.label = label
    self.time = time
    self.iterations = iterations
  }
}

/// All measurements, one a row.
struct ResultTable {
  private static let header = ["grid", "threads", "part", "ms", "ns/cell", "copies", "iterations"]
  private var rows: [[String]] = []

  /// - Parameter copy: time of copying one field on the same grid with the same threads, s.
  mutating func add(_ measurements: [Measurement], edge: Int, threads: Int, copy: Double) {
    for measurement in measurements {
      let cells = Double(edge * edge)
      let isCopy = measurement.time == copy
      rows.append([
        "\(edge) x \(edge)", "\(threads)", measurement.label, String(format: "%.3f", 1e3 * measurement.time),
        String(format: "%.2f", 1e9 * measurement.time / cells), String(format: "%.1f", measurement.time / copy),
        isCopy ? String(format: "%.1f GB/s", 16e-9 * cells / copy) : measurement.iterations,
      ])
    }
  }

  var text: String {
    let all = [Self.header] + rows
    let widths = Self.header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        line += Self.isNumber(column) ? space + cell + "  " : cell + space + "  "
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  var markdown: String {
    let rule = Self.header.indices.map { Self.isNumber($0) ? "---:" : "---" }
    return ([Self.header, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }

  private static func isNumber(_ column: Int) -> Bool { (3...5).contains(column) || column == 1 }
}
