import Files
public import Foundation
import Pictures
import Records

/// What became of the problems: a page to read, its figures, and the problems' own tables.
public struct ValidationReport {
  /// A problem that was solved, or what kept it from being solved.
  public struct Result: Sendable {
    public let problem: Problem
    public let solution: Solution
    /// Why there is no whole solution; nil where all went well.
    public let failure: String?
    /// Wall-clock time, s.
    public let wallTime: Double

    public var isPassed: Bool { failure == nil && !solution.findings.isEmpty && solution.findings.allSatisfy(\.isMet) }
  }

  public let results: [Result]

  public init(_ results: [Result]) { self.results = results }

  public var isPassed: Bool { results.allSatisfy(\.isPassed) }

  /// Solves a problem; what it throws becomes part of the result.
  public static func solve(_ problem: Problem, tell: (String) -> Void) -> Result {
    let start = ProcessInfo.processInfo.systemUptime
    var solution = Solution(), failure: String?
    do { solution = try problem.solve(tell) } catch { failure = "\(error)" }
    return Result(problem: problem, solution: solution, failure: failure, wallTime: ProcessInfo.processInfo.systemUptime - start)
  }

  /// A line for each finding, those that are not met marked.
  public var text: String {
    results.map { result in
      let findings = result.solution.findings.map { "\($0.isMet ? "  ok       " : "  FAILED   ")\($0.inWords)" }
      let failure = result.failure.map { ["  FAILED   \($0)"] } ?? []
      return (["\(result.problem.name): \(result.problem.title), \(Int(result.wallTime.rounded())) s"] + findings + failure)
        .joined(separator: "\n") + "\n"
    }.joined()
  }

  /// Writes the page, its figures into a folder beside it, and the tables into another.
  ///
  /// - Parameters:
  ///   - page: path of the Markdown file; figures go to the folder of its name in small letters, without its ending.
  ///   - folder: where tables go.
  /// - Returns: paths of what was written but figures.
  /// - Throws: `FileError` or `PictureError` when a file cannot be written, `RecordError` when a folder cannot be made.
  public func write(page: String, tables folder: String, at date: Date = Date()) throws -> [String] {
    let place = (page as NSString).deletingLastPathComponent
    let figures = ((page as NSString).lastPathComponent as NSString).deletingPathExtension.lowercased()
    let figureFolder = place.isEmpty ? figures : "\(place)/\(figures)"
    try RunFolder.makeFolder(figureFolder)
    try RunFolder.makeFolder(folder)
    var written: [String] = []
    for result in results {
      for figure in ProblemFigures(result.problem, result.solution).all {
        let bytes = [UInt8](figure.drawing.encoded(as: .svg))
        try unsafe WholeFile.write(bytes.span.bytes, to: "\(figureFolder)/\(figure.name).svg")
      }
      for (name, text) in result.solution.files {
        let path = "\(folder)/\(name)"
        try unsafe WholeFile.write(Array(text.utf8).span.bytes, to: path)
        written.append(path)
      }
    }
    let text = ValidationPage(results: results, figures: figures, version: ProgramVersion.withBuild, date: date).markdown
    try unsafe WholeFile.write(Array(text.utf8).span.bytes, to: page)
    return [page] + written
  }
}
