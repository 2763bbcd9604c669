import ArgumentParser
import Configuration
import Pictures
import Records

/// The arguments of figures that show columns of metrics.
struct ColumnOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Column along the abscissa.", valueName: "column"))
  var x = "time"

  @Option(
    name: .customLong("y"), parsing: .singleValue,
    help: ArgumentHelp(
      "Column of a plot; may be repeated; several names with commas share a plot. (default: the usual ones)", valueName: "column"))
  var columns: [String] = []

  @Flag(help: "Logarithmic ordinates.")
  var logarithmic = false

  var selection: CurveSelection {
    var selection = CurveSelection()
    selection.abscissa = x
    selection.panels = columns.map { $0.split(separator: ",").map { String($0.trimmingPrefix(while: \.isWhitespace)) } }
    selection.isLogarithmic = logarithmic
    return selection
  }
}

/// `--width`.
enum PageColumns: String, CaseIterable, ExpressibleByArgument {
  case one, two

  var width: FigureStyle.Width { self == .one ? .one : .two }
}

/// The arguments that every figure has.
struct FigureOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file; its ending says the format: .svg, .pdf or .png; its caption goes beside it as .txt. (default: a PDF in figures/ of the run)",
      valueName: "file"))
  var output: String?

  @Option(help: "Columns of a page that the figure fills: one (85 mm) or two (170 mm).")
  var width = PageColumns.one

  @Option(help: ArgumentHelp("Pixels per inch of a PNG.", valueName: "number"))
  var dpi = 300

  @Option(help: ArgumentHelp("Text over the figure.", valueName: "text"))
  var title: String?

  @Flag(help: "Errors as JSON, one object a line on standard error; the file made as JSON on standard output.")
  var json = false

  func validate() throws {
    if !(36...2400).contains(dpi) { throw ValidationError("--dpi: expected 36 to 2400, found \(dpi)") }
  }

  private var reporter: Reporter { Reporter(asJSON: json) }

  var style: FigureStyle { FigureStyle(width: width.width, title: title, resolution: Double(dpi)) }

  /// Refuses what the typeface cannot write.
  func check(_ texts: [String], _ option: String) throws {
    for text in texts {
      guard let missing = Figure.unprintable(in: text) else { continue }
      reporter.error("\(option): the typeface has no \"\(missing)\"")
      throw ExitStatus.wrongInput
    }
  }

  /// Reads the runs, makes the figure and says where it is.
  /// - Parameter name: of the file where the user gives none.
  func write(_ name: String, of runs: [String], _ make: ([RecordedRun]) throws -> Figure) throws {
    try write {
      let runs = try runs.map { try RecordedRun(path: $0) }
      let figure = try make(runs)
      return (figure, try output ?? (runs.count == 1 ? runs[0].folder.figure("\(name).pdf") : "\(name).pdf"))
    }
  }

  /// Makes the figure of a folder that holds no run of its own, and says where it is.
  /// - Parameter name: of the file in that folder where the user gives none.
  func write(_ name: String, ofFolder folder: String, _ make: (String) throws -> Figure) throws {
    let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    try write { (try make(folder), output ?? "\(folder)/\(name).pdf") }
  }

  private func write(_ make: () throws -> (Figure, String)) throws {
    try check(title.map { [$0] } ?? [], "--title")
    try reporter.reporting {
      let format = try format()
      let (figure, path) = try make()
      try figure.write(to: path, as: format)
      print(json ? try FileReport(file: path, caption: CaptionFile(figure: path).path).json() : path)
    }
  }

  private func format() throws -> FigureFormat {
    guard let output else { return .pdf }
    if let format = FigureFormat(path: output) { return format }
    reporter.error("--output: expected a name that ends in .svg, .pdf or .png, found \"\(output)\"")
    throw ExitStatus.wrongInput
  }
}
