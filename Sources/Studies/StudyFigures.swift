import Configuration
import Foundation
import Pictures
import Records

/// Pictures of a study: lithium, members below each other and charges side by side; metrics over the charge; what tips held back cost; and a map of two settings.
struct StudyFigures {
  let comparison: StudyComparison

  /// More rows than these are no figure any more.
  static let mostMembers = 24
  private static let columns = 4

  /// Figures by name, and what was left out and why.
  struct Result {
    var figures: [(name: String, figure: Figure)] = []
    var omissions: [String] = []
  }

  /// Draws all that can be drawn and writes it as SVG and PNG.
  /// - Throws: what keeps a figure that can be made from being made.
  func write(to folder: StudyFolder) throws -> (files: [String], omissions: [String]) {
    let result = try made()
    var files: [String] = []
    for (name, figure) in result.figures {
      for format in [FigureFormat.svg, .png] {
        files.append("\(folder.figure(name)).\(format.rawValue)")
        try figure.write(to: files[files.count - 1], as: format)
      }
      if !figure.caption.isEmpty { files.append(CaptionFile(figure: "\(folder.figure(name)).svg").path) }
    }
    return (files, result.omissions)
  }

  /// - Throws: what keeps a figure that can be made from being made.
  func made() throws -> Result {
    var result = Result()
    let table = StudyTable(comparison).text
    // What is compared stands together.
    let shown = comparison.groups.flatMap { $0 }.filter { $0.record.series != nil }
    guard shown.count <= Self.mostMembers else {
      result.omissions.append("no figures: \(shown.count) members, at most \(Self.mostMembers) make a figure")
      return result
    }
    let withOutlines = shown.filter { entry in
      (try? OutlineSeriesFile(path: "\(entry.record.folder)/outlines.csv").moments.isEmpty) == false
    }
    if withOutlines.isEmpty {
      result.omissions.append("no morphologies: no member has outlines, which runs with output.frames write")
    } else {
      try make("morphologies", &result) { try morphologies(withOutlines) }
    }
    let plated = shown.filter { ($0.record.series?.largest ?? 0) > 0 }
    if plated.count > 1 {
      try make("curves", &result) { try curves(plated) }
    } else {
      result.omissions.append("no curves: fewer than two members have plated anything")
    }
    if comparison.entries.count > 1 {
      try make("tradeoff", &result) { try TradeoffSelection().figure(of: table, style: FigureStyle(width: .two)) }
    }
    if MapSelection.suits(table) {
      try make("map", &result) { try MapSelection().figure(of: table, style: FigureStyle(width: .two)) }
    }
    return result
  }

  /// What cannot be drawn is left out: hours of runs do not fail for a figure.
  private func make(_ name: String, _ result: inout Result, _ draw: () throws -> Figure) throws {
    do {
      result.figures.append((name, try draw()))
    } catch let error as FigureError {
      result.omissions.append("no \(name): \(error)")
    }
  }

  /// Each member at the moments at which it reached quarters of the compared capacity.
  private func morphologies(_ entries: [StudyComparison.Entry]) throws -> Figure {
    var selection = MorphologySelection()
    selection.count = Self.columns
    var style = FigureStyle(width: .two)
    selection.timesOfRuns = entries.map { entry in
      Self.parts(of: entry.capacity).compactMap { entry.record.series?.value("time [s]", at: $0) }
    }
    let capacities = Set(entries.map(\.capacity))
    style.title =
      capacities.count == 1
      ? "At \(Self.parts(of: entries[0].capacity).map { Readable.number($0, digits: 3) }.joined(separator: ", ")) mA·h/cm²"
      : "At a quarter, half, three quarters and all of the charge at which members are compared"
    if capacities == [nil] { style.title = nil }
    return try selection.figure(of: try runs(entries), labels: entries.map(\.name), style: style)
  }

  /// mA·h/cm².
  private static func parts(of capacity: Double?) -> [Double] {
    capacity.map { whole in (1...columns).map { whole * Double($0) / Double(columns) } } ?? []
  }

  private func curves(_ entries: [StudyComparison.Entry]) throws -> Figure {
    var selection = CurveSelection()
    selection.abscissa = "areal capacity"
    return try selection.figure(comparing: try runs(entries), labels: entries.map(\.name), style: FigureStyle(width: .two))
  }

  private func runs(_ entries: [StudyComparison.Entry]) throws -> [RecordedRun] {
    try entries.map { try RecordedRun(path: $0.record.folder) }
  }
}
