import Foundation
import Testing

@Suite struct NewTests {
  @Test func aTemplateBecomesAConfigThatNamesItself() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("new", "first", "--template", "nucleus")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "first.toml: written from the template nucleus; next: lidendrite check first.toml\n")
    let text = try program.read("first.toml")
    #expect(text.contains("#   lidendrite run first.toml\n") && !text.contains("Configs/"))
    let check = try program.run("check", "first.toml")
    #expect(check.status == 0 && check.output.hasPrefix("first: butler-volmer\n"))
    #expect(try program.run("new", "second.toml").status == 0)
    #expect(try program.run("new", "third", "--template", "pulse-plating").status == 0)
    #expect(try program.read("third.toml").contains("Configs/") == false)
    #expect(try program.names() == ["first.toml", "second.toml", "third.toml"])
  }

  @Test func theListNamesEveryTemplate() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let result = try program.run("new", "--list")
    #expect(result.status == 0)
    let names = result.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
    #expect(
      names == [
        "anisotropic-dendrite", "chen-2015", "coating", "collector", "concentrated-electrolyte", "galvanostatic", "hong-2018", "llzo",
        "lobes",
        "nucleation", "nucleus",
        "peo-60c",
        "peo", "pinhole", "plate-and-strip", "pulse-plating", "quickstart-3d", "quickstart", "ramp-to-short-circuit", "scaffold",
        "stack-pressure",
      ])
    let width = "concentrated-electrolyte".count
    let line = "quickstart".padding(toLength: width, withPad: " ", startingAt: 0) + "  Lithium fingers in a carbonate electrolyte.\n"
    #expect(result.output.contains(line))
    #expect(try program.names().isEmpty)
  }

  @Test func nothingIsOverwrittenAndNoOddNameTaken() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    try program.write("mine", to: "a.toml")
    for (arguments, message) in [
      (["new", "a"], "a.toml is already there; choose another name\n"),
      (["new", "../a"], "name: expected letters, digits and -_.+ such as \"quickstart\", found \"../a\"\n"),
      (["new", ".toml"], "name: expected letters, digits and -_.+ such as \"quickstart\", found \".toml\"\n"),
      (["new", "b", "--template", "quikstart"], "--template: unknown template \"quikstart\"; did you mean \"quickstart\"?\n"),
      (
        ["new", "b", "--template", "solid"],
        "--template: unknown template \"solid\"; known: anisotropic-dendrite, chen-2015, coating, collector, concentrated-electrolyte, galvanostatic, hong-2018, llzo, lobes, nucleation, nucleus, "
          + "peo-60c, peo, pinhole, plate-and-strip, pulse-plating, quickstart-3d, quickstart, ramp-to-short-circuit, scaffold, stack-pressure\n"
      ),
    ] {
      let result = try program.run(arguments)
      #expect(result.status == 2 && result.output.isEmpty)
      #expect(result.errors == message)
    }
    #expect(try program.run("new").status == 64)
    #expect(try program.read("a.toml") == "mine")
    #expect(try program.names() == ["a.toml"])
  }
}
