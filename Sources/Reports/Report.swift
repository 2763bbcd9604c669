import Configuration
public import Files
import Foundation
import Records
import Studies

/// A page of one run, of several side by side, or of a study, in one file that needs nothing else.
///
/// The same folders give the same bytes: the page holds no date of its own.
public struct Report {
  /// What is on the page.
  public struct Contents: Sendable {
    /// Names of sequences of frames, such as `composite`; empty for all.
    public var fields: [String] = []
    /// Moments, at least 2; nil for as many as fit into a page, 40 at most.
    public var moments: Int?
    /// Nil for charge where several runs have it and it never falls, else time.
    public var coordinate: MomentCoordinate?
    /// Over the page; nil for the names of the runs.
    public var title: String?
    /// What the page calls the runs; empty for their folders.
    public var labels: [String] = []

    public init() {}
  }

  /// Where the page goes unless the user says otherwise.
  public let standardPath: String
  /// What was left out and why, for the user.
  public let omissions: [String]
  private let page: ReportPage

  /// Runs that stand side by side; of more, tables alone.
  static let mostShown = 24

  /// Reads all that a page shows; nothing is written.
  /// - Parameter folders: run folders, or the folder of one study.
  /// - Throws: `FigureError`, `RecordError`, `ConfigurationErrors` or `PictureError` when a folder does not hold what is asked for.
  public init(_ folders: [String], _ contents: Contents) throws {
    let study = try Self.study(folders)
    let entries = study?.comparison.entries.filter { RunFolder.isRunFolder($0.record.folder) }
    for folder in folders where study == nil && Self.isFolder(folder) && !RunFolder.isRunFolder(folder) {
      throw FigureError("\(folder): expected the folder of a run or of a study, found no config.toml and no study.toml in it")
    }
    let recorded = try (entries?.map(\.record.folder) ?? folders).map { try RecordedRun(path: $0) }
    if let study, recorded.isEmpty { throw FigureError("\(study.folder): none of its members was run yet") }
    guard contents.labels.isEmpty || contents.labels.count == recorded.count else {
      throw FigureError("--label: expected one for each of the \(recorded.count) runs, found \(contents.labels.count)")
    }
    let names = contents.labels.isEmpty ? Self.names(of: recorded) : contents.labels
    let runs = try zip(recorded, names).map { try ReportedRun($0, label: $1, fields: contents.fields) }
    try Self.check(contents.fields, in: recorded)
    var omissions: [String] = []
    let shown = Array(runs.prefix(Self.mostShown))
    if shown.count < runs.count {
      omissions.append("frames and curves of the first \(shown.count) of \(runs.count) runs: more do not stand side by side")
    }
    let marks = Set(entries?.compactMap(\.capacity) ?? []).sorted().map { $0 * 36000 }
    let selection = try FrameSelection(shown, count: contents.moments, coordinate: contents.coordinate, marks: marks)
    for run in shown where run.sequences.isEmpty {
      omissions.append("no frames of \(run.label): \(run.run.folder.frames) holds none")
    }
    let studyPage = try study.map { try StudySection($0) }
    self.omissions = omissions + (studyPage?.omissions ?? [])
    page = try ReportPage(
      runs, shown: shown.count, selection, study: studyPage,
      title: contents.title ?? study.map { URL(fileURLWithPath: $0.folder).lastPathComponent } ?? names.joined(separator: ", "),
      omissions: self.omissions)
    standardPath = folders.count == 1 ? "\(study?.folder ?? runs[0].run.folder.path)/report.html" : "report.html"
  }

  /// Writes the page, which appears once it is whole.
  /// - Throws: `FileError` with the system's reason.
  public func write(to path: String) throws(FileError) {
    let html = page.html
    try unsafe WholeFile.write(Array(html.utf8).span.bytes, to: path)
  }

  private static func isFolder(_ path: String) -> Bool {
    (try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }

  /// The folder of a study is reported alone: its members are the runs.
  private static func study(_ folders: [String]) throws -> StudyRecord? {
    guard let folder = folders.first(where: { StudyRecord.isStudyFolder($0) && !RunFolder.isRunFolder($0) }) else { return nil }
    guard folders.count == 1 else { throw FigureError("\(folder): a study stands alone in a report, found \(folders.count) folders") }
    return try StudyRecord(path: folder)
  }

  private static func names(of runs: [RecordedRun]) -> [String] {
    let short = runs.map(\.name)
    return Set(short).count == short.count ? short : runs.map(\.folder.path)
  }

  private static func check(_ fields: [String], in runs: [RecordedRun]) throws(FigureError) {
    if fields.isEmpty { return }
    let known = Set(
      runs.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.folder.frames)) ?? [] }.filter { !$0.contains(".") }
    ).sorted()
    for field in fields where !known.contains(field) {
      throw FigureError.unknown("sequence of frames", field, in: runs[0].folder.frames, known: known)
    }
  }
}
