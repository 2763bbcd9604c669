import ArgumentParser
import Configuration
import Foundation
import Pictures
import Records
import Reports

/// `--format` and `--movie`.
enum MovieKind: String, CaseIterable, ExpressibleByArgument {
  case mp4, gif

  var format: MovieFormat { self == .mp4 ? .mp4 : .gif }
}

/// `lidendrite movie`: frames of a run as a film.
struct MovieCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "movie",
    abstract: "Make movies of frames with ffmpeg, or show the commands.",
    discussion: """
      The movie of Outputs/quickstart/frames/composite/ becomes composite.mp4
      beside that folder, and composite.csv lists its frames with their times.

      EXAMPLES:
        lidendrite movie Outputs/quickstart
        lidendrite movie Outputs/quickstart --format gif --frames-per-second 8
        lidendrite movie Outputs/quickstart/rendered/salt
        lidendrite movie Outputs/quickstart --print
      """)

  @Argument(help: ArgumentHelp("A run folder, or a folder of frames.", valueName: "folder"), completion: .directory)
  var folder: String

  @Option(
    name: .customLong("field"), parsing: .singleValue,
    help: ArgumentHelp("A sequence of frames of the run; may be repeated. (default: all)", valueName: "field"),
    completion: .list(SequenceName.allValueStrings))
  var fields: [SequenceName] = []

  @Option(help: ArgumentHelp("Kind of file: mp4 or gif.", valueName: "format"))
  var format = MovieKind.mp4

  @Option(help: ArgumentHelp("Speed, 1 to 120.", valueName: "number"))
  var framesPerSecond = Movie.standardRate

  @Flag(help: "Show the commands and run nothing.")
  var print = false

  @Flag(help: "Errors as JSON, one object a line on standard error; what was made as JSON on standard output.")
  var json = false

  func validate() throws {
    guard Movie.rates.contains(framesPerSecond) else {
      throw ValidationError("--frames-per-second: expected 1 to 120, found \(framesPerSecond)")
    }
  }

  func run() throws {
    try Reporter(asJSON: json).reporting {
      let movies = try sequences().map { try Movie($0, as: format.format, rate: framesPerSecond) }
      if print {
        for movie in movies { Swift.print(movie.commandLine) }
        return
      }
      for movie in movies {
        try movie.make()
        Swift.print(json ? try MovieReport(movie).json() : MovieReport(movie).text)
      }
    }
  }

  private func sequences() throws -> [FrameSequence] {
    var path = folder
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if !RunFolder.isRunFolder(path), let sequence = try FrameSequence(path) { return [sequence] }
    let run = try RunFolder(existing: path)
    let all = try FrameSequence.all(in: run.frames)
    if all.isEmpty { throw FigureError("\(run.frames): no frames; a run with output.frames makes them, lidendrite render of saved fields") }
    let wanted = fields.map(\.sequence.rawValue)
    for name in wanted where !all.contains(where: { $0.name == name }) {
      throw FigureError.unknown("sequence of frames", name, in: run.frames, known: all.map(\.name))
    }
    return wanted.isEmpty ? all : all.filter { wanted.contains($0.name) }
  }
}

/// What is said of a movie that was made.
struct MovieReport: Encodable {
  let file: String
  /// The list of its frames.
  let list: String
  let frames: Int

  init(_ movie: Movie) {
    file = movie.path
    list = movie.list
    frames = movie.sequence.frames.count
  }

  var text: String { "\(file): \(frames) frames, listed in \(list)" }

  func json() throws -> String {
    try jsonLine()
  }
}
