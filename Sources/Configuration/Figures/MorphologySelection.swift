public import Pictures
import Records

/// Which moments of runs a figure of their lithium shows.
public struct MorphologySelection: Sendable {
  /// Times with their units, such as `20 s`; the recorded moment nearest to each is shown. Empty to spread `count` over each run.
  public var times: [String] = []
  /// Moments of each run where no times are given, at least 1.
  public var count = 4
  /// For each run moments of its own, s, where no others are given; empty for none.
  public var timesOfRuns: [[Double]] = []

  public init() {}

  /// Panels: runs below each other, times side by side.
  /// - Throws: `FigureError`, `RecordError` or `ConfigurationErrors` when a run lacks what is asked for.
  public func figure(of runs: [RecordedRun], labels: [String], style: FigureStyle) throws -> Figure {
    guard labels.isEmpty || labels.count == runs.count else {
      throw FigureError("--label: expected one for each of the \(runs.count) runs, found \(labels.count)")
    }
    let names = try labels.isEmpty ? RecordedRun.names(of: runs) : labels
    let sequences = try zip(runs, names).enumerated().map { index, run in
      try sequence(
        run.0, name: runs.count > 1 || !labels.isEmpty ? run.1 : nil, at: timesOfRuns.indices.contains(index) ? timesOfRuns[index] : [])
    }
    var figure = Figure(morphology: sequences, style: style)
    figure.caption = try caption("Lithium (grey) in the electrolyte", sequences, runs, names)
    return figure
  }

  /// Outlines of one run over each other, coloured by time.
  /// - Throws: `FigureError`, `RecordError` or `ConfigurationErrors` when the run lacks what is asked for.
  public func overlay(of run: RecordedRun, style: FigureStyle) throws -> Figure {
    let sequence = try sequence(run, name: nil, at: [])
    guard sequence.moments.count > 1 else {
      throw FigureError("\(run.folder.outlines): an overlay needs two moments, found \(sequence.moments.count)")
    }
    var figure = Figure(overlay: sequence, style: style)
    figure.caption = try caption("Outlines of the lithium, coloured by time", [sequence], [run], [run.name])
    return figure
  }

  private func caption(
    _ subject: String, _ sequences: [MorphologySequence], _ runs: [RecordedRun], _ names: [String]
  ) throws -> [String] {
    var sentences = ["\(subject); growth is upwards."]
    let all = sequences.map { sequence in
      "at \(FigureCaption.list(sequence.moments.map { FigureCaption.time($0.time) })), in a domain "
        + "\(FigureCaption.length(sequence.width)) wide and \(FigureCaption.length(sequence.height)) high"
    }
    if Set(all).count == 1 {
      sentences.append("\(names.count > 1 ? "Each run" : names[0]) \(all[0]).")
    } else {
      for (words, name) in zip(all, names) { sentences.append("\(name) \(words).") }
    }
    if try runs.contains(where: { try ResolvedSetting.optional("cell.depth", of: $0) != nil }) {
      sentences.append("Of cells with a depth the plane in the middle is shown.")
    }
    return sentences + (try FigureCaption.runs(runs, names))
  }

  private func sequence(_ run: RecordedRun, name: String?, at own: [Double]) throws -> MorphologySequence {
    let path = run.folder.outlines
    try run.require(path, "a run with output.frames or output.frameHeightStep writes it")
    let moments = try OutlineSeriesFile(path: path).moments
    guard let first = moments.first?.time, let last = moments.last?.time else {
      throw FigureError("\(path): no outlines; the run has written none yet")
    }
    var wanted = try times.map { try Self.time($0, from: first, to: last, in: path) }
    if wanted.isEmpty { wanted = own.isEmpty ? Self.spread(count, from: first, to: last) : own }
    var chosen: [OutlineSeriesFile.Moment] = []
    for time in wanted {
      let nearest = moments.min { abs($0.time - time) < abs($1.time - time) }!
      if !chosen.contains(where: { $0.time == nearest.time }) { chosen.append(nearest) }
    }
    let width = try ResolvedSetting("cell.width", of: run).value, height = try ResolvedSetting("cell.height", of: run).value
    return MorphologySequence(
      name: name, width: width, height: height,
      moments: chosen.sorted { $0.time < $1.time }.map { .init(time: $0.time, polygons: $0.polygons) })
  }

  private static func spread(_ count: Int, from first: Double, to last: Double) -> [Double] {
    count < 2 ? [last] : (0..<count).map { first + (last - first) * Double($0) / Double(count - 1) }
  }

  static func time(_ text: String, from first: Double, to last: Double, in path: String) throws(FigureError) -> Double {
    guard let quantity = try? Quantity(parsing: text), quantity.dimension == QuantityKind.time.dimension else {
      throw FigureError("--at: expected \(QuantityKind.time.expectation), found \"\(text)\"")
    }
    let slack = 1e-6 * (last - first)
    guard quantity.value >= first - slack, quantity.value <= last + slack else {
      throw FigureError("--at: \(path) holds \(Readable.time(first)) to \(Readable.time(last)), found \"\(text)\"")
    }
    return quantity.value
  }
}
