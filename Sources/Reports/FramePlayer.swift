import Configuration
import Foundation
import Pictures

/// Frames of all runs at the moments of the slider.
struct FramePlayer {
  struct Picture {
    /// The frame's file, byte for byte, as a `data:` address.
    let source: String
    let alternative: String
    /// The moment that it shows.
    let moment: String
    let width: Int, height: Int
    let isHidden: Bool
  }

  /// The frames of one kind of one run.
  struct Strip {
    let run: String
    let kind: String
    let sequence: String
    /// For each position the picture that stands there, `0,0,1`.
    let choices: String
    /// The first position beyond the end of the run; the number of positions where there is none.
    let end: Int
    /// Whether its frames are much wider than high.
    let isBroad: Bool
    /// Whether it is the first of its kind, which begins a row.
    let isFirst: Bool
    let pictures: [Picture]
  }

  /// A sequence of frames that can be hidden.
  struct Kind {
    let sequence: String
    let kind: String
  }

  let strips: [Strip]
  let kinds: [Kind]
  let hasKinds: Bool
  let count: Int
  let last: Int
  let start: Int
  /// What a position of the slider is called.
  let labels: [String]
  let startLabel: String
  /// How the runs are matched; nil for one run.
  let matching: String?
  let isSingle: Bool

  private static let words = [
    "composite": "all quantities", "salt": "salt concentration", "potential": "electrolyte potential", "current": "current density",
    "vonMises": "von Mises stress", "principalStress": "largest principal stress", "filmThickness": "film thickness",
  ]

  /// - Throws: `FigureError` when a frame cannot be read.
  init(_ runs: [ReportedRun], _ selection: FrameSelection) throws(FigureError) {
    let moments = selection.moments
    count = moments.positions.count
    last = max(0, count - 1)
    start = moments.start
    let longest = TimeUnit.fitting(selection.candidates.joined().map(\.time).max() ?? 0)
    labels = moments.positions.map { position in
      selection.coordinate == .charge ? Self.capacity(position) : "t = \(Self.time(position, longest))"
    }
    startLabel = labels.isEmpty ? "" : labels[start]
    var names: [String] = []
    for run in runs { for sequence in run.sequences where !names.contains(sequence.name) { names.append(sequence.name) } }
    kinds = names.map { Kind(sequence: $0, kind: Self.words[$0] ?? $0) }
    hasKinds = kinds.count > 1
    let shown = runs.filter { !$0.sequences.isEmpty }
    isSingle = shown.count == 1
    matching =
      runs.count < 2
      ? nil : selection.coordinate == .charge ? "the same charge has passed" : "the same time has passed"
    var strips: [Strip] = []
    for kind in kinds {
      for (index, run) in runs.enumerated() {
        guard let place = run.sequences.firstIndex(where: { $0.name == kind.sequence }), !moments.choices[index].isEmpty else { continue }
        let isFirst = strips.last?.sequence != kind.sequence
        strips.append(try Self.strip(run, index, place, kind, selection, longest, isFirst: isFirst))
      }
    }
    self.strips = strips
  }

  private static func strip(
    _ run: ReportedRun, _ index: Int, _ place: Int, _ kind: Kind, _ selection: FrameSelection, _ unit: TimeUnit,
    isFirst: Bool
  ) throws(FigureError) -> Strip {
    let moments = selection.moments, candidates = selection.candidates[index]
    let used = Set(moments.choices[index]).sorted()
    let stamp = run.sequences[place].frames[0].stamp
    var pictures: [Picture] = []
    for choice in used {
      let candidate = candidates[choice], path = candidate.paths[place]
      guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else { throw FigureError("cannot read \(path)") }
      let moment = (["t = \(time(candidate.time, unit))"] + (candidate.charge.map { [capacity($0)] } ?? [])).joined(separator: ", ")
      pictures.append(
        Picture(
          source: "data:image/png;base64,\(bytes.base64EncodedString())", alternative: "\(run.label), \(kind.kind), \(moment)",
          moment: moment, width: stamp.width, height: stamp.height, isHidden: choice != moments.choices[index][moments.start]))
    }
    let end = candidates.last.map { selection.coordinate == .time ? $0.time : $0.charge ?? 0 } ?? 0
    let step = moments.positions.count > 1 ? (moments.positions[moments.positions.count - 1] - moments.positions[0]) : 0
    return Strip(
      run: run.label, kind: kind.kind, sequence: kind.sequence,
      choices: moments.choices[index].map { "\(used.firstIndex(of: $0)!)" }.joined(separator: ","),
      end: moments.positions.firstIndex { $0 > end + 1e-3 * step } ?? moments.positions.count, isBroad: 2 * stamp.width > 3 * stamp.height,
      isFirst: isFirst,
      pictures: pictures)
  }

  /// `Q = 0.412 mA·h/cm²`, of C/m².
  static func capacity(_ charge: Double) -> String {
    // Sums of currents have rounding; below a thousandth of a layer of atoms nothing has passed.
    let charge = abs(charge) < 1e-3 ? 0 : charge
    return "Q = \(Readable.number(charge / 36000, digits: 3)) mA·h/cm²"
  }

  static func time(_ seconds: Double, _ unit: TimeUnit) -> String { "\(Readable.number(seconds / unit.seconds, digits: 3)) \(unit.symbol)" }
}
