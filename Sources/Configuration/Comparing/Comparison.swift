import Foundation
import Records

/// Two results side by side: run folders, field files or tables of metrics. `lidendrite compare`.
///
/// What a clock on the wall decides is left out: the log, the provenance, and the wall time in the summary.
public struct Comparison: Equatable, Sendable {
  /// Each quantity that was compared, those beyond the tolerance first, then by relative difference.
  public private(set) var differences: [Difference] = []
  /// What only one of them has, or has more of.
  public private(set) var gaps: [String] = []
  /// What was compared, such as `metrics.csv: 21 rows`.
  public private(set) var scope: [String] = []

  public var agrees: Bool { gaps.isEmpty && !differences.contains(where: \.isBeyondTolerance) }

  /// - Throws: `ComparisonError` or `RecordError` when one of them is missing, damaged, or not of the other's kind, columns or grid.
  public init(_ a: String, _ b: String, tolerance: ComparisonTolerance = ComparisonTolerance()) throws {
    let kinds = (try Kind(a), try Kind(b))
    guard kinds.0 == kinds.1 else {
      throw ComparisonError("\(a) is \(kinds.0.rawValue), \(b) is \(kinds.1.rawValue); compare two of a kind")
    }
    var findings = ComparisonFindings(isExact: tolerance.relative == 0 && tolerance.absolute.isEmpty)
    switch kinds.0 {
    case .runFolder: try findings.compareRuns(try RunFolder(existing: a), try RunFolder(existing: b))
    case .fieldFile: try findings.compareFields(a, b, as: "")
    case .table: try findings.compareTables(a, b, as: "")
    }
    try Self.check(tolerance, findings.differences)
    gaps = findings.gaps
    scope = findings.scope
    differences = findings.differences.map { found in
      var difference = found
      difference.isBeyondTolerance = !tolerance.allows(found)
      return difference
    }
    differences = differences.enumerated().sorted { x, y in
      let (p, q) = (x.element, y.element)
      if p.isBeyondTolerance != q.isBeyondTolerance { return p.isBeyondTolerance }
      return p.relative == q.relative ? x.offset < y.offset : p.relative > q.relative
    }.map(\.element)
  }

  private enum Kind: String {
    case runFolder = "a run folder", fieldFile = "a field file", table = "a table"

    init(_ path: String) throws(ComparisonError) {
      var isFolder: ObjCBool = false
      guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw ComparisonError("\(path): no such file or folder")
      }
      self = isFolder.boolValue ? .runFolder : FieldFile.isHDF5(path) ? .fieldFile : .table
    }
  }

  /// A tolerance of a quantity that is not there would be an error unseen.
  private static func check(_ tolerance: ComparisonTolerance, _ differences: [Difference]) throws(ComparisonError) {
    let known = Set(differences.map(\.name)).sorted()
    for name in tolerance.absolute.keys.sorted() where !known.contains(name) {
      let near = Spelling.nearest(to: name, among: known)
      let hint = near.map { "did you mean \"\($0)\"?" } ?? "compared are \(known.joined(separator: ", "))"
      throw ComparisonError("--absolute: no quantity \"\(name)\"; \(hint)")
    }
  }
}
