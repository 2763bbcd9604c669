import Files
public import Foundation
import Records

/// What a soak leaves behind: `soak.html` to read, `junit.xml` for build servers.
public struct SoakReport {
  private let results: [Soak.Result]

  public init(_ results: [Soak.Result]) { self.results = results }

  public var isPassed: Bool { results.allSatisfy(\.isPassed) }

  /// A line for each check, the failed ones marked.
  public var text: String {
    results.map { result in
      let checks = result.checks.map { check in
        let mark =
          switch check.verdict {
          case .passed: "  ok       "
          case .failed: "  FAILED   "
          case .skipped: "  skipped  "
          }
        return "\(mark)\(check.name): \(check.finding)"
      }
      return ([result.name] + checks).joined(separator: "\n") + "\n"
    }.joined()
  }

  /// - Returns: paths of the files.
  /// - Throws: `FileError` when they cannot be written.
  public func write(to folder: String, at date: Date = Date()) throws -> [String] {
    let subtitle = "lidendrite \(ProgramVersion.withBuild), \(date.formatted(.iso8601))"
    let files = [
      ("\(folder)/soak.html", SoakPage(results: results, subtitle: subtitle).html),
      ("\(folder)/junit.xml", JUnitReport(results: results).text),
    ]
    for (path, text) in files { try unsafe WholeFile.write(Array(text.utf8).span.bytes, to: path) }
    return files.map(\.0)
  }
}
