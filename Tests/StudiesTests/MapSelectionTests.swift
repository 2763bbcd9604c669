import Configuration
import Foundation
import Pictures
import Records
import Testing

@testable import Studies

/// A table of a study over two of its settings.
@Suite struct MapSelectionTests {
  private static let header =
    "member,mechanics.lithium,layer[0].thickness [um],layer[0].youngsModulus [GPa],status,reference,compared capacity [mA*h/cm^2],suppression ratio,extra voltage [V]\n"

  private static func rows(_ lithium: [String] = ["plastic", "elastic"]) -> [String] {
    lithium.flatMap { lithium in
      ["1.6", "0.4"].flatMap { thickness in
        ["150", "5"].map { "\(lithium)_\(thickness)_\($0),\(lithium),\(thickness),\($0),finished,a,0.25,0.9,0.001\n" }
      }
    }
  }

  private func withStudy(_ text: String, _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "map-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/study.csv"))
    try body(folder)
  }

  @Test func aGridOfTwoNumbersHasAPanelForEachOfTheRest() throws {
    try withStudy(Self.header + Self.rows().joined()) { folder in
      let isGrid = MapSelection.suits(try StudyColumn.table(of: folder))
      #expect(isGrid)
      let figure = try MapSelection().figure(of: folder, style: FigureStyle(width: .two))
      #expect(
        figure.caption == [
          "Suppression ratio of the members of a study over layer[0].thickness and layer[0].youngsModulus, at 0.25 mA·h/cm².",
          "The suppression ratio is the height of the tips over the mean height against that of the reference: below 1 tips are held back.",
          "Reference: a.", "One panel for each mechanics.lithium.",
        ])
      let text = try #require(String(bytes: figure.encoded(as: .svg), encoding: .utf8))
      #expect(text.contains("<svg"))
      var other = MapSelection()
      other.abscissa = "mechanics.lithium"
      other.quantity = "extra voltage [V]"
      #expect(try other.figure(of: folder, style: FigureStyle()).caption.last == "One panel for each layer[0].youngsModulus.")
    }
    // A member that failed leaves its cell grey.
    let missing = Self.rows(["plastic"]).dropLast().joined() + "p,plastic,0.4,5,failed,a,,,\n"
    try withStudy(Self.header + missing) { folder in
      let figure = try MapSelection().figure(of: folder, style: FigureStyle())
      #expect(figure.caption.last == "Grey cells have no value.")
    }
  }

  @Test func whatIsNoGridIsRefused() throws {
    try withStudy(Self.header + Self.rows().joined()) { folder in
      for (change, message) in [
        ({ $0.abscissa = "cell.width" }, "\(folder)/study.csv: no column \"cell.width\"; it has: "),
        ({ $0.quantity = "status" }, "\(folder)/study.csv: the column \"status\" holds no number"),
        (
          {
            $0.abscissa = "layer[0].thickness"
            $0.ordinate = "layer[0].thickness"
          }, "--x and --y: both are \"layer[0].thickness\"; expected two settings"
        ),
      ] as [((inout MapSelection) -> Void, String)] {
        var selection = MapSelection()
        change(&selection)
        #expect {
          try selection.figure(of: folder, style: FigureStyle())
        } throws: {
          "\($0)".hasPrefix(message)
        }
      }
    }
    try withStudy(Self.header + (Self.rows() + Self.rows().prefix(1)).joined()) { folder in
      let isGrid = MapSelection.suits(try StudyColumn.table(of: folder))
      #expect(!isGrid)
      #expect {
        try MapSelection().figure(of: folder, style: FigureStyle())
      } throws: {
        "\($0)"
          == "\(folder)/study.csv: several members have the same layer[0].thickness and layer[0].youngsModulus; a map shows a grid of them"
      }
    }
    try withStudy(Self.header + Self.rows(["plastic"]).prefix(2).joined()) { folder in
      #expect {
        try MapSelection().figure(of: folder, style: FigureStyle())
      } throws: {
        "\($0)" == "\(folder)/study.csv: one setting varies; a map needs two"
      }
    }
  }
}
