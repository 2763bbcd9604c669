import Fields
public import Pictures
import Records

/// The distribution of the current density over the surface of the lithium, from field files.
public struct HistogramSelection: Sendable {
  /// Times with their units, such as `20 s`; the file nearest to each is shown. Empty: the last one of each run.
  public var times: [String] = []
  /// Bins between the smallest and the largest value of all curves, 2 to 1000.
  public var bins = 40

  public init() {}

  private struct Entry {
    let name: String
    let time: Double
    let distribution: FrontDistribution
    let range: ClosedRange<Double>
    /// A/m².
    let mean: Double
  }

  /// A curve for each moment of each run; the area under each is 1.
  /// - Throws: `FigureError`, `RecordError` or `ConfigurationErrors` when a run lacks what is asked for.
  public func figure(of runs: [RecordedRun], labels: [String], style: FigureStyle) throws -> Figure {
    guard labels.isEmpty || labels.count == runs.count else {
      throw FigureError("--label: expected one for each of the \(runs.count) runs, found \(labels.count)")
    }
    let names = try labels.isEmpty ? RecordedRun.names(of: runs) : labels
    let entries = try zip(runs, names).flatMap { run, name in try self.entries(of: run, name) }
    guard entries.count <= Figure.distinctCurves else {
      throw FigureError("histogram: expected at most \(Figure.distinctCurves) curves, found \(entries.count)")
    }
    let low = entries.map(\.range.lowerBound).min()!, high = entries.map(\.range.upperBound).max()!
    let bins = HistogramBins(Self.shown(low)...Self.shown(high), most: bins)
    let unit = TimeUnit.fitting(entries.map(\.time).max() ?? 0)
    func title(_ entry: Entry) -> String {
      let moment = "t = \(Readable.number(entry.time / unit.seconds, digits: 3)) \(unit.symbol)"
      let mean = "mean \(Readable.number(Self.shown(entry.mean), digits: 3))"
      return (runs.count > 1 || !labels.isEmpty ? "\(entry.name), " : "") + "\(moment), \(mean)"
    }
    let curves = entries.map { entry in
      Curve(title(entry), Self.steps(bins, entry.distribution.densities(bins, unitSize: FieldQuantity.frontCurrent.unitSize)))
    }
    var panel = CurvePanel(AxisQuantity("share of the front per mA/cm²", unit: "cm^2/mA"), curves)
    panel.marks = entries.map { Self.shown($0.mean) }
    var figure = Figure(
      curves: [panel], over: AxisQuantity("current density at the front", unit: FieldQuantity.frontCurrent.unit), sharesKey: true,
      style: style)
    figure.caption = try caption(entries, runs, names, bins)
    return figure
  }

  private func entries(of run: RecordedRun, _ name: String) throws -> [Entry] {
    try SavedMoment.chosen(times, of: run, holding: [.lithium, .frontCurrent]).map { moment in
      let distribution = FrontDistribution(
        try moment.field(.frontCurrent), on: try moment.field(.lithium), halfWidth: moment.halfWidth)
      guard let mean = distribution.mean, let range = distribution.range else {
        throw FigureError("\(moment.file.path): no front: there is no lithium, or nothing else")
      }
      return Entry(name: name, time: moment.time, distribution: distribution, range: range, mean: mean)
    }
  }

  /// mA/cm².
  private static func shown(_ current: Double) -> Double { current / FieldQuantity.frontCurrent.unitSize }

  /// The outline of the bars, from the foot of the first to that of the last.
  private static func steps(_ bins: HistogramBins, _ densities: [Double]) -> [SIMD2<Double>] {
    let edges = bins.edges
    return [SIMD2(edges[0], 0)] + densities.indices.flatMap { [SIMD2(edges[$0], densities[$0]), SIMD2(edges[$0 + 1], densities[$0])] }
      + [SIMD2(edges[bins.count], 0)]
  }

  private func caption(_ entries: [Entry], _ runs: [RecordedRun], _ names: [String], _ bins: HistogramBins) throws -> [String] {
    let unit = FieldQuantity.frontCurrent.unit
    func value(_ current: Double) -> String { FigureCaption.value(Self.shown(current), unit) }
    let isDeep = try runs.contains { (try ResolvedSetting.optional("cell.depth", of: $0)) != nil }
    var sentences = [
      "Distribution of the \(FigureCaption.quantity("current density", unit)) over the \(isDeep ? "area" : "length") of the lithium surface, "
        + "positive where lithium is plated; the area under each curve is 1, bins are \(FigureCaption.value(bins.width, unit)) wide, "
        + "vertical lines mark the means."
    ]
    sentences += entries.map { entry in
      "\(entry.name) at \(FigureCaption.time(entry.time)): mean \(value(entry.mean)), from \(value(entry.range.lowerBound)) to "
        + "\(value(entry.range.upperBound))."
    }
    return sentences + (try FigureCaption.runs(runs, names))
  }
}

extension FrontDistribution {
  /// The same in a unit of the quantity that is `unitSize` in SI.
  fileprivate func densities(_ bins: HistogramBins, unitSize: Double) -> [Double] {
    FrontDistribution(values: values.map { $0 / unitSize }, weights: weights).densities(bins)
  }
}
