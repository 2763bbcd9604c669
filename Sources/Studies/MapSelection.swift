public import Configuration
import Foundation
public import Pictures
import Records

/// A result of a study over two settings that vary in it, from its table.
public struct MapSelection {
  /// Settings that vary, or `strategy`, with or without their units; nil for the first two that are numbers, or else the first two.
  public var abscissa: String?
  public var ordinate: String?
  public var quantity = "suppression ratio"

  public init() {}

  /// More values of a setting than these have no room.
  private static let mostValues = 24, mostPanels = 16

  /// What varies, with its values: numbers rise, texts stand as in the table.
  private struct Axis {
    let column: StudyColumn
    let values: [String]
    let isNumeric: Bool

    init?(_ column: StudyColumn) {
      var values = column.cells.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      guard values.count > 1 else { return nil }
      isNumeric = values.allSatisfy { Double($0) != nil }
      if isNumeric { values.sort { Double($0)! < Double($1)! } }
      self.column = column
      self.values = values
    }

    var quantity: AxisQuantity { AxisQuantity(column.name, unit: column.unit) }

    /// "lithium plastic", "0.8 um".
    func words(_ row: Int) -> String {
      let key = column.name.split(separator: ".").last.map(String.init) ?? column.name
      return ["\(key)", column.cells[row], AxisQuantity("", unit: column.unit).unit].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// Whether a study's table has a value for each pair of two settings, so that a map says more than a list.
  static func suits(_ table: ResultTableFile) -> Bool {
    let axes = axes(StudyColumn.all(of: table))
    return axes.count >= 2 && axes.filter(\.isNumeric).count >= 1 && axes.reduce(1) { $0 * $1.values.count } == table.rows.count
  }

  /// The columns before the status hold what differs: strategy and settings.
  private static func axes(_ columns: [StudyColumn]) -> [Axis] {
    columns.prefix { $0.name != "status" }.filter { $0.name != "member" && $0.name != "set" }.compactMap { Axis($0) }
  }

  /// - Parameter folder: of a study that was run.
  /// - Throws: `FigureError` or `RecordError` when the table is not there, lacks what is asked for, or nothing of it varies twice.
  public func figure(of folder: String, style: FigureStyle) throws -> Figure {
    try figure(of: try StudyColumn.table(of: folder), style: style)
  }

  func figure(of table: ResultTableFile, style: FigureStyle) throws -> Figure {
    let columns = StudyColumn.all(of: table), path = table.path
    let axes = Self.axes(columns)
    guard axes.count >= 2 else {
      throw FigureError("\(path): \(axes.count == 1 ? "one setting varies" : "no setting varies"); a map needs two")
    }
    func axis(_ name: String) throws -> Axis {
      let column = try StudyColumn.named(name, in: axes.map(\.column), path)
      return axes.first { $0.column.name == column.name }!
    }
    let usual = axes.filter(\.isNumeric).count >= 2 ? axes.filter(\.isNumeric) : axes
    let asked = (x: try abscissa.map(axis), y: try ordinate.map(axis))
    let x = asked.x ?? usual.first { $0.column.name != asked.y?.column.name }!
    let y = asked.y ?? (usual + axes).first { $0.column.name != x.column.name }!
    guard x.column.name != y.column.name else { throw FigureError("--x and --y: both are \"\(x.column.name)\"; expected two settings") }
    for axis in [x, y] where axis.values.count > Self.mostValues {
      throw FigureError("\(path): \"\(axis.column.name)\" has \(axis.values.count) values; a map has room for \(Self.mostValues)")
    }
    let shown = try StudyColumn.numeric(quantity, in: columns, path)
    let others = axes.filter { $0.column.name != x.column.name && $0.column.name != y.column.name }
    let unit = shown.unit(of: Array(table.rows.indices))
    var panels: [MapPanel] = []
    for row in table.rows.indices {
      let title = others.map { $0.words(row) }.joined(separator: ", ")
      if !panels.contains(where: { $0.title == title }) {
        panels.append(MapPanel(title, values: y.values.map { _ in x.values.map { _ in nil } }))
      }
      let panel = panels.firstIndex { $0.title == title }!
      let place = (row: y.values.firstIndex(of: y.column.cells[row])!, column: x.values.firstIndex(of: x.column.cells[row])!)
      if panels[panel].values[place.row][place.column] != nil {
        throw FigureError("\(path): several members have the same \(x.column.name) and \(y.column.name); a map shows a grid of them")
      }
      panels[panel].values[place.row][place.column] = shown.values[row].map { $0 / unit.size }
    }
    guard panels.count <= Self.mostPanels else {
      throw FigureError("\(path): \(panels.count) combinations of what varies besides; a map has room for \(Self.mostPanels)")
    }
    for text in panels.map(\.title) + x.values + y.values {
      if let missing = Figure.unprintable(in: text) { throw FigureError("\(path): the typeface has no \"\(missing)\"") }
    }
    var figure = Figure(
      map: panels, x: x.quantity, columns: x.values, y: y.quantity, rows: y.values, quantity: AxisQuantity(shown.name, unit: unit.symbol),
      scale: scale(shown, unit.size), label: label(shown, unit.size), style: style)
    figure.caption = caption(x, y, others, shown, table)
    return figure
  }

  /// As many decimals in all cells as show three digits of the largest.
  private func label(_ column: StudyColumn, _ size: Double) -> @Sendable (Double) -> String {
    let largest = column.values.compactMap { $0.map { abs($0 / size) } }.max() ?? 0
    let decimals = largest > 0 ? Int(max(0, min(6, 2 - log10(largest).rounded(.down)))) : 0
    return { String(format: "%.\(decimals)f", $0) }
  }

  /// The suppression ratio is white at 1, as far from it either way in as much colour.
  private func scale(_ column: StudyColumn, _ size: Double) -> ColorScale {
    let values = column.values.compactMap { $0.map { $0 / size } }
    let low = values.min() ?? 0, high = values.max() ?? 1
    if column.name == "suppression ratio" {
      let reach = max(high - 1, 1 - low, 0.02)
      return ColorScale(.polar, range: 1 - reach...1 + reach, label: column.name)
    }
    let span = high > low ? high - low : max(abs(high), 1)
    return ColorScale(.cividis, range: low...low + span, label: column.name)
  }

  private func caption(_ x: Axis, _ y: Axis, _ others: [Axis], _ shown: StudyColumn, _ table: ResultTableFile) -> [String] {
    let capacities = Set((table.column("compared capacity [mA*h/cm^2]") ?? []).filter { !$0.isEmpty })
    let place = capacities.count == 1 ? ", at \(Double(capacities.first!).map { Readable.number($0) } ?? capacities.first!) mA·h/cm²" : ""
    let name = shown.name.prefix(1).uppercased() + shown.name.dropFirst()
    var sentences = ["\(name) of the members of a study over \(x.column.name) and \(y.column.name)\(place)."]
    if shown.name == "suppression ratio" {
      sentences.append(
        "The suppression ratio is the height of the tips over the mean height against that of the reference: below 1 tips are held back.")
      let references = Set((table.column("reference") ?? []).filter { !$0.isEmpty })
      if references.count == 1 { sentences.append("Reference: \(references.first!).") }
    }
    if !others.isEmpty { sentences.append("One panel for each \(others.map(\.column.name).joined(separator: " and ")).") }
    if shown.values.contains(where: { $0 == nil }) { sentences.append("Grey cells have no value.") }
    return sentences
  }
}
