public import Pictures

/// Which columns of metrics a figure shows.
public struct CurveSelection: Sendable {
  /// Name of the column along the abscissa.
  public var abscissa = "time"
  /// Names of columns: one plot for each inner list. Empty for the usual ones.
  public var panels: [[String]] = []
  /// Whether the ordinates are logarithmic.
  public var isLogarithmic = false

  public init() {}

  private static let usual = [
    ["tip height", "mean height", "valley height"], ["cell voltage"], ["current density"], ["front current ratio"],
    ["lowest salt concentration"],
  ]
  /// Shown besides where the last of their columns is not zero throughout.
  private static let occasional = [["plated charge", "stripped charge"], ["detached lithium"]]
  private static let usualInComparison = usual.map { [$0[0]] }
  private static let occasionalInComparison = [["detached lithium"]]

  /// Plots above each other of what one run recorded.
  /// - Throws: `FigureError` or `RecordError` when the run lacks what is asked for.
  public func figure(of run: RecordedRun, style: FigureStyle) throws -> Figure {
    let table = try MetricsTable(run)
    let x = try abscissa(in: [table])
    let panels = try chosen(Self.usual, Self.occasional, in: [table]).map { names in
      let columns = try names.map { try table.column($0) }
      try checkUnits(columns, in: table)
      let naming = PanelNaming(columns.map(\.name))
      return CurvePanel(
        AxisQuantity(naming.common, unit: columns[0].unit),
        try zip(columns, naming.labels).map { try curve($1, table, x, $0) }, isLogarithmic: isLogarithmic)
    }
    var figure = Figure(curves: panels, over: x.quantity, sharesKey: false, style: style)
    figure.caption = try caption(panels, x, [run], [run.name])
    return figure
  }

  /// The same quantities of several runs in one set of axes.
  /// - Parameter labels: what the key calls the runs; empty for their names.
  /// - Throws: `FigureError` or `RecordError` when the runs lack what is asked for.
  public func figure(comparing runs: [RecordedRun], labels: [String], style: FigureStyle) throws -> Figure {
    guard (2...Figure.distinctCurves).contains(runs.count) else {
      throw FigureError("compare: expected 2 to \(Figure.distinctCurves) runs, found \(runs.count)")
    }
    guard labels.isEmpty || labels.count == runs.count else {
      throw FigureError("--label: expected one for each of the \(runs.count) runs, found \(labels.count)")
    }
    let names = try labels.isEmpty ? RecordedRun.names(of: runs) : labels
    let tables = try runs.map { try MetricsTable($0) }
    let x = try abscissa(in: tables)
    let panels = try chosen(Self.usualInComparison, Self.occasionalInComparison, in: tables).map { group in
      guard group.count == 1 else {
        throw FigureError("--y: compare shows one column in each plot, found \"\(group.joined(separator: ", "))\"")
      }
      let columns = try tables.map { try $0.column(group[0]) }
      for (column, table) in zip(columns, tables) where column.unit != columns[0].unit {
        throw FigureError("\(table.path): \(column.name) is in \(column.unit), in \(tables[0].path) it is in \(columns[0].unit)")
      }
      return CurvePanel(
        AxisQuantity(columns[0].name, unit: columns[0].unit),
        try columns.indices.map { try curve(names[$0], tables[$0], x, columns[$0]) }, isLogarithmic: isLogarithmic)
    }
    var figure = Figure(curves: panels, over: x.quantity, sharesKey: true, style: style)
    figure.caption = try caption(panels, x, runs, names)
    return figure
  }

  private func caption(_ panels: [CurvePanel], _ x: Abscissa, _ runs: [RecordedRun], _ names: [String]) throws -> [String] {
    let shown = panels.map { panel in
      let parts = runs.count == 1 && panel.curves.count > 1 ? ": " + FigureCaption.list(panel.curves.map(\.name)) : ""
      return FigureCaption.quantity(panel.quantity.name.lowercasedFirst, panel.quantity.unit) + parts
    }
    let subject = shown.count == 1 ? shown[0] : "From above: \(shown.joined(separator: "; "))"
    var sentences = ["\(subject.capitalizedFirst), against \(FigureCaption.quantity(x.quantity.name.lowercasedFirst, x.quantity.unit))."]
    if isLogarithmic { sentences.append("Ordinates are logarithmic.") }
    let ends = panels[0].curves.map { curve in curve.points.map(\.x).filter(\.isFinite) }
    for (index, name) in names.enumerated() {
      guard let values = ends.indices.contains(index) ? ends[index] : nil, let low = values.min(), let high = values.max() else { continue }
      sentences.append("\(name) is shown from \(Readable.number(low)) to \(FigureCaption.value(high, x.quantity.unit)).")
    }
    return sentences + (try FigureCaption.runs(runs, names))
  }

  /// What was asked for, else the usual columns as far as all runs have something to draw in them.
  private func chosen(
    _ usual: [[String]], _ occasional: [[String]], in tables: [MetricsTable]
  ) throws(FigureError) -> [[String]] {
    if !panels.isEmpty { return panels }
    let groups = usual + occasional.filter { group in tables.contains { $0.hasSome(group[group.count - 1]) } }
    let present = groups.map { $0.filter { name in tables.allSatisfy { $0.shows(name, isLogarithmic: isLogarithmic) } } }
      .filter { !$0.isEmpty }
    if present.isEmpty { throw FigureError("\(tables[0].path): none of the usual columns; name one with --y") }
    return present
  }

  private func checkUnits(_ columns: [MetricsTable.Column], in table: MetricsTable) throws(FigureError) {
    guard let odd = columns.first(where: { $0.unit != columns[0].unit }) else { return }
    func named(_ column: MetricsTable.Column) -> String { "\(column.name) [\(column.unit.isEmpty ? "1" : column.unit)]" }
    throw FigureError("--y: one plot has one unit, found \(named(columns[0])) and \(named(odd)); give each its own --y")
  }

  private struct Abscissa {
    let quantity: AxisQuantity
    /// What a value of the table is divided by.
    let divisor: Double
    let name: String
  }

  /// Time is shown in the unit that suits the longest run.
  private func abscissa(in tables: [MetricsTable]) throws(FigureError) -> Abscissa {
    let column = try tables[0].column(abscissa)
    guard column.unit == "s" else { return Abscissa(quantity: AxisQuantity(column.name, unit: column.unit), divisor: 1, name: abscissa) }
    var longest = 0.0
    for table in tables { longest = max(longest, try table.column(abscissa).values.filter(\.isFinite).map { abs($0) }.max() ?? 0) }
    let unit = TimeUnit.fitting(longest)
    return Abscissa(quantity: AxisQuantity(column.name, unit: unit.symbol), divisor: unit.seconds, name: abscissa)
  }

  private func curve(_ label: String, _ table: MetricsTable, _ x: Abscissa, _ y: MetricsTable.Column) throws(FigureError) -> Curve {
    if isLogarithmic, !y.values.contains(where: { $0.isFinite && $0 > 0 }) {
      throw FigureError("\(table.path): the column \"\(y.name)\" has no positive value for a logarithmic axis")
    }
    return Curve(label, zip(try table.column(x.name).values, y.values).map { SIMD2($0 / x.divisor, $1) })
  }
}
