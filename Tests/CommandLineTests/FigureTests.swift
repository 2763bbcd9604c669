import Foundation
import Testing

/// `lidendrite figure` on run folders, good and bad.
@Suite struct FigureTests {
  /// A run folder of a few rows; its tip grows in time with an error proportional to the square of its interface half-width.
  private func makeRun(_ program: BuiltProgram, _ name: String, halfWidth: Double = 1e-7, outcome: String = "finished") throws {
    try FileManager.default.createDirectory(atPath: "\(program.folder)/\(name)", withIntermediateDirectories: true)
    try program.write(
      """
      [cell]
      width = "8e-06 m"
      height = "1e-05 m"
      [numerics]
      interfaceHalfWidth = "\(halfWidth) m"
      timeStepFactor = 0.2
      """, to: "\(name)/config.toml")
    try program.write("{}", to: "\(name)/provenance.json")
    let tip = 5 + 1e12 * halfWidth * halfWidth
    try program.write(
      "time [s],tip height [um],mean height [um],cell voltage [V],loss\n0,4,4,0.1,0\n5,4.5,4.2,nan,0\n10,\(tip),4.4,0.3,-1\n",
      to: "\(name)/metrics.csv")
    try program.write(
      """
      {"outcome": "\(outcome)", "reason": "the whole duration was simulated", "steps": 2,
       "results": {"time": {"value": 10, "unit": "s"}, "tip height": {"value": \(tip), "unit": "um"}}}
      """, to: "\(name)/summary.json")
    try program.write(
      "time [s],outline,x [um],z [um]\n0,0,0,0\n0,0,8,0\n0,0,8,4\n0,0,0,4\n10,0,0,0\n10,0,8,0\n10,0,8,5\n10,0,0,4\n",
      to: "\(name)/outlines.csv")
  }

  private func withRuns(_ body: (BuiltProgram) throws -> Void) throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    for (name, halfWidth) in [("a", 1e-7), ("b", 2e-7), ("c", 4e-7), ("d", 8e-7)] { try makeRun(program, name, halfWidth: halfWidth) }
    try body(program)
  }

  @Test func figuresOfARealRun() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(RunTests.rough + "\n[output.fieldFiles]\ncount = 2\n", to: "r.toml")
    #expect(try program.run("run", "r.toml", "--quiet", "--output", "r").status == 0)
    let outlines = try program.read("r/outlines.csv")
    let times = Set(outlines.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } })
    #expect(times == ["0", "0.3", "0.6"])
    for (words, file) in [
      (["curves", "r"], "r/figures/curves.pdf"), (["morphology", "r"], "r/figures/morphology.pdf"),
      (["morphology", "r", "--overlay"], "r/figures/overlay.pdf"), (["compare", "r", "r"], "compare.pdf"),
      (["histogram", "r", "--at", "300 ms", "--at", "600 ms"], "r/figures/histogram.pdf"), (["outline", "r"], "r/figures/outline.pdf"),
    ] {
      let result = try program.run(["figure"] + words)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == file + "\n")
      #expect(try program.bytes(file).starts(with: Data("%PDF".utf8)))
      let caption = try program.read(file.replacing(".pdf", with: ".txt"))
      #expect(caption.hasPrefix("Caption of the figure \(file.split(separator: "/").last!.dropLast(4)).\n\n"))
      #expect(caption.hasSuffix(words[0] == "compare" ? "Their settings are the same.\n" : "Run: r.\n"))
    }
    let histogram = try program.read("r/figures/histogram.txt")
    #expect(histogram.contains("\nr at 300 ms: mean ") && histogram.contains("\nr at 600 ms: mean "))
    let outline = try program.run("figure", "outline", "r", "--by", "salt", "--at", "300 ms", "--range", "0 mol/L, 1 mol/L", "-o", "o.svg")
    #expect(outline.output == "o.svg\n", "\(outline.errors)")
    #expect(try program.read("o.txt").contains("at 300 ms, coloured by the salt concentration at the front (mol/L)"))
    for (words, message) in [
      (
        ["outline", "r", "--by", "vonMises"],
        "r/fields/000002.vtkhdf: it has no vonMises; it holds lithium, salt, potential, current, "
          + "frontCurrent; output.fieldFiles.fields of a run says what its files hold"
      ),
      (
        ["outline", "r", "--side", "lithium"],
        "--side: lithium has no frontCurrent of its own; expected pressure, vonMises or principalStress with it"
      ),
      (["histogram", "r", "--at", "2 s"], "--at: r/fields holds 0 s to 600 ms, found \"2 s\""),
      (["tradeoff", "r"], "r/study.csv: no such file; expected the folder of a study that `lidendrite study` has run"),
    ] {
      let refused = try program.run(["figure"] + words)
      #expect(refused.status == 2 && refused.errors == message + "\n", "\(refused.errors)")
    }
    // Runs that keep less say which key has it.
    let less = ["--set", "output.fieldFiles.fields=[\"lithium\"]", "--set", "output.frames=0"]
    #expect(try program.run(["run", "r.toml", "--quiet", "--output", "less"] + less).status == 0)
    #expect(
      try program.run("figure", "histogram", "less").errors
        == "less/fields/000002.vtkhdf: it has no frontCurrent; it holds lithium; output.fieldFiles.fields of a run says what its files hold\n"
    )
    // A new run in the same folder takes the figures of the old one away.
    #expect(try program.run("run", "r.toml", "--quiet", "--output", "r", "--overwrite", "--set", "output.frames=0").status == 0)
    #expect(
      try program.names("r") == [
        ".lidendrite.lock", "checkpoints", "config.toml", "fields", "log.txt", "metrics.csv", "provenance.json", "steps.csv",
        "summary.json",
      ])
  }

  @Test func everyFormatAndOption() throws {
    try withRuns { program in
      let start = ["svg": "<?xml", "pdf": "%PDF", "png": "\u{89}PNG"]
      for (format, mark) in start {
        let result = try program.run(
          "figure", "curves", "a", "--y", "tip height, mean height", "--y", "cell voltage [V]", "--width", "two", "--dpi", "100", "--title",
          "Lithium", "--output", "x.\(format)")
        #expect(result.status == 0, "\(result.errors)")
        #expect(try program.bytes("x.\(format)").starts(with: mark.unicodeScalars.map { UInt8($0.value) }))
      }
      let study = try program.run("figure", "convergence", "d", "a", "c", "b", "--output", "x.svg")
      #expect(study.status == 0, "\(study.errors)")
      #expect(try program.run("figure", "convergence", "a", "b", "--reference", "5000 nm").status == 0)
      let panels = try program.run(
        "figure", "morphology", "a", "b", "--at", "9 s", "--at", "0 min", "--label", "one", "--label", "two")
      #expect(panels.status == 0, "\(panels.errors)")
      #expect(try program.run("figure", "compare", "a", "b", "c", "--logarithmic", "--x", "mean height", "--y", "tip height").status == 0)
    }
  }

  @Test(arguments: [
    (["curves", "none"], "none: no such folder"),
    (["curves", "a/metrics.csv"], "a/metrics.csv: expected the folder of a run, found a file"),
    (["curves", "."], ".: expected the folder of a run, found no config.toml in it"),
    (["curves", "a", "--y", "tip hieght"], "a/metrics.csv: no column \"tip hieght\"; did you mean \"tip height\"?"),
    (
      ["curves", "a", "--x", "pressure"],
      "a/metrics.csv: no column \"pressure\"; it has: time, tip height, mean height, cell voltage, loss"
    ),
    (
      ["curves", "a", "--y", "tip height, cell voltage"],
      "--y: one plot has one unit, found tip height [um] and cell voltage [V]; give each its own --y"
    ),
    (
      ["curves", "a", "--y", "loss", "--logarithmic"],
      "a/metrics.csv: the column \"loss\" has no positive value for a logarithmic axis"
    ),
    (["curves", "a", "--output", "a.jpg"], "--output: expected a name that ends in .svg, .pdf or .png, found \"a.jpg\""),
    (["curves", "a", "--title", "锂"], "--title: the typeface has no \"锂\""),
    (["compare", "a"], "compare: expected 2 to 35 runs, found 1"),
    (["compare", "a", "b", "--label", "x"], "--label: expected one for each of the 2 runs, found 1"),
    (
      ["compare", "a", "b", "--y", "tip height, mean height"],
      "--y: compare shows one column in each plot, found \"tip height, mean height\""
    ),
    (["convergence", "a", "b"], "convergence: expected at least 3 runs (the finest is the reference), found 2"),
    (
      ["convergence", "a", "b", "c", "--against", "interfaceHalfwidht"],
      "a/config.toml: no number \"interfaceHalfwidht\"; did you mean \"interfaceHalfWidth\"?"
    ),
    (["convergence", "a", "b", "c", "--against", "timeStepFactor"], "a and b have the same numerics.timeStepFactor; name one of them"),
    (["convergence", "a", "b", "c", "--y", "time"], "b: time is exactly the reference, which a logarithmic axis cannot show"),
    (["convergence", "a", "b", "--reference", "5"], "--reference: expected a value such as \"1 um\", found \"5\""),
    (["morphology", "a", "--at", "20"], "--at: expected a time such as \"10 min\", found \"20\""),
    (["morphology", "a", "--at", "20 s"], "--at: a/outlines.csv holds 0 s to 10 s, found \"20 s\""),
    (["morphology", "a", "--overlay", "--count", "1"], "a/outlines.csv: an overlay needs two moments, found 1"),
  ]) func whatCannotBeDrawnIsTold(words: [String], message: String) throws {
    try withRuns { program in
      let result = try program.run(["figure"] + words)
      #expect(result.errors == message + "\n")
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      // Nothing is written.
      #expect(try program.names() == ["a", "b", "c", "d"])
      #expect(try program.names("a").count == 5)
    }
  }

  @Test func filesThatAreNotThereYet() throws {
    try withRuns { program in
      func errors(_ words: String...) throws -> String {
        let result = try program.run(["figure"] + words)
        #expect(result.status == 2)
        return result.errors
      }
      try program.write("time [s],tip height [um]\n", to: "a/metrics.csv")
      #expect(try errors("curves", "a") == "a/metrics.csv: no rows; the run has written none yet\n")
      try program.write("time [s],tip height [um]\n0,1\n2\n", to: "a/metrics.csv")
      #expect(try errors("curves", "a") == "a/metrics.csv:3: expected 2 numbers, found \"2\"\n")
      for name in ["metrics.csv", "summary.json", "outlines.csv"] {
        try FileManager.default.removeItem(atPath: "\(program.folder)/a/\(name)")
      }
      #expect(try errors("curves", "a") == "a/metrics.csv: no such file; the run has not begun\n")
      #expect(try errors("convergence", "a", "b", "c") == "a/summary.json: no such file; the run has not ended\n")
      #expect(
        try errors("morphology", "a")
          == "a/outlines.csv: no such file; a run with output.frames or output.frameHeightStep writes it\n")
      try makeRun(program, "d", outcome: "failed")
      #expect(
        try errors("convergence", "b", "c", "d")
          == "d: expected a run that ended well, found \"the whole duration was simulated\"\n")
    }
  }

  @Test func valuesThatAreNoNumbersLeaveGaps() throws {
    try withRuns { program in
      try program.write(
        "time [s],tip radius [um],front current ratio,cell voltage [V]\n0,inf,nan,0.1\n1,2,nan,0.2\n2,inf,nan,nan\n3,-inf,nan,0.3\n",
        to: "a/metrics.csv")
      #expect(try program.run("figure", "curves", "a", "--y", "tip radius", "--output", "x.svg").status == 0)
      #expect(try program.run("figure", "curves", "a", "--y", "tip radius", "--logarithmic", "--output", "x.svg").status == 0)
      #expect(try program.run("figure", "curves", "a", "--x", "tip radius", "--y", "cell voltage", "--output", "x.svg").status == 0)
      // Columns without a number are none of the usual plots.
      #expect(try program.run("figure", "curves", "a", "--output", "x.svg").status == 0)
      #expect(try program.run("figure", "compare", "b", "a", "--output", "x.svg").status == 0)
      let refused = try program.run("figure", "curves", "a", "--y", "front current ratio")
      #expect(refused.status == 2)
      #expect(refused.errors == "a/metrics.csv: the column \"front current ratio\" holds no finite number\n")
    }
  }

  @Test func scriptsReadJSON() throws {
    try withRuns { program in
      for (words, message) in [
        (["curves", "none"], #"{"kind":"error","message":"none: no such folder"}"#),
        (
          ["curves", "a", "--y", "tip hieght"],
          #"{"allowed":"time, tip height, mean height, cell voltage, loss","found":"tip hieght","kind":"error","#
            + #""message":"a/metrics.csv: no column \"tip hieght\"; did you mean \"tip height\"?","suggestion":"tip height"}"#
        ),
        (["compare", "a"], #"{"kind":"error","message":"compare: expected 2 to 35 runs, found 1"}"#),
        (
          ["curves", "a", "--output", "a.jpg"],
          #"{"kind":"error","message":"--output: expected a name that ends in .svg, .pdf or .png, found \"a.jpg\""}"#
        ),
        (["morphology", "a", "--title", "锂"], #"{"kind":"error","message":"--title: the typeface has no \"锂\""}"#),
      ] {
        let result = try program.run(["figure"] + words + ["--json"])
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errors == message + "\n")
      }
      try program.write("[cell\n", to: "a/config.toml")
      #expect(
        try program.run("figure", "convergence", "a", "b", "c", "--json").errors
          == #"{"column":6,"file":"a/config.toml","kind":"error","line":1,"message":"not valid TOML: expected ']', saw '\\n'"}"# + "\n")
      let made = try program.run("figure", "curves", "b", "--json")
      #expect(made.status == 0 && made.errors.isEmpty)
      #expect(made.output == #"{"caption":"b/figures/curves.txt","file":"b/figures/curves.pdf"}"# + "\n")
    }
  }

  @Test func aNameThatCannotBePrinted() throws {
    try withRuns { program in
      try makeRun(program, "锂")
      let refused = try program.run("figure", "compare", "a", "锂")
      #expect(refused.errors == "锂: the typeface has no \"锂\"; name each run with --label\n")
      #expect(refused.status == 2)
      #expect(try program.run("figure", "compare", "a", "锂", "--label", "a", "--label", "Li").status == 0)
    }
  }

  @Test func aPlaceThatCannotBeWritten() throws {
    try withRuns { program in
      let result = try program.run("figure", "curves", "a", "--output", "none/x.svg")
      #expect(result.status == 1)
      #expect(result.errors == "cannot write the picture none/x.svg: no such file or directory\n")
    }
  }

  @Test(arguments: [["--dpi", "1"], ["--width", "three"], ["--overlay"], ["--y"]]) func wrongUsage(words: [String]) throws {
    try withRuns { program in
      let result = try program.run(["figure", "curves", "a"] + words)
      #expect(result.status == 64)
      #expect(result.errors.hasPrefix("Error: "))
    }
  }
}
