public import Configuration
import Foundation
import Records

/// The members of a study set beside each other at one areal capacity.
public struct StudyComparison {
  /// A member at that capacity, and at its end.
  public struct Entry {
    public let record: MemberRecord
    /// At which it is compared, mA·h/cm²; nil where no member of its group plated anything.
    public let capacity: Double?
    /// Whether it is what the others of its point are compared with.
    public let isReference: Bool
    /// The member that it is compared with; nil where that is none of the study.
    var referenceName: String?
    /// Of the way to the capacity; nil where the member never came there.
    let state: CapacityState?
    /// Tip over mean height, over that of the reference; below 1 the tips are held back. Nil where one of the two does not exist.
    public var suppressionRatio: Double?
    /// Mean cell voltage beyond that of the reference, V.
    public var extraVoltage: Double?
    /// Simulated time until the capacity was reached, over that of the reference.
    var timeRatio: Double?

    var name: String { record.member.name }
    /// s and mA·h/cm²; nil without a short circuit.
    var shortCircuit: (time: Double, capacity: Double)? {
      guard let time = record.results["short-circuit time"], let capacity = record.results["short-circuit capacity"] else { return nil }
      return (time.value, capacity.value)
    }
  }

  /// Of all members, in their order.
  public let entries: [Entry]
  let study: StudyConfiguration

  /// - Parameter records: of all members, in their order.
  public init(_ study: StudyConfiguration, _ records: [MemberRecord]) {
    self.study = study
    let capacities = Dictionary(grouping: records, by: Self.group).mapValues { Self.capacity(of: $0, study) }
    func isReference(_ record: MemberRecord) -> Bool { (record.member.strategy ?? record.member.name) == study.reference }
    var entries = records.map { record in
      let capacity = capacities[Self.group(record)] ?? nil
      return Entry(
        record: record, capacity: capacity, isReference: isReference(record),
        state: capacity.flatMap { capacity in record.series.flatMap { CapacityState($0, at: capacity) } })
    }
    for index in entries.indices {
      let reference = entries.first { $0.isReference && Self.group($0.record) == Self.group(entries[index].record) }
      entries[index].referenceName = reference?.name
      guard let own = entries[index].state, let other = reference?.state else { continue }
      if let tips = own.tipRatio, let bare = other.tipRatio, bare > 0 { entries[index].suppressionRatio = tips / bare }
      if let voltage = own.meanVoltage, let bare = other.meanVoltage {
        // Metrics have ten digits.
        let extra = voltage - bare
        entries[index].extraVoltage = abs(extra) < 1e-9 * abs(bare) ? 0 : extra
      }
      if let time = own.time, let bare = other.time, bare > 0 { entries[index].timeRatio = time / bare }
    }
    self.entries = entries
  }

  /// Members that are compared with each other: those of one combination of values, or all where there are no strategies.
  private static func group(_ record: MemberRecord) -> Int { record.member.strategy == nil ? 0 : record.member.point }

  /// A run that failed, or goes on, must not keep the others from being compared where they are.
  private static func capacity(of group: [MemberRecord], _ study: StudyConfiguration) -> Double? {
    if let given = study.capacity { return given / 36000 }
    return group.filter(\.isEnded).compactMap { $0.series?.largest }.filter { $0 > 0 }.min()
  }

  /// Members that are ranked together, in the order of the study.
  var groups: [[Entry]] {
    Dictionary(grouping: entries) { Self.group($0.record) }.sorted { $0.key < $1.key }.map(\.value)
  }
}

/// A run at the moment at which an areal capacity is first reached.
struct CapacityState {
  /// s.
  let time: Double?
  /// Above the mean height of the surface at the start, um.
  let tipHeight: Double?, meanHeight: Double?
  /// um.
  let roughness: Double?
  let frontCurrentRatio: Double?
  /// Over the charge on the way, V.
  let meanVoltage: Double?
  /// Part of a layer that is whole, 1 to 0; nil without layers.
  let layerIntegrity: Double?
  /// Over the charge on the way: largest over mean current on the front, its median; film voltage over cell voltage; salt at the
  /// front, mol/L.
  let typicalFocus: Double?, filmShare: Double?, meanFrontSalt: Double?
  /// Mean shift of the equilibrium potential by stress over the charge on the way, V; 0 where nothing bears any.
  let stressVoltage: Double?

  static let layerIntegrity = "layer integrity"

  /// Nil where the capacity is never reached.
  init?(_ series: CapacitySeries, at capacity: Double) {
    guard capacity <= series.largest * (1 + 1e-9), let start = series.start("mean height [um]") else { return nil }
    time = series.value("time [s]", at: capacity)
    tipHeight = series.value("tip height [um]", at: capacity).map { $0 - start }
    meanHeight = series.value("mean height [um]", at: capacity).map { $0 - start }
    roughness = series.value("roughness [um]", at: capacity)
    frontCurrentRatio = series.value("front current ratio", at: capacity)
    meanVoltage = series.mean("cell voltage [V]", upTo: capacity)
    layerIntegrity = series.value(Self.layerIntegrity, at: capacity)
    typicalFocus = series.median("front current ratio", upTo: capacity)
    let film = series.mean("film voltage [V]", upTo: capacity), whole = meanVoltage
    filmShare = film.flatMap { film in whole.flatMap { $0 > 0 ? film / $0 : nil } }
    stressVoltage = series.mean("stress voltage [V]", upTo: capacity)
    meanFrontSalt = series.mean("front salt concentration [mol/L]", upTo: capacity)
  }

  /// Tip over mean height: 1 on a flat front. Nil where nothing was plated.
  var tipRatio: Double? {
    guard let tipHeight, let meanHeight, meanHeight > 0 else { return nil }
    return tipHeight / meanHeight
  }
}
