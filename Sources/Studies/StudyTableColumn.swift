import Configuration
import Records

/// A column of `study.csv` that does not depend on what varies.
struct StudyTableColumn: Sendable {
  let name: String
  /// Empty without one.
  let unit: String
  /// In the Markdown of the reference.
  let meaning: String
  let isPresent: @Sendable ([StudyComparison.Entry]) -> Bool
  /// Numbers in the unit.
  let cell: @Sendable (StudyComparison.Entry) -> ResultTable.Cell

  init(
    _ name: String, _ unit: String = "", _ meaning: String,
    isPresent: @escaping @Sendable ([StudyComparison.Entry]) -> Bool = { _ in true },
    _ cell: @escaping @Sendable (StudyComparison.Entry) -> ResultTable.Cell
  ) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.isPresent = isPresent
    self.cell = cell
  }

  var title: String { unit.isEmpty ? name : "\(name) [\(unit)]" }

  private static func number(
    _ name: String, _ unit: String = "", _ meaning: String,
    isPresent: @escaping @Sendable ([StudyComparison.Entry]) -> Bool = { _ in true },
    _ value: @escaping @Sendable (StudyComparison.Entry) -> Double?
  ) -> StudyTableColumn {
    StudyTableColumn(name, unit, meaning, isPresent: isPresent) { .number(value($0)) }
  }

  /// Of the summary of a member.
  private static func result(_ name: String, _ unit: String, _ meaning: String) -> StudyTableColumn {
    number(name, unit, meaning) { $0.record.results[name]?.value }
  }

  private static let hasStrategies: @Sendable ([StudyComparison.Entry]) -> Bool = { entries in
    entries.contains { $0.record.member.strategy != nil }
  }

  /// What tells a member from others, but for what varies.
  static let identity: [StudyTableColumn] = [
    StudyTableColumn("member", "", "its name") { .text($0.name) },
    StudyTableColumn("strategy", "", "its strategy; only of studies with strategies", isPresent: hasStrategies) {
      .text($0.record.member.strategy ?? "")
    },
    StudyTableColumn("set", "", "what its strategy sets; only of studies with strategies", isPresent: hasStrategies) { entry in
      .text(entry.record.member.strategySettings.map { "\($0.key) = \($0.value)" }.joined(separator: "; "))
    },
  ]

  static let outcome: [StudyTableColumn] = [
    StudyTableColumn(
      "status", "",
      "`finished`, `stopped` by a criterion, `failed`, `interrupted`, `unfinished` (running elsewhere, or killed), `absent`"
    ) { .text($0.record.status.rawValue) },
    StudyTableColumn("end reason", "", "in words") { .text($0.record.reason) },
    result("time", "s", "simulated, at the end of the run"),
    result("areal capacity", "mA*h/cm^2", "at the end of the run"),
    result("tip height", "um", "at the end of the run, above the bottom of the domain"),
    result("mean height", "um", "at the end of the run, above the bottom of the domain"),
    result("short-circuit time", "s", "empty without a short circuit"),
    result("short-circuit capacity", "mA*h/cm^2", "empty without a short circuit"),
    StudyTableColumn("reference", "", "the member that it is compared with") { .text($0.referenceName ?? "") },
    number(
      "compared capacity", "mA*h/cm^2", "at which the columns that follow are taken; empty where the member never came there"
    ) { $0.state == nil ? nil : $0.capacity },
    number(
      "suppression ratio", "",
      "(h_tip/h_mean) over (h_tip/h_mean) of the reference, with both heights above the mean height of the surface at the start. "
        + "Below 1 the tips are held back. On a flat front h_tip/h_mean is 1"
    ) { $0.suppressionRatio },
    number("compared time", "s", "simulated, until the capacity was reached") { $0.state?.time },
    number("compared tip height", "um", "h_tip") { $0.state?.tipHeight },
    number("compared mean height", "um", "h_mean") { $0.state?.meanHeight },
    number("compared roughness", "um", "as in [`metrics.csv`](Metrics.md)") { $0.state?.roughness },
    number("compared front current ratio", "", "as in [`metrics.csv`](Metrics.md)") { $0.state?.frontCurrentRatio },
    number("mean cell voltage", "V", "over the charge on the way to the capacity") { $0.state?.meanVoltage },
    number("extra voltage", "V", "beyond that of the reference; 0 where both have the same voltage imposed") { $0.extraVoltage },
    number(
      "compared layer integrity", "", "only where `metrics.csv` has a column `layer integrity`",
      isPresent: { entries in entries.contains { $0.state?.layerIntegrity != nil } }
    ) { $0.state?.layerIntegrity },
    result("wall time", "s", "of the run's last process"),
  ]
}
