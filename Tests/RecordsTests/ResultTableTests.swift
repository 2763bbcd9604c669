import Foundation
import Testing

@testable import Records

@Suite struct ResultTableTests {
  @Test func rowsAreThoseOfRFC4180() throws {
    try TemporaryFolder.with { folder in
      let table = try ResultTable(titles: ["kind", "time [s]"], path: "\(folder)/steps.csv")
      try table.append([.text("a, or \"b\""), .number(1.0 / 3)])
      try table.append([.text(""), .number(nil)])
      try table.append([.text("rest"), .number(.nan)])
      let text = try String(contentsOfFile: "\(folder)/steps.csv", encoding: .utf8)
      #expect(text == "kind,time [s]\n\"a, or \"\"b\"\"\",0.3333333333\n,\nrest,\n")
    }
  }

  @Test func aPlaceThatCannotBeWritten() {
    #expect(throws: RecordError(cause: .inputOutput, description: "cannot write /nowhere/steps.csv: no such file or directory")) {
      try ResultTable(titles: ["a"], path: "/nowhere/steps.csv")
    }
  }
}
