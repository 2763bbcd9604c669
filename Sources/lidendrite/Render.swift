import ArgumentParser
import Configuration
import Fields
import Foundation
import Pictures
import Records

/// `--field`.
struct SequenceName: ExpressibleByArgument {
  let sequence: FrameRendering.Sequence

  init?(argument: String) {
    guard let sequence = FrameRendering.Sequence(rawValue: argument) else { return nil }
    self.sequence = sequence
  }

  static var allValueStrings: [String] { FrameRendering.Sequence.allCases.map(\.rawValue) }
}

/// `--map`.
struct ColormapName: ExpressibleByArgument {
  let map: Colormap

  init?(argument: String) {
    guard let map = Colormap.named(argument) else { return nil }
    self.map = map
  }

  static var allValueStrings: [String] { Colormap.all.map(\.name) }
}

/// `lidendrite render`: frames of a run made again from its field files.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make frames again from the field files of a run.",
    discussion: """
      EXAMPLES:
        lidendrite render Outputs/quickstart
        lidendrite render Outputs/quickstart --field salt --map cividis --range "0 mol/L, 1.2 mol/L"
        lidendrite render Outputs/quickstart --field current --range auto --height 2000 --overwrite
        lidendrite render Outputs/quickstart-3d --field surface --set output.surface.azimuth="60 deg"
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "folder"), completion: .directory)
  var folder: String

  @Option(
    name: .customLong("field"), parsing: .singleValue,
    help: ArgumentHelp(
      "A sequence of frames; may be repeated. (default: composite, of a cell with a depth also surface, or what is there)",
      valueName: "field"),
    completion: .list(SequenceName.allValueStrings))
  var fields: [SequenceName] = []

  @Option(help: ArgumentHelp("Colours. (default: those of the run)", valueName: "map"), completion: .list(ColormapName.allValueStrings))
  var map: ColormapName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Colour range: two values such as \"0 mol/L, 1.2 mol/L\", or auto for one over all files. (default: that of the run)",
      valueName: "range"),
    completion: .list(["auto"]))
  var range: String?

  @Option(help: ArgumentHelp("Height of the frames. (default: that of the run)", valueName: "pixels"))
  var height: Int?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("How the surface looks, a key of [output.surface]; may be repeated.", valueName: "key=value"),
    completion: .custom { _, _, _ in FrameRendering.settingKeys.map { "\($0)=" } })
  var settings: [String] = []

  @Option(help: ArgumentHelp("Where the frames go. (default: rendered/ of the run)", valueName: "folder"), completion: .directory)
  var output: String?

  @Flag(help: "Replace earlier rendered frames.")
  var overwrite = false

  @OptionGroup var movies: MovieOptions

  @Option(help: ArgumentHelp("Worker threads. (default: all processors)", valueName: "number"))
  var threads: Int?

  @Flag(help: "Errors as JSON, one object a line on standard error; what was made as JSON on standard output.")
  var json = false

  func validate() throws {
    if let height, !(64...8192).contains(height) { throw ValidationError("--height: expected 64 to 8192, found \(height)") }
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads: expected 1 to 1024, found \(threads)") }
  }

  func run() throws {
    Tiling.threadBudget = threads ?? Topology.processorCount
    var rendering = FrameRendering()
    rendering.sequences = fields.map(\.sequence)
    rendering.map = map?.map
    rendering.range = range.map { $0 == "auto" ? .auto : .text($0) } ?? .ofTheRun
    rendering.height = height
    rendering.settings = settings
    rendering.output = output
    rendering.overwrites = overwrite
    let reporter = Reporter(asJSON: json)
    try reporter.reporting {
      try movies.demandEncoder()
      let result = try rendering.render(try RecordedRun(path: folder))
      print(json ? try RenderReport(result).json() : RenderReport(result).text)
      try movies.finish(result.folder, sequences: result.sequences.map(\.rawValue), isQuiet: json)
    }
  }
}

/// What `lidendrite render` prints when the frames are made.
private struct RenderReport: Encodable {
  let folder: String
  let fields: [String]
  /// Of each sequence.
  let frames: Int

  init(_ result: FrameRendering.Result) {
    folder = result.folder
    fields = result.sequences.map(\.rawValue)
    frames = result.frames
  }

  var text: String { "\(folder): \(frames) \(frames == 1 ? "frame" : "frames") of \(fields.joined(separator: ", "))" }

  func json() throws -> String {
    try jsonLine()
  }
}
