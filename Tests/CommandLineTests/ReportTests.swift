import Foundation
import Records
import TestSupport
import Testing

/// `lidendrite report`.
@Suite struct ReportTests {
  private static let config = RunTests.rough.replacing("frames = 2", with: "frames = 6")

  private func program(_ runs: [(name: String, voltage: String)] = [("a", "300 mV")]) throws -> BuiltProgram {
    let program = try BuiltProgram()
    try program.write(Self.config, to: "base.toml")
    for run in runs {
      let result = try program.run(
        "run", "base.toml", "--quiet", "--output", run.name, "--set", "name=\(run.name)", "--set", "charging.voltage=\(run.voltage)")
      #expect(result.status == 0, "\(result.errors)")
    }
    return program
  }

  /// Addresses in attributes and styles that lead out of the page.
  private func addresses(in page: String) -> [String] {
    let attributes = page.matches(of: /(?:src|href|action|srcset|poster)="([^"]{0,60})/).map { String($0.output.1) }
    let styles = page.matches(of: /(?:url\(|@import)([^)]{0,60})/).map { String($0.output.1) }
    return (attributes + styles).filter { !$0.hasPrefix("data:") }
  }

  @Test func aPageOfOneRunHoldsItsFramesByteForByte() throws {
    let program = try program()
    defer { program.remove() }
    let result = try program.run("report", "a")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "a/report.html\n")
    #expect(result.errors.isEmpty)
    let page = try program.read("a/report.html")
    for sequence in ["composite", "salt"] {
      let names = try program.names("a/frames/\(sequence)")
      #expect(names.count == 7)
      for name in names {
        #expect(page.contains(try program.bytes("a/frames/\(sequence)/\(name)").base64EncodedString()), "\(sequence)/\(name)")
      }
    }
    #expect(addresses(in: page).isEmpty, "\(addresses(in: page))")
    #expect(page.contains("the whole duration was simulated"))
    #expect(try program.run("report", "a", "--output", "again.html").status == 0)
    #expect(try program.read("again.html") == page)
    // Fewer moments of one kind.
    #expect(try program.run("report", "a", "--frames", "3", "--field", "salt", "--output", "short.html").status == 0)
    #expect(try program.read("short.html").matches(of: /<img\s/).count == 3)
    #expect(try program.run("report", "a", "--json").output == #"{"file":"a/report.html"}"# + "\n")
  }

  @Test(.enabled(if: Chromium.isInstalled, "no chromium is installed: make browser")) func aBrowserShowsRunsSideBySide() throws {
    let program = try program([("a", "300 mV"), ("b", "400 mV")])
    defer { program.remove() }
    for (arguments, page) in [(["a"], "a/report.html"), (["a", "b"], "report.html")] {
      let result = try program.run(["report"] + arguments)
      #expect(result.status == 0 && result.output == page + "\n", "\(result.errors)")
      let script = "\(Python.root)/Tests/CommandLineTests/Browser/report.py"
      #expect(try Python.run(script: script, [page] + arguments, in: program.folder) == "ok\n")
    }
    #expect(try program.read("report.html").contains("<td title=\"0.4 V\">400 mV</td>"))
  }

  @Test func aStudyIsReportedFromItsFolderAlone() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write(Self.config, to: "base.toml")
    try program.write(
      """
      [study]
      base = "base.toml"
      [[strategy]]
      name = "bare"
      [[strategy]]
      name = "film<1>"
      set.electrode.filmResistance = "10 ohm*cm^2"
      """.replacing("<1>", with: "-1"), to: "s.toml")
    #expect(try program.run("study", "s.toml", "--output", "s", "--quiet").status == 0)
    try FileManager.default.removeItem(atPath: "\(program.folder)/base.toml")
    let result = try program.run("report", "s/")
    #expect(result.status == 0 && result.output == "s/report.html\n", "\(result.errors)")
    let page = try program.read("s/report.html")
    // The places and their reasons are those of the ranking.
    let ranking = try program.read("s/ranking.md")
    let sentences = ranking.matches(of: /\n- \*\*(.*)\*\* (.*)/)
    #expect(sentences.count == 2)
    for sentence in sentences { #expect(page.contains("<li><b>\(sentence.output.1)</b> \(sentence.output.2)</li>")) }
    #expect(page.contains("data:image/svg+xml;base64,\(try program.bytes("s/morphologies.svg").base64EncodedString())"))
    #expect(addresses(in: page).isEmpty)
    // A study goes on beside its report.
    #expect(try program.run("study", "s.toml", "--output", "s", "--list").status == 2)
    let both = try program.run("report", "s", "s/bare")
    #expect(both.status == 2 && both.errors == "s: a study stands alone in a report, found 2 folders\n")
  }

  @Test func aRunThatIsNotAtItsEndSaysSo() throws {
    let program = try program()
    defer { program.remove() }
    try FileManager.default.removeItem(atPath: "\(program.folder)/a/summary.json")
    #expect(try program.run("report", "a").status == 0)
    #expect(try program.read("a/report.html").contains("not at its end at t = 600 ms: it goes on, or broke off and can be resumed"))
    // One that has not written anything yet.
    for name in ["metrics.csv", "steps.csv", "frames"] { try FileManager.default.removeItem(atPath: "\(program.folder)/a/\(name)") }
    let result = try program.run("report", "a")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "warning: no frames of a: a/frames holds none\n")
  }

  @Test func whatCannotBeReportedIsTold() throws {
    let program = try program()
    defer { program.remove() }
    try FileManager.default.createDirectory(atPath: "\(program.folder)/empty", withIntermediateDirectories: true)
    try program.write("text", to: "file")
    let refusals: [([String], String)] = [
      (["nowhere"], "nowhere: no such folder"),
      (["file"], "file: expected the folder of a run, found a file"),
      (["empty"], "empty: expected the folder of a run or of a study, found no config.toml and no study.toml in it"),
      (["a", "--label", "x", "--label", "y"], "--label: expected one for each of the 1 runs, found 2"),
      (["a", "--field", "current"], "a/frames: no sequence of frames \"current\"; it has: composite, salt"),
    ]
    for (arguments, message) in refusals {
      let result = try program.run(["report"] + arguments)
      #expect(result.status == 2 && result.errors == message + "\n", "\(arguments): \(result.errors)")
    }
    let place = try program.run("report", "a", "--output", "none/page.html")
    #expect(place.status == 1 && place.errors == "cannot write none/page.html: no such file or directory\n", "\(place.errors)")
    #expect(try program.run("report", "a", "--frames", "1").status == 64)
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(program.folder)/a/frames/salt/000001.png"))
    let damaged = try program.run("report", "a")
    #expect(damaged.status == 1)
    #expect(damaged.errors == "cannot read the picture: a/frames/salt/000001.png: no frame that tells its time\n", "\(damaged.errors)")
  }

  @Test func runsAreMatchedByChargeOrByTime() throws {
    let program = try program([("a", "300 mV"), ("b", "400 mV")])
    defer { program.remove() }
    func label(_ arguments: String...) throws -> String {
      let result = try program.run(["report", "--output", "page.html"] + arguments)
      #expect(result.status == 0, "\(result.errors)")
      let match = try program.read("page.html").firstMatch(of: /<output id="label" for="moment">([^<]*)</)
      return try String(#require(match).1)
    }
    #expect(try label("a") == "t = 0.6 s" && label("a", "b", "--over", "time") == "t = 0.6 s")
    // Where both have come: what the one at the lower voltage passed.
    let file = try TimeSeriesFile(path: "\(program.folder)/a/metrics.csv")
    let charge = try #require(file.column("areal capacity [mA*h/cm^2]")?.last)
    #expect(try label("a", "b") == "Q = \(String(format: "%.3g", charge)) mA·h/cm²")
    // Cells at rest.
    for name in ["c", "d"] {
      let rest = ["--set", "charging.voltage=0 V", "--set", "electrode.roughness.amplitude=0 nm"]
      let result = try program.run(["run", "base.toml", "--quiet", "--output", name] + rest)
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(try label("c", "d") == "t = 0.6 s")
  }

  @Test func namesAreTextAndNothingElse() throws {
    let program = try program()
    defer { program.remove() }
    let label = "<img src=x onerror=alert(1)> & \"b\""
    #expect(try program.run("report", "a", "--label", label, "--title", "</title><script>").status == 0)
    let page = try program.read("a/report.html")
    #expect(!page.contains("<img src=x") && !page.contains("</title><script>"))
    #expect(page.contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;b&quot;"))
  }
}

/// Debian's browser, for pages; `make browser` installs it.
enum Chromium {
  static var isInstalled: Bool { InstalledTool.isThere("chromium") }
}

/// A program in the `PATH`.
enum InstalledTool {
  static func isThere(_ name: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }
}
