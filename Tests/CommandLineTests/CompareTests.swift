import Foundation
import Records
import Testing

/// `lidendrite compare`.
@Suite struct CompareTests {
  /// Runs of 16 x 32 cells with field files; `b` is `a` again, `c` at another voltage.
  private func program() throws -> BuiltProgram {
    let program = try BuiltProgram()
    try program.write(WrongInputTests.config, to: "a.toml")
    let common = ["--quiet", "--set", "output.frames=1", "--set", "output.fieldFiles={ count = 1, precision = \"double\" }"]
    for (name, others) in [("a", []), ("b", ["--threads", "1"]), ("c", ["--set", "charging.voltage=101 mV"])] {
      let result = try program.run(["run", "a.toml", "--output", name] + common + others)
      #expect(result.status == 0, "\(result.errors)")
    }
    return program
  }

  @Test func theSameRunAgrees() throws {
    let program = try program()
    defer { program.remove() }
    let rows = try TimeSeriesFile(path: "\(program.folder)/a/metrics.csv").rows.count
    for pair in [("a", "b"), ("a", "a")] {
      let result = try program.run("compare", pair.0, pair.1)
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.output == """
          metrics.csv: \(rows) rows; summary.json; steps.csv: 1 row; fields: 2 files; outlines.csv: 2 moments; frames: 2

          agree

          """)
    }
  }

  @Test func anotherVoltageDiffersByAsMuchAsTheTablesSay() throws {
    let program = try program()
    defer { program.remove() }
    let result = try program.run("compare", "a", "c", "--json")
    #expect(result.status == 1)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(report["agree"] as? Bool == false)
    let differences = try #require(report["differences"] as? [[String: Any]])
    func difference(_ file: String, _ name: String) throws -> [String: Any] {
      try #require(differences.first { $0["file"] as? String == file && $0["name"] as? String == name })
    }
    let voltage = try difference("metrics.csv", "cell voltage")
    #expect(abs((voltage["largest"] as? Double ?? 0) - 1e-3) < 1e-9)
    #expect(abs((voltage["relative"] as? Double ?? 0) - 1e-3 / 0.101) < 1e-9)
    #expect(voltage["unit"] as? String == "V" && voltage["place"] as? String == "row 1")
    // Counted apart from the program's own table.
    let columns = try ["a", "c"].map {
      try #require(try TimeSeriesFile(path: "\(program.folder)/\($0)/metrics.csv").column("current density [mA/cm^2]"))
    }
    let largest = try #require(zip(columns[0], columns[1]).map { abs($0 - $1) }.max())
    let found = try #require(try difference("metrics.csv", "current density")["largest"] as? Double)
    #expect(largest > 0 && abs(found - largest) < 1e-12 * largest)
    let potential = try difference("fields/000001.vtkhdf", "potential")
    #expect(potential["isBeyondTolerance"] as? Bool == true)
    #expect((potential["place"] as? String)?.wholeMatch(of: /cell \(\d+, 0, \d+\)/) != nil)
    let text = try program.run("compare", "a", "c")
    #expect(text.status == 1)
    #expect(text.output.hasSuffix("\ndiffer\n"))
    // A hundredth allows a voltage that is a hundredth larger, but not round-off against round-off.
    let near = try program.run(
      "compare", "a/fields/000001.vtkhdf", "c/fields/000001.vtkhdf", "--tolerance", "0.02")
    #expect(near.status == 0, "\(near.output)")
    #expect(near.output.hasPrefix("field file: 16 x 1 x 32 cells of 2.5 um\n"))
    #expect(near.output.hasSuffix("within tolerance\n\nagree\n"))
  }

  @Test func tablesByTheirOwn() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write("time [s],height [um],ratio\n0,1,nan\n1,2,inf\n2,4,1\n", to: "a.csv")
    try program.write("time [s],height [um],ratio\n0,1,nan\n1,2.5,inf\n2,4.25,1\n", to: "b.csv")
    let result = try program.run("compare", "a.csv", "b.csv")
    #expect(result.status == 1)
    #expect(
      result.output == """
        table: 3 rows

        quantity     largest difference  of the largest value  at
        height [um]  0.5                 0.12                  row 2, t = 1 s

        differ

        """)
    #expect(try program.run("compare", "a.csv", "b.csv", "--absolute", "height=0.5").status == 0)
    #expect(try program.run("compare", "a.csv", "b.csv", "--absolute", "height=0.49").status == 1)
    // 0.5 of 4.25.
    #expect(try program.run("compare", "a.csv", "b.csv", "--tolerance", "0.118").status == 0)
    #expect(try program.run("compare", "a.csv", "b.csv", "--tolerance", "0.117").status == 1)
    try program.write("time [s],height [um],ratio\n0,1,nan\n1,2,5\n", to: "c.csv")
    let shorter = try program.run("compare", "a.csv", "c.csv", "--tolerance", "1")
    #expect(shorter.status == 1)
    #expect(
      shorter.output == """
        table: 2 rows

        quantity  largest difference  of the largest value  at
        ratio     inf                 inf                   row 2, t = 1 s

        table: 3 rows in a.csv, 2 in c.csv; compared up to row 2

        differ

        """)
  }

  @Test func whatIsMissingIsNamed() throws {
    let program = try program()
    defer { program.remove() }
    for name in ["fields/000001.vtkhdf", "frames/composite/000001.png", "summary.json"] {
      try FileManager.default.removeItem(atPath: "\(program.folder)/b/\(name)")
    }
    let result = try program.run("compare", "a", "b")
    #expect(result.status == 1)
    #expect(
      result.output.hasSuffix(
        """
        only in a: summary.json
        only in a: fields/000001.vtkhdf
        only in a: frames/composite/000001.png

        differ

        """), "\(result.output)")
  }

  @Test func anOutlineThatMovedIsMeasured() throws {
    let program = try program()
    defer { program.remove() }
    let text = try program.read("b/outlines.csv")
    // One corner a tenth of a micrometre higher.
    var lines = text.split(separator: "\n").map(String.init)
    let row = try #require(lines.firstIndex { $0.hasSuffix(",10") })
    lines[row] = lines[row].dropLast(2) + "10.1"
    try program.write(lines.joined(separator: "\n") + "\n", to: "b/outlines.csv")
    let result = try program.run("compare", "a", "b")
    #expect(result.status == 1)
    let found = try #require(result.output.split(separator: "\n").first { $0.hasPrefix("outline [um]") })
    #expect(found.contains(" 0.1 ") && found.contains("moment 1"), "\(found)")
  }

  @Test func whatCannotBeComparedIsTold() throws {
    let program = try program()
    defer { program.remove() }
    try program.write("time [s],height [um]\n0,1\n", to: "a.csv")
    try program.write("time [s]\n0\n", to: "b.csv")
    try program.write("", to: "empty.csv")
    let finer = ["--set", "numerics.interfaceHalfWidth=2.5 um", "--set", "output.fieldFiles.count=1"]
    #expect(try program.run(["run", "a.toml", "--quiet", "--output", "fine"] + finer).status == 0)
    let refusals: [([String], String)] = [
      (["a", "none"], "none: no such file or folder"),
      (["a", "a.csv"], "a is a run folder, a.csv is a table; compare two of a kind"),
      (["a.csv", "b.csv"], "b.csv: no column \"height [um]\", which a.csv has"),
      (["b.csv", "a.csv"], "b.csv: no column \"height [um]\", which a.csv has"),
      (["a.csv", "empty.csv"], "empty.csv: no column \"time [s]\", which a.csv has"),
      (["a.csv", "a.toml"], "a.toml:2: expected 1 numbers, found \"width = \"40 um\"\""),
      (
        ["a/fields/000000.vtkhdf", "fine/fields/000000.vtkhdf"],
        "fine/fields/000000.vtkhdf: 32 x 1 x 64 cells of 1.25 um, a/fields/000000.vtkhdf has 16 x 1 x 32 cells of 2.5 um"
      ),
      (["a", "c", "--absolute", "tip heigt=1"], "--absolute: no quantity \"tip heigt\"; did you mean \"tip height\"?"),
    ]
    for (arguments, message) in refusals {
      let result = try program.run(["compare"] + arguments)
      #expect(result.status == 2)
      #expect(result.errors == message + "\n")
      #expect(result.output.isEmpty)
    }
    let json = try program.run("compare", "a", "none", "--json")
    #expect(json.errors == #"{"kind":"error","message":"none: no such file or folder"}"# + "\n")
    for wrong in [["--tolerance=-1"], ["--absolute", "height"], ["--absolute", "=1"], ["--absolute", "height=-1"]] {
      #expect(try program.run(["compare", "a", "b"] + wrong).status == 64)
    }
    try FileManager.default.createDirectory(atPath: "\(program.folder)/bare", withIntermediateDirectories: true)
    #expect(try program.run("compare", "a", "bare").errors == "bare: expected the folder of a run, found no config.toml in it\n")
  }
}
