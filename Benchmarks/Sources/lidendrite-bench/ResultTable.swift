import Foundation
import Scenes

/// All measurements, one a row.
struct ResultTable {
  private static let header = ["part", "grid", "threads", "ms", "±", "runs", "ns/cell", "/CG", "GB/s", "of copy", "speedup", "counts"]
  private let rows: [[String]]

  init(_ measurements: [Measurement]) {
    let byCase = Dictionary(uniqueKeysWithValues: measurements.map { ($0.measured, $0) })
    rows = measurements.map { measurement in
      let measured = measurement.measured
      let copy = byCase[MeasuredCase(.copy, measured.size, threads: measured.threads)]?.bandwidth
      let alone = measured.threads > 1 ? byCase[MeasuredCase(measured.part, measured.size, threads: 1)] : nil
      func number(_ value: Double?, _ format: String) -> String { value.map { String(format: format, $0) } ?? "" }
      return [
        measured.part.title, "\(measured.size)", "\(measured.threads)", number(1e3 * measurement.time, "%.3f"),
        number(100 * measurement.spread, "%.1f%%"), "\(measurement.runs)",
        number(measurement.timePerCell, measurement.timePerCell ?? 0 < 100 ? "%.2f" : "%.0f"),
        number(measurement.timePerCellAndIteration, "%.1f"), number(measurement.bandwidth.map { 1e-9 * $0 }, "%.1f"),
        measured.part == .copy ? "" : number(copy.flatMap { copy in measurement.bandwidth.map { 100 * $0 / copy } }, "%.0f%%"),
        number(alone.map { $0.time / measurement.time }, "%.2f"), measurement.countText,
      ]
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

  private static func isNumber(_ column: Int) -> Bool { (2...10).contains(column) }
}
