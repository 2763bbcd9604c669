import Foundation
import Testing

@testable import Records

/// Tables of results read back.
@Suite struct ResultTableFileTests {
  @Test func whatWasWrittenComesBack() throws {
    try TemporaryFolder.with { folder in
      let path = folder + "/t.csv"
      let table = try ResultTable(titles: ["member", "set", "extra voltage [V]"], path: path)
      let texts = ["plain", "a, b", "says \"no\"", "\"", "two\nlines", ""]
      for (index, text) in texts.enumerated() {
        try table.append([.text("m\(index)"), .text(text), .number(index == 2 ? nil : 0.25 * Double(index))])
      }
      let read = try ResultTableFile(path: path)
      #expect(read.titles == ["member", "set", "extra voltage [V]"])
      #expect(read.column("set") == texts)
      #expect(read.column("extra voltage [V]") == ["0", "0.25", "", "0.75", "1", "1.25"])
      #expect(read.column("none") == nil)
    }
  }

  @Test func whatIsNoTableIsTold() throws {
    try TemporaryFolder.with { folder in
      let path = folder + "/t.csv"
      for (text, message) in [
        ("a,b\n1,2\n1,2,3\n", "\(path):3: expected 2 cells, found 3"), ("a,b\n1,\"2\n", "\(path):2: quotes that do not end"),
      ] {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: RecordError.refused(message)) { try ResultTableFile(path: path) }
      }
      #expect(throws: RecordError.self) { try ResultTableFile(path: folder + "/none.csv") }
    }
  }
}
