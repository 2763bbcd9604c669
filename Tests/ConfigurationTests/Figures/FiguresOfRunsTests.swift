import Foundation
import Records
import Testing

@testable import Configuration
@testable import Pictures

/// What figures take from run folders.
@Suite struct FiguresOfRunsTests {
  private func withRuns(_ count: Int = 4, end: (Int) -> Double = { _ in 300 }, _ body: ([RecordedRun]) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    let runs = try (0..<count).map { index in
      let folder = "\(root)/r\(index)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      func write(_ text: String, _ name: String) throws { try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8) }
      // Half-widths 50, 100, 200, 400 nm; the tip errs by their square, the voltage by themselves.
      let halfWidth = 5e-8 * pow(2, Double(index))
      try write("[cell]\nwidth = \"8e-06 m\"\nheight = \"1e-05 m\"\n[numerics]\ninterfaceHalfWidth = \"\(halfWidth) m\"\n", "config.toml")
      try write("{}", "provenance.json")
      try write(
        "time [s],tip height [um],mean height [um],cell voltage [V]\n0,4,4,1\n\(end(index)),9,5,\(2 + 1e6 * halfWidth)\n", "metrics.csv")
      try write(
        """
        {"outcome": "finished", "reason": "done", "steps": 1, "results": {
         "time": {"value": \(end(index)), "unit": "s"}, "tip height": {"value": \(8 - 1e12 * halfWidth * halfWidth), "unit": "um"}}}
        """, "summary.json")
      return try RecordedRun(path: folder)
    }
    try body(runs)
  }

  @Test func ordersComeOutAgainstTheFinestRun() throws {
    try withRuns { runs in
      var study = ConvergenceStudy()
      study.quantities = ["tip height", "cell voltage"]
      // In any order of the runs.
      let figure = try study.figure(of: [runs[2], runs[0], runs[3], runs[1]], style: FigureStyle())
      let content = try #require(figure.content as? ConvergenceFigure)
      #expect(content.resolution.heading(exponent: 0) == "Interface half width (nm)")
      #expect(content.error.heading(exponent: 0) == "Relative error")
      #expect(content.series.map { $0.title } == ["Tip height, order 2.00", "Cell voltage, order 1.00"])
      #expect(zip(content.series[0].points.map(\.x), [100, 200, 400]).allSatisfy { abs($0 - $1) < 1e-9 })
      // (0.01 − 0.0025) of 7.9975.
      #expect(abs(content.series[0].points[0].y - 0.0075 / 7.9975) < 1e-12)
    }
  }

  @Test func aGivenReferenceHasItsUnit() throws {
    try withRuns { runs in
      var study = ConvergenceStudy()
      study.reference = "8000 nm"
      let content = try #require(try study.figure(of: runs, style: FigureStyle()).content as? ConvergenceFigure)
      #expect(content.series[0].points.count == 4)
      #expect(abs(content.series[0].points[3].y - 0.16 / 8) < 1e-12)
      #expect(abs(try #require(content.series[0].order).order - 2) < 1e-6)
    }
  }

  @Test func runsMustEndAtOneTime() throws {
    try withRuns(3, end: { 300 + 60 * Double($0 / 2) }) { runs in
      let paths = runs.map(\.folder.path)
      let message = "runs that end at different times cannot be compared: \(paths[0]) at 5 min, \(paths[2]) at 6 min"
      #expect(throws: FigureError(message)) { try ConvergenceStudy().figure(of: runs, style: FigureStyle()) }
    }
  }

  /// What follows the colon of a reason says when, and is not the same in two runs.
  @Test func runsMayEndByWhatTheCellDid() throws {
    for (outcome, reason, isComparable) in [
      ("stopped", "short circuit: the lithium touched the counter electrode at t = ", true),
      ("stopped", "the tip reached the stop height", true), ("finished", "all steps of the protocol were done", true),
      ("finished", "the whole duration was simulated", false),
    ] {
      try withRuns(3, end: { 300 + 60 * Double($0) }) { runs in
        for (index, run) in runs.enumerated() {
          let text = try String(contentsOfFile: run.folder.summary, encoding: .utf8)
          let told = reason.contains(":") ? "\(reason)\(index) s" : reason
          try text.replacing("finished", with: outcome).replacing("done", with: told)
            .write(toFile: run.folder.summary, atomically: true, encoding: .utf8)
        }
        if isComparable {
          #expect(throws: Never.self) { try ConvergenceStudy().figure(of: runs, style: FigureStyle()) }
        } else {
          #expect(throws: FigureError.self) { try ConvergenceStudy().figure(of: runs, style: FigureStyle()) }
        }
      }
    }
  }

  @Test func theUsualPlotsFollowWhatTheRunDid() throws {
    try withRuns(2) { runs in
      let titles =
        "time [s],tip height [um],current density [mA/cm^2],front current ratio,plated charge [mA*h/cm^2],stripped charge [mA*h/cm^2],"
        + "detached lithium [mA*h/cm^2]"
      for (run, rows) in zip(runs, ["0,4,1,1,0,0,0\n1,5,1,inf,1,0,0\n", "0,4,-1,nan,0,0,0\n1,3,-1,nan,0,1,0.1\n"]) {
        try "\(titles)\n\(rows)".write(toFile: run.folder.metrics, atomically: true, encoding: .utf8)
      }
      func names(_ figure: Figure) -> [String] { (figure.content as? CurveFigure)?.panels.map(\.quantity.name) ?? [] }
      var selection = CurveSelection()
      let style = FigureStyle()
      #expect(names(try selection.figure(of: runs[0], style: style)) == ["Tip height", "Current density", "Front current ratio"])
      #expect(
        names(try selection.figure(of: runs[1], style: style)) == ["Tip height", "Current density", "Charge", "Detached lithium"])
      #expect(
        names(try selection.figure(comparing: runs, labels: [], style: style)) == ["Tip height", "Current density", "Detached lithium"])
      selection.isLogarithmic = true
      #expect(names(try selection.figure(of: runs[1], style: style)) == ["Tip height", "Stripped charge", "Detached lithium"])
    }
  }

  @Test func timeIsShownInTheUnitThatSuits() throws {
    try withRuns { runs in
      let content = try #require(try CurveSelection().figure(of: runs[0], style: FigureStyle()).content as? CurveFigure)
      #expect(content.abscissa.heading(exponent: 0) == "Time (min)")
      // The usual plots, as far as the run has their columns: there is no valley height here, no current and no salt.
      #expect(content.panels.map(\.quantity.name) == ["Height", "Cell voltage"])
      #expect(content.panels[0].curves.map(\.name) == ["tip", "mean"])
      #expect(content.panels[1].curves[0].points.map(\.x) == [0, 5])
      var selection = CurveSelection()
      selection.abscissa = "cell voltage"
      selection.panels = [["tip height [um]", "mean height"]]
      let chosen = try #require(try selection.figure(of: runs[0], style: FigureStyle()).content as? CurveFigure)
      #expect(chosen.panels[0].quantity.heading(exponent: 0) == "Height (µm)")
      #expect(chosen.panels[0].curves.map(\.name) == ["tip", "mean"])
      #expect(chosen.panels[0].curves[1].points == [SIMD2(1, 4), SIMD2(2.05, 5)])
    }
  }
}
