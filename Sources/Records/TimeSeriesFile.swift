import Foundation

/// A time series read back from `metrics.csv`.
public struct TimeSeriesFile: Equatable, Sendable {
  /// Column titles as in the header, such as `tip height [um]`.
  public let titles: [String]
  /// One row per sample, in the units of the titles.
  public let rows: [[Double]]

  /// - Throws: `RecordError` when the file cannot be read or a row does not have one number for each title.
  public init(path: String) throws(RecordError) {
    let text: String
    do {
      text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    } catch {
      throw .inputOutput("read \(path)", error)
    }
    let lines = text.split { $0 == "\n" || $0 == "\r\n" }
    let titles = lines.first?.split(separator: ",").map(String.init) ?? []
    self.titles = titles
    var rows: [[Double]] = []
    for (number, line) in lines.enumerated().dropFirst() {
      let values = line.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
      guard values.count == titles.count else {
        throw .refused("\(path):\(number + 1): expected \(titles.count) numbers, found \"\(line)\"")
      }
      rows.append(values)
    }
    self.rows = rows
  }

  /// A column by its title; nil when there is none of this title.
  public func column(_ title: String) -> [Double]? {
    titles.firstIndex(of: title).map { index in rows.map { $0[index] } }
  }
}
