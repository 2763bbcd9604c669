import Foundation
import Pictures
public import Records

/// A run made before, as figures see it.
public struct RecordedRun: Sendable {
  public let folder: RunFolder

  /// - Parameter path: the run folder as the user named it; messages repeat it.
  /// - Throws: `RecordError`, refused, when no run was made there.
  public init(path: String) throws(RecordError) { folder = try RunFolder(existing: path) }

  /// The last part of its path.
  public var name: String { URL(fileURLWithPath: folder.path).lastPathComponent }

  /// Names that tell runs apart: the last parts of their paths, or whole paths where two of those are the same.
  /// - Throws: `FigureError` when a name cannot be printed.
  public static func names(of runs: [RecordedRun]) throws(FigureError) -> [String] {
    let short = runs.map(\.name)
    let names = Set(short).count == short.count ? short : runs.map(\.folder.path)
    for name in names {
      if let missing = Figure.unprintable(in: name) {
        throw FigureError("\(name): the typeface has no \"\(missing)\"; name each run with --label")
      }
    }
    return names
  }

  /// - Throws: `FigureError` when a file that should be there is not, told with what makes it.
  func require(_ path: String, _ otherwise: String) throws(FigureError) {
    if !FileManager.default.fileExists(atPath: path) { throw FigureError("\(path): no such file; \(otherwise)") }
  }
}
