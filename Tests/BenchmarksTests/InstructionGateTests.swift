import Foundation
import Testing

/// Benchmarks/compare-instructions lets pass what it should and nothing else.
@Suite struct InstructionGateTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What the script said and whether it let pass.
  private func compare(committed: String, counted: String) throws -> (passes: Bool, lines: [String]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in [("committed.txt", committed), ("counted.txt", counted), ("said.txt", "")] {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let process = Process(), said = folder.appendingPathComponent("said.txt")
    process.executableURL = Self.root.appendingPathComponent("Benchmarks/compare-instructions")
    process.arguments = ["committed.txt", "counted.txt"].map { folder.appendingPathComponent($0).path }
    process.standardOutput = try FileHandle(forWritingTo: said)
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: said, encoding: .utf8)
    return (process.terminationStatus == 0, text.split(separator: "\n").map(String.init))
  }

  @Test func upToATenthMoreOrLessPasses() throws {
    let (passes, lines) = try compare(committed: "# a comment\nsolve 1000000\nstep 2000000\n", counted: "solve 1099999\nstep 1800001\n")
    #expect(passes)
    #expect(lines == ["solve: counted 1099999, committed 1000000, +10.0 %", "step: counted 1800001, committed 2000000, -10.0 %"])
  }

  @Test func moreThanATenthMoreFailsAndIsNamedWithBothFigures() throws {
    let (passes, lines) = try compare(committed: "solve 1000000\nstep 2000000\n", counted: "solve 1101000\nstep 2000000\n")
    #expect(!passes)
    #expect(lines.first == "solve: counted 1101000, committed 1000000, +10.1 %: more than +10 % is too much")
    #expect(lines.last == "step: counted 2000000, committed 2000000, +0.0 %")
  }

  @Test func moreThanATenthLessPassesAndAsksToBeWrittenDown() throws {
    let (passes, lines) = try compare(committed: "solve 1000000\n", counted: "solve 500000\n")
    #expect(passes)
    #expect(lines == ["solve: counted 500000, committed 1000000, -50.0 %: write it down with make instructions RENEW=1"])
  }

  @Test(arguments: ["", "# a comment\n", "solve 1000000\n"])
  func workThatIsNotCommittedFails(committed: String) throws {
    let (passes, lines) = try compare(committed: committed, counted: "solve 1000000\nstep 2000000\n")
    #expect(!passes)
    #expect(lines.contains { $0.contains("step") && $0.contains("2000000") })
  }

  @Test func workThatIsNoLongerCountedFails() throws {
    let (passes, lines) = try compare(committed: "solve 1000000\nstep 2000000\n", counted: "solve 1000000\n")
    #expect(!passes)
    #expect(lines.last == "step: committed 2000000, not counted")
  }

  @Test func figuresAreCommittedForSomeWork() throws {
    let text = try String(contentsOf: Self.root.appendingPathComponent("Benchmarks/instructions.txt"), encoding: .utf8)
    let figures = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
    #expect(figures.count >= 5)
    for figure in figures { #expect(figure.count == 2 && Int(figure[1]).map { $0 > 100_000 } == true, "\(figure)") }
  }
}
