import Foundation
import Testing

@testable import Records

@Suite struct OutlineSeriesTests {
  private let square = [SIMD2(0, 0), SIMD2(8e-6, 0), SIMD2(8e-6, 1.23456789e-6), SIMD2(0, 2e-6)]
  private let triangle = [SIMD2(1e-6, 3e-6), SIMD2(2e-6, 3e-6), SIMD2(1.5e-6, 4e-6)]

  @Test func whatIsWrittenIsReadBack() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/outlines.csv"
      let series = try OutlineSeries(path: path)
      try series.append(time: 0, [square])
      try series.append(time: 0.5, [])
      try series.append(time: 1.5, [square, triangle])
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(
        text.hasPrefix(
          """
          time [s],outline,x [um],z [um]
          0,0,0,0
          0,0,8,0
          0,0,8,1.234568
          0,0,0,2
          1.5,0,0,0

          """))
      let moments = try OutlineSeriesFile(path: path).moments
      #expect(moments.map(\.time) == [0, 1.5])
      #expect(moments[0].polygons.map(\.count) == [4])
      #expect(moments[1].polygons.map(\.count) == [4, 3])
      for (written, read) in zip(triangle, moments[1].polygons[1]) {
        #expect(abs(written.x - read.x) < 1e-18 && abs(written.y - read.y) < 1e-18)
      }
    }
  }

  @Test func anotherTableIsRefused() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/outlines.csv"
      try "time [s],x [um]\n0,1\n".write(toFile: path, atomically: true, encoding: .utf8)
      let message = "\(path):1: expected the columns \"time [s],outline,x [um],z [um]\", found \"time [s],x [um]\""
      #expect(throws: RecordError(cause: .refused, description: message)) { try OutlineSeriesFile(path: path) }
    }
  }

  @Test func onlyTheFolderOfARunIsOpened() throws {
    try TemporaryFolder.with { folder in
      func message(_ path: String) -> String? {
        do throws(RecordError) {
          _ = try RunFolder(existing: path)
          return nil
        } catch {
          return error.cause == .refused ? error.description : "wrong cause"
        }
      }
      #expect(message("\(folder)/none") == "\(folder)/none: no such folder")
      try "x".write(toFile: "\(folder)/config.toml", atomically: true, encoding: .utf8)
      #expect(message("\(folder)/config.toml") == "\(folder)/config.toml: expected the folder of a run, found a file")
      #expect(message(folder) == "\(folder): expected the folder of a run, found no provenance.json in it")
      try "{}".write(toFile: "\(folder)/provenance.json", atomically: true, encoding: .utf8)
      #expect(message(folder) == nil)
      #expect(try RunFolder(existing: folder + "/").figure("curves.pdf") == "\(folder)/figures/curves.pdf")
    }
  }
}
