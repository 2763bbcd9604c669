import Configuration
import Pictures

/// The plots of a page, over the coordinate by which its frames are matched.
struct CurveSection {
  struct Key {
    let style: String
    let name: String
  }

  struct Plot {
    let heading: String
    let svg: String
    /// Names of its lines where each plot has its own.
    let keys: [Key]
  }

  let plots: [Plot]
  /// One key for all plots: the runs.
  let keys: [Key]
  let isEmpty: Bool
  /// For the script of the page.
  let numbers: [CurvePlot.Numbers]
  /// Name and unit of the abscissa, and what one of it is in SI.
  let abscissa: AxisQuantity
  let divisor: Double

  init(_ runs: [ReportedRun], over coordinate: MomentCoordinate) {
    let recorded = runs.enumerated().compactMap { index, run in run.metrics.map { (index: index, run: run, table: $0) } }
    let name = coordinate == .time ? "time" : "areal capacity"
    func column(_ table: MetricsTable, _ name: String) -> MetricsTable.Column? { table.columns.first { $0.name == name } }
    let longest = recorded.flatMap { column($0.table, name)?.values ?? [] }.filter(\.isFinite).map { abs($0) }.max() ?? 0
    let unit = TimeUnit.fitting(longest)
    let size = coordinate == .time ? unit.seconds : 1
    let abscissa = AxisQuantity(name, unit: coordinate == .time ? unit.symbol : "mA*h/cm^2")
    let span = recorded.flatMap { column($0.table, name)?.values ?? [] }.filter(\.isFinite).map { $0 / size }
    let isSingle = runs.count == 1
    var plots: [CurvePlot] = [], keys: [[Key]] = []
    for group in isSingle ? CurveGroup.ofOneRun : CurveGroup.ofSeveral {
      let columns = group.shown(in: recorded.map(\.table)).filter { $0 != name }
      guard let first = columns.first else { continue }
      let naming = PanelNaming(columns)
      let lines = recorded.flatMap { entry in
        zip(columns, naming.labels).enumerated().compactMap { number, pair -> CurvePlot.Line? in
          guard let x = column(entry.table, name), let y = column(entry.table, pair.0) else { return nil }
          return CurvePlot.Line(
            name: isSingle ? pair.1 : entry.run.label, number: isSingle ? number : entry.index,
            points: zip(x.values, y.values).filter { $0.0.isFinite }.map { SIMD2($0 / size, $1) })
        }
      }
      let ordinate = recorded.lazy.compactMap { column($0.table, first)?.unit }.first ?? ""
      let plot = CurvePlot(
        AxisQuantity(naming.common.isEmpty ? first : naming.common, unit: ordinate), over: abscissa, lines, span: span)
      plots.append(plot)
      keys.append(isSingle && lines.count > 1 ? lines.map { Key(style: CurvePlot.style($0.number), name: $0.name) } : [])
    }
    self.plots = zip(plots, keys).enumerated().map { number, made in
      Plot(heading: made.0.heading, svg: made.0.svg(number: number), keys: made.1)
    }
    self.keys = isSingle ? [] : recorded.map { Key(style: CurvePlot.style($0.index), name: $0.run.label) }
    isEmpty = plots.isEmpty
    numbers = plots.map(\.numbers)
    self.abscissa = abscissa
    divisor = coordinate == .time ? size : 36000
  }
}
