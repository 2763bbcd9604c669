/// Outlines of the metal read back from `outlines.csv`.
public struct OutlineSeriesFile: Equatable, Sendable {
  /// The metal at one time.
  public struct Moment: Equatable, Sendable {
    /// s.
    public let time: Double
    /// Corners (x, z) in m; filled together by the even–odd rule they are the metal.
    public let polygons: [[SIMD2<Double>]]
  }

  /// In the order of the file, which is that of time.
  public let moments: [Moment]

  /// - Throws: `RecordError` when the file cannot be read or is no such file.
  public init(path: String) throws(RecordError) {
    let table = try TimeSeriesFile(path: path)
    guard table.titles.joined(separator: ",") == OutlineSeries.header else {
      throw .refused("\(path):1: expected the columns \"\(OutlineSeries.header)\", found \"\(table.titles.joined(separator: ","))\"")
    }
    var moments: [Moment] = []
    var time = Double.nan
    var outline = Double.nan
    var polygons: [[SIMD2<Double>]] = []
    func end() {
      if !polygons.isEmpty { moments.append(Moment(time: time, polygons: polygons)) }
      polygons = []
    }
    for row in table.rows {
      if row[0] != time {
        end()
        outline = .nan
      }
      if row[1] != outline { polygons.append([]) }
      (time, outline) = (row[0], row[1])
      polygons[polygons.count - 1].append(SIMD2(row[2] * 1e-6, row[3] * 1e-6))
    }
    end()
    self.moments = moments
  }
}
