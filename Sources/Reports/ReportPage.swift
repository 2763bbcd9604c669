import Configuration
import Foundation
import Mustache
import Pictures
import Processes
import Records

/// All that stands on a page, as its template names it.
struct ReportPage {
  struct State {
    let run: String
    let words: String
    let isGood: Bool
  }

  struct Warnings {
    let run: String
    let words: [String]
  }

  struct Config {
    let run: String
    let file: String
    let text: String
    /// As a `data:` address, to be saved.
    let source: String
  }

  struct Steps {
    let run: String
    let headings: [ComparisonTable.Cell]
    let steps: [Step]
  }

  struct Step {
    let values: [ComparisonTable.Cell]
  }

  let title: String
  let program: String
  let states: [State]
  let isOneRun: Bool
  let notes: [String]
  let player: FramePlayer
  let hasFrames: Bool
  let curves: CurveSection
  let hasCurves: Bool
  let study: StudySection?
  let settings: ComparisonTable
  let hasSettings: Bool
  let results: ComparisonTable
  let protocols: [Steps]
  let hasProtocols: Bool
  let provenance: ComparisonTable
  let commands: [State]
  let warnings: [Warnings]
  let hasWarnings: Bool
  let configs: [Config]
  /// JSON for the script.
  let numbers: String
  let css: String
  let script: String

  /// - Parameters:
  ///   - shown: how many of the runs have frames and curves on the page.
  ///   - selection: of those.
  /// - Throws: `FigureError` or `ConfigurationErrors` when a file cannot be read.
  init(
    _ runs: [ReportedRun], shown: Int, _ selection: FrameSelection, study: StudySection?, title: String, omissions: [String]
  ) throws {
    self.title = title
    self.study = study
    program = ProgramVersion.current
    let side = Array(runs.prefix(shown)), labels = runs.map(\.label)
    let isOneRun = runs.count == 1
    self.isOneRun = isOneRun
    states = runs.filter { isOneRun || !$0.state.isGood }.map { State(run: $0.label, words: $0.state.words, isGood: $0.state.isGood) }
    notes = omissions
    player = try FramePlayer(side, selection)
    hasFrames = !player.strips.isEmpty
    curves = CurveSection(side, over: selection.coordinate)
    hasCurves = !curves.isEmpty
    settings = ComparisonTable(names: labels, rows: isOneRun ? [] : try RunTables.differingSettings(runs))
    hasSettings = !settings.isEmpty
    results = ComparisonTable(names: labels, rows: study.map { RunTables.results($0, of: runs) } ?? RunTables.results(runs))
    protocols = runs.compactMap { run in
      guard let steps = run.steps, steps.rows.count > 1 else { return nil }
      return Steps(
        run: run.label, headings: steps.titles.map { Self.heading($0) },
        steps: steps.rows.map { Step(values: $0.map { .init($0.isEmpty ? "–" : Self.short($0)) }) })
    }
    hasProtocols = !protocols.isEmpty
    provenance = ComparisonTable(names: labels, rows: RunTables.provenance(runs), isMerged: true)
    commands = runs.map { State(run: $0.label, words: ShellLine.text($0.provenance.arguments), isGood: true) }
    warnings = runs.filter { !$0.warnings.isEmpty }.map { Warnings(run: $0.label, words: $0.warnings) }
    hasWarnings = !warnings.isEmpty
    configs =
      runs.map { run in
        Config(run: run.label, file: "\(run.run.name).toml", text: run.config, source: Self.toml(run.config))
      } + (study.map { [Config(run: "the study", file: "study.toml", text: $0.file, source: Self.toml($0.file))] } ?? [])
    let divisor = curves.divisor
    numbers = try Self.json(
      Numbers(
        labels: player.labels, positions: selection.moments.positions.map { $0 / divisor },
        unit: curves.abscissa.unit, plots: curves.numbers))
    css = String(decoding: PackageResources.report_css, as: UTF8.self)
    script = String(decoding: PackageResources.report_js, as: UTF8.self)
  }

  private struct Numbers: Encodable {
    /// What each position of the slider is called.
    let labels: [String]
    /// On the abscissa of the plots.
    let positions: [Double]
    /// Of the abscissa.
    let unit: String
    let plots: [CurvePlot.Numbers]
  }

  private static func json(_ numbers: Numbers) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Within a page only "<" could end it.
    return String(decoding: try encoder.encode(numbers), as: UTF8.self).replacing("<", with: "\\u003c")
  }

  private static func toml(_ text: String) -> String { "data:application/toml;base64,\(Data(text.utf8).base64EncodedString())" }

  private static func heading(_ title: String) -> ComparisonTable.Cell {
    let match = title.wholeMatch(of: /(.*) \[(.*)\]/)
    return .init(match.map { RunTables.title(String($0.1), String($0.2)) } ?? title)
  }

  /// Numbers with five digits, and units as print writes them.
  private static func short(_ text: String) -> String {
    if let number = Double(text) { return Readable.number(number, digits: 5) }
    return text.first?.isNumber == true || text.first == "-" ? ReadableSetting.printed(text) : text
  }

  var html: String {
    let text = String(decoding: PackageResources.report_mustache, as: UTF8.self)
    do {
      return try MustacheTemplate(string: text).render(self)
    } catch {
      preconditionFailure("the template of the page is not one: \(error)")
    }
  }
}
