public import Pictures
import Records
import Simulations

/// How results at the end of several runs of one problem change as the numerics become finer.
public struct ConvergenceStudy: Sendable {
  /// Key of the resolved config that differs, such as `interfaceHalfWidth`; smaller is finer.
  public var setting = "interfaceHalfWidth"
  /// Names of results, as in `summary.json` or `metrics.csv`.
  public var quantities = ["tip height"]
  /// The true value with its unit, for a single quantity; nil takes the finest run for true.
  public var reference: String?

  public init() {}

  private struct Member {
    let run: RecordedRun
    let setting: ResolvedSetting
    let summary: Summary
  }

  /// Relative errors against the setting; against zero as a reference the errors themselves.
  /// - Throws: `FigureError`, `RecordError` or `ConfigurationErrors` when the runs do not show what is asked for.
  public func figure(of runs: [RecordedRun], style: FigureStyle) throws -> Figure {
    let needed = reference == nil ? 3 : 2
    guard runs.count >= needed else {
      throw FigureError(
        "convergence: expected at least \(needed) runs\(reference == nil ? " (the finest is the reference)" : ""), found \(runs.count)")
    }
    if reference != nil, quantities.count != 1 { throw FigureError("--reference: expected one --y, found \(quantities.count)") }
    let members = try runs.map { run in
      try run.require(run.folder.summary, "the run has not ended")
      return Member(run: run, setting: try ResolvedSetting(setting, of: run), summary: try Summary(path: run.folder.summary))
    }.sorted { $0.setting.value < $1.setting.value }
    try check(members)
    try checkEnds(members)
    // All in the unit that suits the finest run.
    let unit = members[0].setting.readableUnit
    var errorUnit: AxisQuantity?
    let series = try quantities.map { name in
      let results = try members.map { try result(name, of: $0) }
      let given = try reference.map { try reference($0, in: results[0].unit) }
      let truth = given ?? results[0].value
      errorUnit = truth == 0 ? AxisQuantity("Error", unit: results[0].unit) : AxisQuantity("Relative error", unit: "")
      let points = try members.indices.dropFirst(given == nil ? 1 : 0).map { index in
        let error = abs(results[index].value - truth) / (truth == 0 ? 1 : abs(truth))
        guard error > 0, error.isFinite else {
          throw FigureError(
            "\(members[index].run.folder.path): \(name) is \(error.isFinite ? "exactly the reference" : "not a finite number"), "
              + "which a logarithmic axis cannot show")
        }
        return SIMD2(members[index].setting.value / unit.size, error)
      }
      return ConvergenceSeries(
        name.prefix(1).uppercased() + name.dropFirst(), points, finest: given == nil ? members[0].setting.value / unit.size : nil)
    }
    let resolution = AxisQuantity(members[0].setting.words, unit: unit.symbol),
      error = errorUnit ?? AxisQuantity("Relative error", unit: "")
    var figure = Figure(convergence: series, resolution: resolution, error: error, style: style)
    figure.caption = try caption(members, series, resolution, error)
    return figure
  }

  private func caption(
    _ members: [Member], _ series: [ConvergenceSeries], _ resolution: AxisQuantity, _ error: AxisQuantity
  ) throws -> [String] {
    let names = try RecordedRun.names(of: members.map(\.run))
    let truth = reference.map { "the given \($0)" } ?? "the finest run, \(names[0])"
    let subject = FigureCaption.list(quantities)
    let orders = zip(quantities, series).map { name, series in
      series.order.map { "\(name): order \(Readable.number($0.order, digits: 3))." } ?? "\(name): no order."
    }
    let against = FigureCaption.quantity(resolution.name.lowercasedFirst, resolution.unit)
    return [
      "\(FigureCaption.quantity(error.name, error.unit)) of \(subject) at the end of the runs against \(truth), over \(against); "
        + "lines are fitted power laws."
    ] + orders + (try FigureCaption.runs(members.map(\.run), names))
  }

  private func check(_ members: [Member]) throws(FigureError) {
    for member in members where !(member.setting.value > 0 && member.setting.value.isFinite) {
      throw FigureError("\(member.run.folder.config): \(member.setting.path): expected a number greater than 0")
    }
    for (one, other) in zip(members, members.dropFirst()) where one.setting.value == other.setting.value {
      throw FigureError("\(one.run.folder.path) and \(other.run.folder.path) have the same \(one.setting.path); name one of them")
    }
  }

  /// Results are comparable at one time, or where a criterion of the cell itself ended all runs: what follows the colon of a reason says
  /// when that was.
  private func checkEnds(_ members: [Member]) throws(FigureError) {
    for member in members where member.summary.outcome == .failed || member.summary.outcome == .interrupted {
      throw FigureError("\(member.run.folder.path): expected a run that ended well, found \"\(member.summary.reason)\"")
    }
    func criterion(_ member: Member) -> Substring { member.summary.reason.prefix { $0 != ":" } }
    let areEndedByCells = members.allSatisfy {
      ($0.summary.outcome == .stopped || $0.summary.reason == EndReason.protocolDone.words) && criterion($0) == criterion(members[0])
    }
    if areEndedByCells { return }
    let times = members.map { $0.summary.results["time"]?.value ?? .nan }
    guard let other = times.firstIndex(where: { !(abs($0 - times[0]) <= 1e-6 * abs(times[0])) }) else { return }
    throw FigureError(
      "runs that end at different times cannot be compared: \(members[0].run.folder.path) at \(Readable.time(times[0])), "
        + "\(members[other].run.folder.path) at \(Readable.time(times[other]))")
  }

  private func result(_ name: String, of member: Member) throws -> (value: Double, unit: String) {
    if let result = member.summary.results[name] { return (result.value, result.unit) }
    let column = try MetricsTable(member.run).column(name)
    return (column.values[column.values.count - 1], column.unit)
  }

  private func reference(_ text: String, in unit: String) throws(FigureError) -> Double {
    let expected = unit.isEmpty ? "a number without a unit" : "a value such as \"1 \(unit)\""
    guard let quantity = try? Quantity(parsing: text), let one = try? Quantity(parsing: unit.isEmpty ? "1" : "1 \(unit)"),
      quantity.dimension == one.dimension
    else { throw FigureError("--reference: expected \(expected), found \"\(text)\"") }
    return quantity.value / one.value
  }
}
