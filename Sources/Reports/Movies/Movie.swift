public import Configuration
import Files
import Foundation
import Pictures
import Processes
import Records

/// A movie of a sequence of frames, made by ffmpeg: `composite.mp4` beside the folder `composite`, and `composite.csv`, the list of its
/// frames with their times.
///
/// The same frames give the same bytes with the same ffmpeg, whatever the number of processors.
public struct Movie: Sendable {
  public let sequence: FrameSequence
  public let format: MovieFormat
  /// Frames a second, 1 to 120.
  public let rate: Int

  public static let rates = 1...120
  public static let standardRate = 12

  public var path: String { "\(sequence.folder).\(format.rawValue)" }
  /// The list of frames.
  public var list: String { "\(sequence.folder).csv" }

  /// - Throws: `FigureError` when the frames are no movie: too few, of several sizes, or with one missing between.
  public init(_ sequence: FrameSequence, as format: MovieFormat, rate: Int = standardRate) throws(FigureError) {
    precondition(Self.rates.contains(rate), "frames a second lie between 1 and 120")
    let frames = sequence.frames, first = frames[0]
    guard frames.count > 1 else { throw FigureError("\(sequence.folder): a movie needs two frames, found 1") }
    for (index, frame) in frames.enumerated() {
      guard frame.number == first.number + index else {
        throw FigureError("\(sequence.folder): no frame \(first.number + index); a movie needs all from \(first.number) on")
      }
      guard frame.stamp.width == first.stamp.width, frame.stamp.height == first.stamp.height else {
        throw FigureError(
          "\(frame.path): expected a frame of \(first.stamp.width) x \(first.stamp.height) pixels like the first, found "
            + "\(frame.stamp.width) x \(frame.stamp.height)")
      }
    }
    self.sequence = sequence
    self.format = format
    self.rate = rate
  }

  /// What makes the movie, for a shell.
  public var commandLine: String { ShellLine.text(["ffmpeg"] + arguments(to: path)) }

  private func arguments(to file: String) -> [String] {
    let first = sequence.frames[0]
    // ffmpeg takes a per cent sign for the place of the number.
    let frames = sequence.folder.replacing("%", with: "%%") + "/%06d.png"
    return ["-nostdin", "-loglevel", "error", "-y", "-framerate", "\(rate)", "-start_number", "\(first.number)", "-i", Self.plain(frames)]
      + format.arguments(width: first.stamp.width, height: first.stamp.height)
      // Neither a date nor a version; a fixed number of threads, which decides bits.
      + ["-threads", "4", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", format.rawValue, Self.plain(file)]
  }

  /// A path that ffmpeg takes neither for an option nor for a protocol.
  private static func plain(_ path: String) -> String { path.hasPrefix("-") || path.contains(":") ? "file:\(path)" : path }

  /// Where ffmpeg is.
  /// - Throws: `MovieError` where it is not installed.
  public static func encoder() throws(MovieError) -> String {
    if let program = InstalledProgram.path(of: "ffmpeg") { return program }
    throw MovieError("ffmpeg is not installed; Debian and Ubuntu have it as a package: apt-get install ffmpeg")
  }

  /// Makes the movie, which appears once it is whole, and the list of its frames.
  /// - Throws: `MovieError` when ffmpeg is not there or fails, `RecordError` or `FileError` when a file cannot be written.
  public func make() throws {
    let program = try Self.encoder()
    let partial = path + ".partial", words = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt")
    defer {
      try? FileManager.default.removeItem(at: words)
      // Nothing is there once it was put in its place.
      try? FileManager.default.removeItem(atPath: partial)
    }
    let process = try ProgramRun(program, arguments(to: partial), errors: words.path)
    while !process.wait(atMost: 3600) {}
    guard process.status == 0 else {
      let reason = process.lastWords.isEmpty ? "" : ": \(process.lastWords)"
      throw MovieError("\(path): ffmpeg ended with status \(process.status)\(reason)")
    }
    try writeList()
    try WholeFile.place(partial, at: path, isDurable: false)
  }

  private func writeList() throws {
    let hasCharge = sequence.frames.contains { $0.stamp.charge != nil }
    let titles = ["movie time [s]", "frame", "time [s]"] + (hasCharge ? ["areal capacity [mA*h/cm^2]"] : [])
    let partial = list + ".partial"
    let table = try ResultTable(titles: titles, path: partial)
    for (index, frame) in sequence.frames.enumerated() {
      let moment =
        [
          .number(Double(index) / Double(rate)), .text(URL(fileURLWithPath: frame.path).lastPathComponent), .number(frame.stamp.time),
        ] as [ResultTable.Cell]
      try table.append(moment + (hasCharge ? [.number(frame.stamp.charge.map { $0 / 36000 })] : []))
    }
    try WholeFile.place(partial, at: list, isDurable: false)
  }
}
