import Foundation
import Records
import TestSupport
import Testing

/// `lidendrite study`.
@Suite struct StudyTests {
  /// Two hundred steps a member, with checkpoints that are a tenth of a megabyte.
  private static let base =
    RunTests.rough.replacing("[numerics]", with: "[numerics]\nmaximumTimeStep = \"3 ms\"") + "\n[output.checkpoints]\nsteps = 4\n"

  private static let study = """
    [study]
    base = "base.toml"
    parallel = 2
    [[strategy]]
    name = "bare"
    [[strategy]]
    name = "film"
    set.electrode.filmResistance = "10 ohm*cm^2"
    """

  private func prepared() throws -> BuiltProgram {
    let program = try BuiltProgram()
    try program.write(Self.base, to: "base.toml")
    try program.write(Self.study, to: "s.toml")
    return program
  }

  private func rows(_ program: BuiltProgram, _ run: String) -> Int {
    ((try? program.read("\(run)/metrics.csv"))?.split(separator: "\n").count ?? 1) - 1
  }

  @Test func aStudyIsInterruptedGoesOnSurvivesAKilledMemberAndIsRanked() throws {
    let program = try prepared()
    defer { program.remove() }
    #expect(try program.run("run", "base.toml", "--quiet", "--output", "whole", "--set", "name=bare").status == 0)
    let stopped = try program.run("study", "s.toml", "--output", "s", signal: SIGINT) { rows(program, "s/bare") >= 9 }
    #expect(stopped.status == 130, "\(stopped.errors)")
    #expect(stopped.errors.hasPrefix("bare: started (1 of 2)\nfilm: started (2 of 2)\n"))
    #expect(
      stopped.errors.hasSuffix("s: interrupted, 0 of 2 members are at their end; go on with: lidendrite study s.toml --output s\n"))
    #expect(try Summary(path: "\(program.folder)/s/bare/summary.json").outcome == .interrupted)

    // One of them is killed on the way: it goes on alone.
    var killed = false
    let result = try program.run("study", "s.toml", "--output", "s", signal: 0) {
      guard !killed, rows(program, "s/bare") >= 30, let text = try? program.read("s/bare/.lidendrite.lock"),
        let process = Int32(text.prefix { $0.isNumber })
      else { return killed }
      killed = kill(process, SIGKILL) == 0
      return killed
    }
    try #require(killed, "the member ended before it was killed")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("\nbare: failed: ended by signal 9 ("))
    #expect(result.errors.contains("\nbare: ended by signal 9; once more, alone\nbare: going on (1 of 2)\n"))
    #expect(try program.bytes("s/bare/metrics.csv") == program.bytes("whole/metrics.csv"))
    let figures = ["morphologies", "curves", "tradeoff"].flatMap { name in ["svg", "png", "txt"].map { "\(name).\($0)" } }
    let files = (["study.csv", "ranking.md"] + figures).map { "s/\($0)" }
    #expect(result.output == files.map { "\($0)\n" }.joined())
    #expect(try program.read("s/study.toml") == Self.study)
    let table = try program.read("s/study.csv").split(separator: "\n")
    #expect(
      table.count == 3
        && table[2].hasPrefix("film,film,electrode.filmResistance = 10 ohm*cm^2,finished,the whole duration was simulated,0.6,"))
    #expect(try program.read("s/ranking.md").contains("**bare** is the reference"))

    // What is at its end stays; another config is another member.
    let again = try program.run("study", "s.toml", "--output", "s", "--json")
    #expect(again.status == 0 && again.errors.isEmpty)
    #expect(again.output.hasPrefix("{\"files\":[\"s/study.csv\","))
    try program.write(Self.study.replacing("10 ohm", with: "20 ohm"), to: "s.toml")
    let other = try program.run("study", "s.toml", "--output", "s")
    #expect(other.status == 2)
    #expect(
      other.errors
        == "s/film: was run with another config than member film has now: electrode.filmResistance: 0.001 ohm*m^2, now 0.002 ohm*m^2; "
        + "put the study back, remove the folder, or choose another with --output\n")
  }

  @Test func nothingStartsBeforeAllIsValid() throws {
    let program = try prepared()
    defer { program.remove() }
    try program.write(Self.study.replacing("10 ohm*cm^2", with: "10 ohm"), to: "s.toml")
    let result = try program.run("study", "s.toml")
    #expect(result.status == 2)
    #expect(
      result.errors
        == "s.toml:8: electrode.filmResistance: expected an areal resistance such as \"10 ohm*cm^2\", found \"10 ohm\" (a resistance) (member film)\n"
    )
    #expect(try program.names() == ["base.toml", "s.toml"])
    try program.write("x", to: "taken")
    try program.write(Self.study, to: "s.toml")
    let refused = try program.run("study", "s.toml", "--output", ".")
    #expect(refused.status == 2)
    #expect(refused.errors == ". is not empty and not the folder of a study; nothing was touched; choose another with --output\n")
  }

  @Test func membersAreListedCheckedAndEmitted() throws {
    let program = try prepared()
    defer { program.remove() }
    #expect(try program.run("study", "s.toml", "--list").output == "bare\nfilm\n")
    let check = try program.run("study", "s.toml", "--check")
    #expect(check.status == 0)
    #expect(check.output.hasPrefix("s: 2 members, all valid; 2 at a time on 1 thread; about "), "\(check.output)")
    #expect(try program.run("study", "s.toml", "--emit", "slurm").output.hasPrefix("#!/bin/bash\n#SBATCH --job-name=s\n"))
    #expect(try program.run("study", "s.toml", "--list", "--check").status == 64)
    #expect(try program.names() == ["base.toml", "s.toml"])
    // What is not there yet is collected as such.
    #expect(try program.run("study", "s.toml", "--collect", "--output", "c", "--quiet").status == 1)
    #expect(try program.read("c/study.csv").contains("\nbare,bare,,absent,"))
  }

  /// Another study of the same name, or the same one without a strategy that was run.
  @Test func theFolderOfAnotherStudyIsRefused() throws {
    let program = try prepared()
    defer { program.remove() }
    #expect(try program.run("study", "s.toml", "--quiet", "--output", "s").status == 0)
    let before = try program.read("s/study.csv")
    try program.write(Self.study.replacing("\"film\"", with: "\"gel\""), to: "s.toml")
    for mode in [[], ["--collect"]] {
      let refused = try program.run(["study", "s.toml", "--output", "s"] + mode)
      #expect(refused.status == 2)
      #expect(
        refused.errors
          == "s holds a run of another study (film); nothing was touched; choose another folder with --output, or remove what this study does not have\n"
      )
    }
    #expect(try program.read("s/study.csv") == before && program.read("s/study.toml") == Self.study)
  }

  /// `Configs/studies/film-resistance.toml` with larger cells and a fraction of its time.
  @Test func theStudyOfTheDocumentsRuns() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let configs = "\(Python.root)/Configs"
    let text = try String(contentsOfFile: "\(configs)/studies/film-resistance.toml", encoding: .utf8)
    let short = text.replacing("../quickstart.toml", with: "\(configs)/quickstart.toml").replacing("\"80 s\"", with: "\"4 s\"")
      .replacing("\"160 nm\"", with: "\"320 nm\"").replacing("\"80 nm\"", with: "\"160 nm\"")
    try program.write(short, to: "films.toml")
    let result = try program.run("study", "films.toml", "--quiet")
    #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
    // Of cells this large.
    #expect(result.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("warning: ") }, "\(result.errors)")
    let ranking = try program.read("Outputs/films/ranking.md")
    #expect(ranking.contains("## charging.voltage = 0.35 V") && ranking.contains("## charging.voltage = 0.6 V"))
    #expect(try program.read("Outputs/films/study.csv").split(separator: "\n").count == 7)
    #expect(try program.bytes("Outputs/films/morphologies.png").count > 1000)
  }
}
