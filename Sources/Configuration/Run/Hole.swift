import Fields
import Foundation
import Physics
import Simulations

extension RunConfiguration {
  /// A place where a film or a layer is open: `[[interlayer.pinhole]]`, `[[layer.gap]]`.
  public struct Hole: Equatable, Sendable {
    /// Of its middle along the width, m, within the cell.
    public var position: Double
    /// The same along the depth, m; nil in a cell without depth. Standard: the middle.
    public var depthPosition: Double?
    /// Half the width of a slot, in a cell with depth of a round hole, m, > 0.
    public var radius: Double
    /// Of a site: −η from which on lithium nucleates there, V, ≥ 0. Standard: 0, it has from the start.
    public var nucleationOverpotential = 0.0
  }

  /// More of them at random places: `[interlayer.randomPinholes]`, `[layer.randomGaps]`, `[layer.randomSites]`.
  public struct RandomHoles: Equatable, Sendable {
    /// How many, ≥ 1.
    public var count: Int
    /// m, > 0, of each.
    public var radius: Double
    /// Of the places: the same seed gives the same ones.
    public var seed: Int
    /// Of sites: mean and standard deviation of the normal distribution of −η from which on lithium nucleates there, V, ≥ 0; what is below 0 is 0.
    public var nucleationOverpotential = 0.0, nucleationSpread = 0.0

    var nucleates: Bool { nucleationOverpotential > 0 || nucleationSpread > 0 }
  }
}

extension RunConfiguration.Hole {
  static let meanings: KeyMeanings = [
    "position": .init("of its middle along the width", bound: "≤ `cell.width`"),
    "depthPosition": .init("of its middle along the depth", bound: "≤ `cell.depth`", standard: "the middle of the depth"),
    "radius": "half its width; in a cell with a `depth` it is round",
  ]
  private static let siteMeanings =
    meanings + [
      "nucleationOverpotential":
        "size of the overpotential from which on lithium [nucleates](Model.md#nucleation) there; until then the site exchanges as the bare collector"
    ]

  /// - Parameter isSite: whether lithium may have to nucleate there.
  init(reading section: SectionReader, in cell: RunConfiguration.Cell, isSite: Bool = false) {
    section.describe(isSite ? Self.siteMeanings : Self.meanings)
    (position, depthPosition) = cell.place(reading: section)
    radius = section.quantity("radius", .length, .positive)
    if isSite { nucleationOverpotential = section.quantity("nucleationOverpotential", .voltage, .nonNegative, standard: 0) }
  }

  /// - Parameter path: of its section.
  func write(_ path: String, to writer: inout SettingWriter) {
    writer.listedSection(path, Self.meanings)
    writer.quantity("position", position, .length)
    if let depthPosition { writer.quantity("depthPosition", depthPosition, .length) }
    writer.quantity("radius", radius, .length, depthPosition == nil ? "half its width" : "of the hole")
    if nucleationOverpotential > 0 {
      writer.quantity("nucleationOverpotential", nucleationOverpotential, .voltage, "from which on lithium nucleates there")
    }
  }

  /// Those that are listed and those that are drawn, in SI.
  static func all(_ listed: [Self], _ random: RunConfiguration.RandomHoles?, in cell: RunConfiguration.Cell) -> [Physics.Hole] {
    listed.map { Physics.Hole(position: [$0.position, $0.depthPosition ?? 0], radius: $0.radius) } + (random?.places(in: cell) ?? [])
  }

  /// m; nil without any.
  static func leastRadius(_ listed: [Self], _ random: RunConfiguration.RandomHoles?) -> Double? {
    (listed.map(\.radius) + (random.map { [$0.radius] } ?? [])).min()
  }
}

extension RunConfiguration.RandomHoles {
  private static let most = 10_000

  static let meanings: KeyMeanings = [
    "count": .init("how many; it or `coverage` must be set", standard: .conditional),
    "coverage": .init(
      "part of the surface that stays covered, for which the number of holes is chosen: on the mean over all seeds, as holes may overlap",
      standard: .conditional),
    "radius": "of each",
    "seed": "same seed, same places",
  ]
  private static let siteMeanings: KeyMeanings = [
    "count": "how many",
    "radius": "of each",
    "seed": "same seed, same places and overpotentials",
    "nucleationOverpotential": "mean of the overpotentials from which on lithium nucleates at them",
    "nucleationSpread": "standard deviation of their normal distribution; what is drawn below 0 is 0",
  ]

  /// - Parameter areSites: whether lithium may have to nucleate there.
  init(reading section: SectionReader, in cell: RunConfiguration.Cell, areSites: Bool = false) {
    section.describe(areSites ? Self.siteMeanings : Self.meanings)
    radius = section.quantity("radius", .length, .positive)
    seed = section.integer("seed", atLeast: 0, standard: 1)
    count = areSites ? section.integer("count", atLeast: 1, atMost: Self.most) : Self.count(reading: section, of: radius, in: cell)
    guard areSites else { return }
    nucleationOverpotential = section.quantity("nucleationOverpotential", .voltage, .nonNegative, standard: 0)
    nucleationSpread = section.quantity("nucleationSpread", .voltage, .nonNegative, standard: 0)
  }

  /// As it is set, or for a coverage.
  private static func count(reading section: SectionReader, of radius: Double, in cell: RunConfiguration.Cell) -> Int {
    let set = section.optionalInteger("count", atLeast: 1, atMost: most)
    guard let coverage = section.optionalQuantity("coverage", .number, .openUnit) else {
      if set == nil { section.reportMissing("count", "a whole number from 1 to \(most), or a coverage") }
      return set ?? 1
    }
    if set != nil { section.report("coverage", "says the same as count; set one of them") }
    guard section.isSound("coverage", "radius"), radius > 0, cell.width > 0 else { return 1 }
    let number = number(at: coverage, radius: radius, in: cell)
    guard number.rounded() >= 1, number <= Double(most) else {
      section.report(
        "coverage",
        "expected one that 1 to \(most) holes of this radius leave, found \(coverage), for which there would be \(Readable.number(number, digits: 3))"
      )
      return 1
    }
    return Int(number.rounded())
  }

  /// Of independent holes that leave a part of the surface covered on the mean: (1 − a)ⁿ = coverage, a the part that one takes, a slot in two
  /// dimensions and a disc in three. 0 where one takes all.
  private static func number(at coverage: Double, radius: Double, in cell: RunConfiguration.Cell) -> Double {
    let part = cell.depth.map { .pi * radius * radius / (cell.width * $0) } ?? 2 * radius / cell.width
    return part < 1 ? log(coverage) / log1p(-part) : 0
  }

  /// - Parameters:
  ///   - path: of the section.
  ///   - noun: what they are called.
  func write(_ path: String, _ noun: String, to writer: inout SettingWriter) {
    writer.section(path, Self.meanings)
    writer.integer("count", count, "\(noun) at random places")
    writer.quantity("radius", radius, .length, "of each")
    writer.integer("seed", seed, nucleates ? "of places and overpotentials" : "of the places")
    guard nucleates else { return }
    writer.quantity("nucleationOverpotential", nucleationOverpotential, .voltage, "from which on lithium nucleates there, mean")
    writer.quantity("nucleationSpread", nucleationSpread, .voltage, "standard deviation of that")
  }

  /// Evenly distributed over the cell.
  fileprivate func places(in cell: RunConfiguration.Cell) -> [Physics.Hole] {
    let random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
    return (0..<UInt64(min(count, Self.most))).map {
      Physics.Hole(position: [cell.width * random.uniform(2 * $0), (cell.depth ?? 0) * random.uniform(2 * $0 + 1)], radius: radius)
    }
  }

  /// −η from which on lithium nucleates, by places, V.
  func nucleationOverpotentials() -> [Double] {
    let random = RandomStream(seed: UInt64(bitPattern: Int64(seed)))
    return (0..<UInt64(min(count, Self.most))).map {
      max(0, nucleationOverpotential + (nucleationSpread > 0 ? nucleationSpread * random.normal(step: 0, cell: $0) : 0))
    }
  }
}
