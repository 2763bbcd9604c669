import Foundation
import Testing

@testable import Records

@Suite struct TimeSeriesTests {
  private static let columns: [TimeSeries.Column] = [
    .init("time", unit: "s"), .init("tip height", unit: "um", unitSize: 1e-6), .init("current density", unit: "mA/cm^2", unitSize: 10),
    .init("steps"),
  ]

  @Test func whatIsWrittenIsReadBack() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/metrics.csv"
      let series = try TimeSeries(Self.columns, path: path)
      try series.append([0, 10e-6, 12.5, 1])
      try series.append([1.0 / 3, 21.25e-6, -.infinity, 2e9])
      // The sign that arithmetic leaves on what is no number means nothing.
      try series.append([1e-12, -Double.nan, .infinity, 3])
      #expect(
        try String(contentsOfFile: path, encoding: .utf8) == """
          time [s],tip height [um],current density [mA/cm^2],steps
          0,10,1.25,1
          0.3333333333,21.25,-inf,2000000000
          1e-12,nan,inf,3

          """)
      let file = try TimeSeriesFile(path: path)
      #expect(file.titles == Self.columns.map(\.title))
      #expect(file.rows.count == 3)
      #expect(file.column("time [s]") == [0, 0.3333333333, 1e-12])
      #expect(file.column("steps") == [1, 2e9, 3])
      #expect(file.column("tip height [um]")?[2].isNaN == true)
      #expect(file.column("pressure") == nil)
    }
  }

  @Test func everyRowIsInTheFileAsSoonAsItIsAppended() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/metrics.csv"
      let series = try TimeSeries(Self.columns, path: path)
      for row in 1...5 {
        try series.append([Double(row), 0, 0, 0])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasSuffix("\n\(row),0,0,0\n"))
      }
    }
  }

  @Test func aShorterSeriesLeavesNothingOfALongerOne() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/metrics.csv"
      let long = try TimeSeries([.init("a")], path: path)
      for row in 0..<100 { try long.append([Double(row)]) }
      _ = try TimeSeries([.init("b")], path: path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "b\n")
    }
  }

  @Test func aFullDiskIsToldInOneLine() {
    #expect(throws: RecordError(cause: .inputOutput, description: "cannot write /dev/full: no space left on device")) {
      try TimeSeries([.init("a")], path: "/dev/full")
    }
  }

  @Test func aMissingFolderIsToldInOneLine() throws {
    try TemporaryFolder.with { folder in
      #expect(throws: RecordError(cause: .inputOutput, description: "cannot write \(folder)/none/metrics.csv: no such file or directory")) {
        try TimeSeries([.init("a")], path: "\(folder)/none/metrics.csv")
      }
    }
  }

  @Test func aDamagedRowIsNamed() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/metrics.csv"
      try "a,b\r\n1,2\r\n3\r\n".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(throws: RecordError(cause: .refused, description: "\(path):3: expected 2 numbers, found \"3\"")) {
        try TimeSeriesFile(path: path)
      }
    }
  }
}
