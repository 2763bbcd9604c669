import ArgumentParser
import Configuration
import Foundation
import Reports

/// `--over`.
enum PageAbscissa: String, CaseIterable, ExpressibleByArgument {
  case charge, time

  var coordinate: MomentCoordinate { self == .charge ? .charge : .time }
}

/// `lidendrite report`: one page of runs or of a study.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make a page of one run, of several side by side, or of a study.",
    discussion: """
      One HTML file with frames, curves, results, the ranking of a study, the
      exact configs and their provenance. It opens from the disk and asks for
      nothing else.

      EXAMPLES:
        lidendrite report Outputs/quickstart
        lidendrite report Outputs/quickstart Outputs/trial --output compared.html
        lidendrite report Outputs/film-resistance
      """)

  @Argument(help: ArgumentHelp("Run folders, or the folder of one study.", valueName: "folder"), completion: .directory)
  var folders: [String]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The page. (default: report.html in the folder, of several runs in the current one)", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("Moments of the frame player. (default: 40, or as many as keep the frames within 32 MB)", valueName: "number"))
  var frames: Int?

  @Option(
    name: .customLong("field"), parsing: .singleValue,
    help: ArgumentHelp("A sequence of frames; may be repeated. (default: all)", valueName: "field"),
    completion: .list(SequenceName.allValueStrings))
  var fields: [SequenceName] = []

  @Option(
    help: ArgumentHelp(
      "What runs are matched by and curves are drawn over: charge or time. (default: charge for several runs that only plate, else time)",
      valueName: "quantity"))
  var over: PageAbscissa?

  @Option(help: ArgumentHelp("Name of a run on the page; once for each run. (default: its folder)", valueName: "text"))
  var label: [String] = []

  @Option(help: ArgumentHelp("Text over the page. (default: the names of the runs, or of the study)", valueName: "text"))
  var title: String?

  @Flag(help: "Errors and warnings as JSON, one object a line on standard error; the file made as JSON on standard output.")
  var json = false

  func validate() throws {
    if let frames, !(2...1000).contains(frames) { throw ValidationError("--frames: expected 2 to 1000, found \(frames)") }
  }

  func run() throws {
    let reporter = Reporter(asJSON: json)
    var contents = Report.Contents()
    contents.moments = frames
    contents.fields = fields.map(\.sequence.rawValue)
    contents.coordinate = over?.coordinate
    contents.labels = label
    contents.title = title
    try reporter.reporting {
      let report = try Report(folders, contents)
      let path = output ?? report.standardPath
      try report.write(to: path)
      for omission in report.omissions { reporter.warning(omission, []) }
      print(json ? try FileReport(file: path).json() : path)
    }
  }
}
