import Configuration
import Foundation
import Pictures

/// The frames that go into a page: all kinds of a run at the same moments, and no more than the page may hold.
struct FrameSelection {
  /// A moment of a run that has a frame of each kind.
  struct Candidate {
    let number: Int
    /// s.
    let time: Double
    /// C/m²; nil where no current flows.
    let charge: Double?
    /// One for each sequence of the run.
    let paths: [String]
    /// Of all files, bytes.
    let size: Int
  }

  /// Of each run, in the order of time.
  let candidates: [[Candidate]]
  let coordinate: MomentCoordinate
  let moments: Moments

  /// Moments unless another number is asked for, where they fit.
  static let standardCount = 40
  /// Of all pictures of a page, bytes: what a phone still opens.
  static let standardSize = 32 << 20
  /// Base64 takes four characters for three bytes.
  private static let characters = 4.0 / 3

  /// - Parameters:
  ///   - count: moments; nil for as many as fit.
  ///   - coordinate: nil for charge where several runs have it and it never falls, else time.
  ///   - marks: charges that are wanted in any case, C/m².
  init(_ runs: [ReportedRun], count: Int?, coordinate: MomentCoordinate?, marks: [Double]) throws(FigureError) {
    let candidates = runs.map { Self.candidates(of: $0) }
    self.candidates = candidates
    let rises = candidates.allSatisfy { own in
      // Sums of currents have rounding, in rests as well.
      let charges = own.compactMap(\.charge), slack = 1e-9 * (charges.map { abs($0) }.max() ?? 0)
      return charges.count == own.count && zip(charges, charges.dropFirst()).allSatisfy { $0 <= $1 + slack }
    }
    if coordinate == .charge, !rises {
      throw FigureError("--over charge: expected runs whose charge never falls; take --over time")
    }
    // Of cells at rest nothing but time passes.
    let isPlated = candidates.joined().contains { $0.charge ?? 0 > 0 }
    let chosen = coordinate ?? (runs.count > 1 && rises && isPlated ? .charge : .time)
    self.coordinate = chosen
    let places = candidates.map { own in own.map { chosen == .time ? $0.time : $0.charge ?? 0 } }
    // As far as all have come they can be compared.
    let ends = places.compactMap(\.last), common = ends.count > 1 ? ends.min().map { [$0] } ?? [] : []
    let wanted = chosen == .charge && !marks.isEmpty ? marks : common
    func moments(_ count: Int) -> Moments { Moments(places, count: count, marks: wanted) }
    var fitting = moments(count ?? Self.standardCount)
    if count == nil {
      var most = Self.standardCount
      while most > 2, Self.size(of: fitting, candidates) > Double(Self.standardSize) {
        most -= 1
        fitting = moments(most)
      }
    }
    self.moments = fitting
  }

  /// Characters that the chosen frames take on a page.
  private static func size(of moments: Moments, _ candidates: [[Candidate]]) -> Double {
    var bytes = 0
    for (choices, own) in zip(moments.choices, candidates) {
      for index in Set(choices) { bytes += own[index].size }
    }
    return characters * Double(bytes)
  }

  private static func candidates(of run: ReportedRun) -> [Candidate] {
    guard let first = run.sequences.first else { return [] }
    let others = run.sequences.dropFirst().map { sequence in
      Dictionary(sequence.frames.map { ($0.number, $0.path) }) { first, _ in first }
    }
    return first.frames.compactMap { frame in
      let rest = others.compactMap { $0[frame.number] }
      guard rest.count == others.count else { return nil }
      let paths = [frame.path] + rest
      let size = paths.reduce(0) { $0 + ((try? FileManager.default.attributesOfItem(atPath: $1)[.size] as? Int) ?? 0) }
      return Candidate(number: frame.number, time: frame.stamp.time, charge: frame.stamp.charge, paths: paths, size: size)
    }
  }
}
