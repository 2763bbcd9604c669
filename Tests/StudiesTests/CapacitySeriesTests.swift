import Foundation
import Records
import Testing

@testable import Studies

@Suite("Metrics over the charge")
struct CapacitySeriesTests {
  private func series(_ rows: [String]) throws -> CapacitySeries {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try ("time [s],cell voltage [V],x,areal capacity [mA*h/cm^2]\n" + rows.joined(separator: "\n")).write(
      toFile: path, atomically: true, encoding: .utf8)
    return try #require(CapacitySeries(try TimeSeriesFile(path: path)))
  }

  @Test("values between rows lie on a line, and means are over the charge")
  func plating() throws {
    let series = try series(["0,0.1,nan,0", "10,0.2,3,1", "20,0.2,5,2", "40,0.6,5,4"])
    #expect(series.largest == 4)
    #expect(series.value("time [s]", at: 0) == 0)
    #expect(series.value("time [s]", at: 1.5) == 15)
    #expect(series.value("x", at: 0.5) == nil && series.value("x", at: 1) == 3 && series.value("x", at: 1.5) == 4)
    #expect(series.value("time [s]", at: 4.1) == nil && series.value("absent", at: 1) == nil)
    // 0.15 over the first unit, 0.2 over the second, 0.2 to 0.4 over the third.
    let mean = try #require(series.mean("cell voltage [V]", upTo: 3)), expected = 0.65 / 3
    #expect(abs(mean - expected) < 1e-12)
    #expect(series.mean("cell voltage [V]", upTo: 0) == 0.1)
    // Means of 0.15, 0.2 and 0.3 V over equal parts; half of the charge up to 2.5 is passed in the second of two and a half.
    #expect(series.median("cell voltage [V]", upTo: 3) == 0.2 && series.median("cell voltage [V]", upTo: 0) == 0.1)
    #expect(series.median("cell voltage [V]", upTo: 1.5).map { abs($0 - 0.15) < 1e-12 } == true)
    // A row that is no number counts for nothing.
    #expect(series.median("x", upTo: 2) == 4)
  }

  @Test("a charge that is stripped again was reached the first time")
  func cycling() throws {
    let series = try series(["0,0.1,0,0", "10,0.1,0,2", "10,-0.1,0,2", "20,-0.1,0,0", "30,0.1,0,2"])
    #expect(series.largest == 2)
    #expect(series.value("time [s]", at: 1) == 5 && series.value("time [s]", at: 2) == 10)
  }

  @Test("what only strips reaches nothing") func stripping() throws {
    let series = try series(["0,-0.1,0,0", "10,-0.1,0,-2"])
    #expect(series.largest == 0)
  }
}
