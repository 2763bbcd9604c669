import Testing

@testable import Reports

@Suite struct TableTests {
  /// The examples of RFC 4180, section 2.
  @Test func tablesAreReadAsTheirStandardSays() {
    let quoted = DelimitedTable("\"aaa\",\"b \nbb\",\"ccc\"\nzzz,yyy,xxx\n")
    #expect(quoted.titles == ["aaa", "b \nbb", "ccc"] && quoted.rows == [["zzz", "yyy", "xxx"]])
    #expect(DelimitedTable("aaa,bbb,ccc\r\nzzz,yyy,xxx").rows == [["zzz", "yyy", "xxx"]])
    #expect(DelimitedTable("a,b,c\n\"aaa\",\"b\"\"bb\",\"ccc\"\n").rows == [["aaa", "b\"bb", "ccc"]])
    #expect(DelimitedTable("a,b\n1,\n,\n").rows == [["1", ""], ["", ""]])
    // What a killed run left half written is no row.
    #expect(DelimitedTable("a,b\n1,2\n3").rows == [["1", "2"]])
    #expect(DelimitedTable("").rows.isEmpty)
  }

  @Test func settingsAreReadInTheUnitsOfTheField() {
    let readings = [
      ("6e-08 m", "60 nm"), ("0.35 V", "350 mV"), ("300.0 A/m^2", "30 mA/cm²"), ("1000.0 mol/m^3", "1 mol/L"),
      ("0.001 ohm*m^2", "10 Ω·cm²"), ("90.0 s", "1.5 min"), ("5000000.0 Pa", "5 MPa"), ("0.0 V", "0 V"), ("298.15 K", "298.15 K"),
      ("butler-volmer", "butler-volmer"), ("7", "7"), ("true", "true"), ("1.3e-05 m^3/mol", "1.3e-05 m³/mol"),
    ]
    for (written, read) in readings { #expect(ReadableSetting.text(written) == read) }
  }

  @Test func manyRunsBecomeSeveralTables() {
    let names = (1...19).map { "run \($0)" }
    let rows = [
      ComparisonTable.Row(title: "same", cells: names.map { _ in .init("1") }),
      ComparisonTable.Row(title: "other", cells: names.map { .init($0) }),
    ]
    let table = ComparisonTable(names: names, rows: rows, isMerged: true)
    #expect(table.parts.map(\.names.count) == [8, 8, 3])
    #expect(table.parts[2].rows[0].cells.map(\.span) == [3])
    #expect(table.parts[1].rows[1].cells.map(\.text) == Array(names[8..<16]))
    #expect(ComparisonTable(names: names, rows: rows).parts[0].rows[0].cells.count == 8)
  }
}
