import Configuration
import Foundation
public import Pictures
import Records

/// What members of a study gain against what they cost, from its table.
public struct TradeoffSelection {
  /// Columns of `study.csv` with numbers, with or without their units; nil for the extra voltage, or where that is zero throughout
  /// the time.
  public var cost: String?
  public var gain = "suppression ratio"

  public init() {}

  private static let usualCosts = ["extra voltage", "compared time"]

  /// - Parameter folder: of a study that was run.
  /// - Throws: `FigureError` or `RecordError` when the table is not there or lacks what is asked for.
  public func figure(of folder: String, style: FigureStyle) throws -> Figure {
    try figure(of: try StudyColumn.table(of: folder), style: style)
  }

  func figure(of table: ResultTableFile, style: FigureStyle) throws -> Figure {
    let columns = StudyColumn.all(of: table), path = table.path
    guard let members = table.column("member"), let references = table.column("reference") else {
      throw FigureError("\(path): no columns member and reference; `lidendrite study --collect` writes the table anew")
    }
    let gain = try StudyColumn.numeric(gain, in: columns, path)
    let cost = try cost.map { try StudyColumn.numeric($0, in: columns, path) } ?? usualCost(columns, path)
    let groups = references.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let shown = members.indices.filter { gain.values[$0] != nil && cost.values[$0] != nil }
    guard !shown.isEmpty else { throw FigureError("\(path): no member has both \(cost.name) and \(gain.name)") }
    if let missing = shown.compactMap({ Figure.unprintable(in: members[$0]) }).first {
      throw FigureError("\(path): the typeface has no \"\(missing)\"")
    }
    let unit = cost.unit(of: shown)
    let points = shown.map { index in
      TradeoffPoint(
        members[index], SIMD2(cost.values[index]! / unit.size, gain.values[index]!), group: groups.firstIndex(of: references[index])!,
        isReference: members[index] == references[index])
    }
    var figure = Figure(
      tradeoff: points, cost: AxisQuantity(cost.name, unit: unit.symbol), gain: AxisQuantity(gain.name, unit: gain.unit), style: style)
    figure.caption = caption(points, members.filter { name in !points.contains { $0.name == name } }, cost.name, unit.symbol, gain, table)
    return figure
  }

  private func usualCost(_ columns: [StudyColumn], _ path: String) throws(FigureError) -> StudyColumn {
    let there = Self.usualCosts.compactMap { name in columns.first { $0.name == name } }
    guard let found = there.first(where: { $0.values.contains { $0 ?? 0 != 0 } }) else {
      throw FigureError("\(path): neither extra voltage nor compared time; name a column with --x")
    }
    return found
  }

  private func caption(
    _ points: [TradeoffPoint], _ missing: [String], _ cost: String, _ unit: String, _ gain: StudyColumn, _ table: ResultTableFile
  ) -> [String] {
    let capacities = (table.column("compared capacity [mA*h/cm^2]") ?? []).filter { !$0.isEmpty }
    let place = Set(capacities).count == 1 ? ", at \(Double(capacities[0]).map { Readable.number($0) } ?? capacities[0]) mA·h/cm²" : ""
    func words(_ name: String, _ unit: String) -> String { unit.isEmpty ? name : "\(name) (\(AxisQuantity("", unit: unit).unit))" }
    var sentences = [
      "\(words(gain.name, gain.unit)) against \(words(cost, unit)) of the members of a study\(place); rings are the members that the others are "
        + "compared with, broken lines what these have."
    ]
    sentences[0] = sentences[0].prefix(1).uppercased() + sentences[0].dropFirst()
    if gain.name == "suppression ratio" {
      sentences.append(
        "The suppression ratio is the height of the tips over the mean height against that of the reference: below 1 tips are held back.")
    }
    for point in points {
      let cost = "\(Readable.number(point.place.x))\(unit.isEmpty ? "" : " \(AxisQuantity("", unit: unit).unit)")"
      sentences.append("\(point.name): \(Readable.number(point.place.y)) at \(cost).")
    }
    if !missing.isEmpty { sentences.append("Not shown, since a number is missing: \(missing.joined(separator: ", ")).") }
    return sentences
  }
}
