import ArgumentParser
import Configuration
import Reports

/// The movie at the end of a command that makes frames.
struct MovieOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Make movies of the frames with ffmpeg at the end: mp4 or gif.", valueName: "format"))
  var movie: MovieKind?

  /// Says at once that ffmpeg is missing, and not after hours.
  /// - Throws: `MovieError`.
  func demandEncoder() throws { if movie != nil { _ = try Movie.encoder() } }

  /// Makes the movies that are asked for, else names the command for the first sequence; nothing where there are too few frames.
  /// - Parameters:
  ///   - folder: of sequences of frames, such as `frames` of a run.
  ///   - isQuiet: whether only errors are told.
  /// - Throws: what keeps a movie that is asked for from being made.
  func finish(_ folder: String, sequences names: [String]? = nil, isQuiet: Bool) throws {
    func wanted() throws -> [FrameSequence] {
      try FrameSequence.all(in: folder).filter { $0.frames.count > 1 && names?.contains($0.name) ?? true }
    }
    guard let movie else {
      // A hint does not spoil what ended well.
      if !isQuiet, let first = try? wanted().first, let made = try? Movie(first, as: .mp4) { print("movie: \(made.commandLine)") }
      return
    }
    for sequence in try wanted() {
      let made = try Movie(sequence, as: movie.format)
      try made.make()
      if !isQuiet { print(MovieReport(made).text) }
    }
  }
}
