import Configuration
import Foundation
import Pictures
import Records

/// Tables that set runs beside each other.
enum RunTables {
  /// Keys of the resolved configs whose values are not the same everywhere; the name of a run is none.
  /// - Throws: `ConfigurationErrors` when a config is not TOML.
  static func differingSettings(_ runs: [ReportedRun]) throws -> [ComparisonTable.Row] {
    let settings = try runs.map { try ResolvedDifference.settings(of: $0.config, file: $0.run.folder.config) }
    var keys: [String] = []
    for key in settings.joined().map(\.key) where !keys.contains(key) && key != "name" { keys.append(key) }
    return keys.compactMap { key in
      let values = settings.map { own in own.first { $0.key == key }?.value }
      if Set(values).count < 2 { return nil }
      return ComparisonTable.Row(
        title: key, cells: values.map { value in value.map { ComparisonTable.Cell(ReadableSetting.text($0), exact: $0) } ?? .init("–") })
    }
  }

  private static let first = ["time", "areal capacity", "tip height", "mean height", "roughness", "cell voltage", "current density"]

  /// Results of `summary.json` with their units, six digits.
  static func results(_ runs: [ReportedRun]) -> [ComparisonTable.Row] {
    let names = Set(runs.flatMap { $0.summary.map { Array($0.results.keys) } ?? [] })
    let ordered = first.filter(names.contains) + names.subtracting(first).sorted()
    let steps = ComparisonTable.Row(title: "time steps", cells: runs.map { .init($0.summary.map { "\($0.steps)" } ?? "–") })
    return [ComparisonTable.Row(title: "end", cells: runs.map { .init($0.state.words) })]
      + ordered.map { name in
        let unit = runs.lazy.compactMap { $0.summary?.results[name]?.unit }.first ?? ""
        return ComparisonTable.Row(
          title: title(name, unit),
          cells: runs.map { run in .init(run.summary?.results[name].map { Readable.number($0.value, digits: 6) } ?? "–") })
      } + (names.isEmpty ? [] : [steps])
  }

  /// What `study.csv` says of members, as far as it says something of one.
  static func results(_ study: StudySection, of runs: [ReportedRun]) -> [ComparisonTable.Row] {
    study.titles.enumerated().compactMap { index, heading in
      let match = heading.wholeMatch(of: /(.*) \[(.*)\]/)
      let texts = runs.map { study.results[$0.run.name]?[index] ?? "" }
      if texts.allSatisfy(\.isEmpty) { return nil }
      return ComparisonTable.Row(
        title: match.map { title(String($0.1), String($0.2)) } ?? heading, cells: texts.map { .init($0.isEmpty ? "–" : $0) })
    }
  }

  /// A quantity with its unit as print writes it.
  static func title(_ name: String, _ unit: String) -> String {
    let printed = AxisQuantity("", unit: unit).unit
    return printed.isEmpty ? name : "\(name) (\(printed))"
  }

  /// Where the results come from.
  static func provenance(_ runs: [ReportedRun]) -> [ComparisonTable.Row] {
    func row(_ title: String, _ value: (Provenance) -> String?) -> ComparisonTable.Row? {
      let values = runs.map { value($0.provenance) }
      return values.allSatisfy { $0 == nil } ? nil : ComparisonTable.Row(title: title, cells: values.map { .init($0 ?? "–") })
    }
    return [
      ComparisonTable.Row(title: "folder", cells: runs.map { .init($0.run.name) }),
      row("lidendrite") { $0.version }, row("Swift") { $0.swiftVersion },
      row("built for") { "\($0.architecture), \($0.cpuTarget ?? "any processor")" }, row("processor") { $0.processor },
      row("operating system") { $0.operatingSystem }, row("threads") { "\($0.threads)" }, row("FFTW planning") { $0.fftwPlanning },
      row("seed") { $0.seed.map { "\($0)" } }, row("started") { $0.started }, row("branched from") { $0.branchedFrom },
      row("resumed") { provenance in
        provenance.resumptions.map { $0.map { "at step \($0.step), \($0.started)" }.joined(separator: "; ") }
      },
    ].compactMap { $0 }
  }
}
