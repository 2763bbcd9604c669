import Fields
import Foundation

/// Nucleation at the sites of collectors: a site exchanges as the bare surface does until the overpotential there has been as large as the one at which
/// it nucleates, and from then on for good as lithium does.
///
/// A nucleus can grow from a radius of 2γV_m/(F|η|) on (A. Pei, G. Zheng, F. Shi, Y. Li & Y. Cui, Nano Lett. 17 (2017) 1132), some
/// nanometres: far below the interface width, so that none is on the grid. What is left of it is the threshold that experiments report of a
/// substrate, next to nothing on silver or gold, 40 mV on copper (K. Yan et al., Nature Energy 1 (2016) 16010).
///
/// Double layers charge far faster than lithium grows. The overpotential therefore rises from rest through the thresholds in their order, and what nucleates first takes it off
/// the others: of the sites whose threshold a solution passes those with the lowest nucleate, and the potential is found again before the next do.
final class SiteNucleation {
  /// A site that has to nucleate.
  struct Site {
    /// Of its collector among the laws.
    var law: Int
    var hole: Hole
    /// −η from which on it nucleates, V, > 0.
    var threshold: Double
    /// Columns of the grid that it takes, and how much of each.
    var columns: [(index: Int, share: Double)]
    var isNucleated = false
    /// Whether the last solution passed its threshold, and none below.
    var isDue = false
  }

  private(set) var sites: [Site]
  /// Sites that are nucleated from the start.
  private let initialCount: Int
  private let grid: Grid
  /// By laws, m: how far above the bottom of the domain lithium feels them.
  private let tops: [Double]

  /// - Returns: nil where no site has to nucleate.
  init?(_ grid: Grid, _ laws: [LayerLaw]) {
    self.grid = grid
    var sites: [Site] = [], initial = 0
    for (index, law) in laws.enumerated() where law.nucleates {
      for (hole, threshold) in zip(law.region?.gaps ?? [], law.nucleationOverpotentials) {
        guard threshold > 0 else {
          initial += 1
          continue
        }
        sites.append(Site(law: index, hole: hole, threshold: threshold, columns: hole.columns(on: grid)))
      }
    }
    guard !sites.isEmpty else { return nil }
    self.sites = sites
    initialCount = initial
    tops = laws.map { $0.region?.slab?.upperBound ?? 0 }
  }

  var isWaiting: Bool { sites.contains { !$0.isNucleated } }
  var isDue: Bool { sites.contains { $0.isDue } }

  func start() {
    for index in sites.indices { (sites[index].isNucleated, sites[index].isDue) = (false, false) }
  }

  /// Notes which sites nucleate next: of those whose threshold the mean overpotential over their part of the front passes, the lowest.
  ///
  /// - Parameter overpotential: as `SiteOverpotential` has it by columns of the grid.
  func note(_ overpotential: (_ top: Double, _ isWanted: [Bool]) -> ColumnMeans) {
    for index in sites.indices { sites[index].isDue = false }
    var lowest = Double.infinity, passed: [Int] = []
    for law in Set(sites.filter { !$0.isNucleated }.map(\.law)).sorted() {
      let waiting = sites.indices.filter { sites[$0].law == law && !sites[$0].isNucleated }
      var isWanted = [Bool](repeating: false, count: grid.width * grid.depth)
      for index in waiting { for column in sites[index].columns { isWanted[column.index] = true } }
      let means = overpotential(tops[law], isWanted)
      for index in waiting {
        // Where lithium has grown over all of a site there is no front left for it.
        guard let mean = means.mean(over: sites[index].columns), -mean >= sites[index].threshold else { continue }
        passed.append(index)
        lowest = min(lowest, sites[index].threshold)
      }
    }
    for index in passed where sites[index].threshold == lowest { sites[index].isDue = true }
  }

  /// Nucleates what is due.
  ///
  /// - Parameter open: takes the site from its collector's share of the cells.
  /// - Returns: whether something was.
  func nucleate(_ open: (_ law: Int, _ hole: Hole) -> Void) -> Bool {
    var hasNucleated = false
    for index in sites.indices where sites[index].isDue {
      sites[index].isDue = false
      sites[index].isNucleated = true
      open(sites[index].law, sites[index].hole)
      hasNucleated = true
    }
    return hasNucleated
  }

  var summary: NucleationSummary {
    var summary = NucleationSummary()
    let nucleated = sites.filter(\.isNucleated)
    summary.sites = Double(initialCount + nucleated.count)
    if grid.depth > 1 { summary.density = summary.sites / grid.crossSection }
    summary.overpotential = nucleated.map(\.threshold).max() ?? .nan
    return summary
  }
}

// MARK: Memory

extension SiteNucleation {
  private static let perWord = 32

  /// 32 sites a number, the first in the lowest bit.
  var memory: [String: Double] {
    var numbers: [String: Double] = [:]
    for word in 0...(sites.count - 1) / Self.perWord {
      numbers["nucleatedSites\(word + 1)"] = bits(word, \.isNucleated)
      numbers["dueSites\(word + 1)"] = bits(word, \.isDue)
    }
    return numbers
  }

  private func bits(_ word: Int, _ flag: KeyPath<Site, Bool>) -> Double {
    let first = word * Self.perWord
    return (first..<min(first + Self.perWord, sites.count)).reduce(0) { $0 + (sites[$1][keyPath: flag] ? exp2(Double($1 - first)) : 0) }
  }

  /// Goes on from kept numbers; false, and nothing is changed, where they are not those of these sites.
  ///
  /// - Parameters:
  ///   - close: brings back the collectors of the start.
  ///   - open: takes a site from its collector's share of the cells.
  func restore(_ numbers: [String: Double], close: () -> Void, open: (_ law: Int, _ hole: Hole) -> Void) -> Bool {
    func flags(_ name: String) -> [Bool]? {
      var flags: [Bool] = []
      for word in 0...(sites.count - 1) / Self.perWord {
        let count = min(Self.perWord, sites.count - word * Self.perWord)
        guard let number = numbers["\(name)\(word + 1)"], let bits = UInt64(exactly: number), bits >> UInt64(count) == 0 else { return nil }
        flags += (0..<count).map { bits >> UInt64($0) & 1 == 1 }
      }
      return flags
    }
    guard let nucleated = flags("nucleatedSites"), let due = flags("dueSites") else { return false }
    close()
    for index in sites.indices {
      sites[index].isNucleated = nucleated[index]
      sites[index].isDue = due[index]
      if nucleated[index] { open(sites[index].law, sites[index].hole) }
    }
    return true
  }
}

/// What has nucleated at the sites of collectors; not-a-number where none has to.
public struct NucleationSummary: Codable, Sendable, Equatable {
  /// How many, with those that need no overpotential for it.
  public var sites = Double.nan
  /// The same over the cross-section, 1/m²; not-a-number in a cell without depth, whose sites are slots.
  public var density = Double.nan
  /// The largest −η that it took so far, V; not-a-number while it took none.
  public var overpotential = Double.nan

  public init() {}
}
