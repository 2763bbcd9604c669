import Configuration
import Foundation
import Testing

/// The configs that the documents show are valid, and Docs/Configuration.md names the keys that the program knows.
@Suite struct DocumentedConfigTests {
  @Test func everyConfigShownIsValid() throws {
    let blocks = try Documentation.blocks().filter { $0.language == "toml" }
    #expect(!blocks.isEmpty)
    for block in blocks {
      #expect(throws: Never.self, "\(block.place)") {
        guard block.text.contains("[study]") else { return _ = try RunConfiguration(parsing: block.text, file: block.place) }
        // A study names its base config; in the documents, from the top of the repository.
        let file = Documentation.root.appendingPathComponent("study.toml").path
        _ = try StudyPlan(try StudyConfiguration(parsing: block.text, file: file))
      }
    }
  }

  @Test func theReferenceNamesEveryKeyAndNoOther() throws {
    #expect(try documentedKeys() == knownKeys())
  }

  /// A step within a group has the keys of a step, but is no group itself.
  @Test func theListOfKeysIsThatOfTheReference() throws {
    let documented = try documentedKeys().flatMap { section, keys in keys.map { section.isEmpty ? $0 : "\(section).\($0)" } }
    let ofSteps = documented.filter { $0.hasPrefix("charging.step.") && $0 != "charging.step.step" }
    let withinGroups = ofSteps.filter { $0 != "charging.step.repeats" }.map { $0.replacing("charging.step.", with: "charging.step.step.") }
    let ofProperty = try #require(try documentedKeys()["electrolyte.ionicConductivity"])
    let alike = ["saltDiffusivity", "cationTransferenceNumber", "thermodynamicFactor"].flatMap { property in
      ofProperty.map { "electrolyte.\(property).\($0)" }
    }
    let ofExchange = ["value", "activationEnergy", "referenceTemperature"].map { "electrode.exchangeCurrentDensity.\($0)" }
    let all = Set(documented + withinGroups + alike + ofExchange)
    #expect(all.subtracting(["charging.step.step"]) == Set(RunConfiguration.keys))
  }

  /// First cells of the tables in Docs/Configuration.md, under the section that the heading above them names.
  private func documentedKeys() throws -> [String: Set<String>] {
    let page = try #require(try Documentation.pages().first { $0.path == "Docs/Configuration.md" })
    var keys: [String: Set<String>] = [:]
    var section = ""
    for line in page.text.split(separator: "\n") {
      if let heading = line.firstMatch(of: /^## `\[+([a-zA-Z.]*)\]+`/) {
        section = String(heading.1)
      } else if line.hasPrefix("## ") {
        section = ""
      } else if let row = line.firstMatch(of: /^\| (`[A-Za-z]+`(?:, `[A-Za-z]+`)*) \|/) {
        for key in row.1.split(separator: ", ") { keys[section, default: []].insert(String(key.dropFirst().dropLast())) }
      }
    }
    return keys
  }

  /// The program lists the keys of a section when it meets one that resembles none of them.
  private func knownKeys() throws -> [String: Set<String>] {
    var keys: [String: Set<String>] = [:]
    let odd = "zzzzzzzzzzzzzzzzzzzz"
    for (section, opening) in [
      ("", ""), ("cell", "[cell]"), ("electrode", "[electrode]"), ("electrode.roughness", "[electrode.roughness]"),
      ("electrode.surface", "[electrode.surface]"),
      ("electrode.anisotropy", "[electrode.anisotropy]"), ("electrode.noise", "[electrode.noise]"), ("mechanics", "[mechanics]"),
      ("electrolyte.ionicConductivity", "[electrolyte.ionicConductivity]"),
      ("electrode.nucleus", "[[electrode.nucleus]]"), ("interlayer", "[[interlayer]]"),
      ("interlayer.pinhole", "[[interlayer]]\n[[interlayer.pinhole]]"),
      ("interlayer.randomPinholes", "[[interlayer]]\n[interlayer.randomPinholes]"), ("electrolyte", "[electrolyte]"),
      ("layer", "[[layer]]"), ("layer.gap", "[[layer]]\n[[layer.gap]]"), ("layer.randomGaps", "[[layer]]\n[layer.randomGaps]"),
      ("layer.particle", "[[layer]]\n[[layer.particle]]"), ("layer.site", "[[layer]]\n[[layer.site]]"),
      ("layer.randomSites", "[[layer]]\n[layer.randomSites]"),
      ("charging", "[charging]"),
      ("charging.step", "[[charging.step]]"),
      ("output", "[output]"), ("output.checkpoints", "[output.checkpoints]"), ("output.ranges", "[output.ranges]"),
      ("output.surface", "[output.surface]"), ("output.surface.cut", "[output.surface.cut]"),
      ("output.surface.slice", "[output.surface.slice]"), ("output.fieldFiles", "[output.fieldFiles]"),
      ("numerics", "[numerics]"), ("literature", "[literature]"), ("soak", "[soak]"),
    ] {
      let errors = #expect(throws: ConfigurationErrors.self) { try RunConfiguration(parsing: "\(opening)\n\(odd) = 1\n", file: "odd.toml") }
      let message = errors.map { "\($0)" } ?? ""
      let match = try #require(message.firstMatch(of: /known here: ([A-Za-z, ]+)/), "[\(section)]: \(message)")
      keys[section] = Set(match.1.split(separator: ", ").map(String.init))
    }
    // Sections are headings of the reference, not rows of its tables, but for a property, which may be a value as well.
    let sections = Set(keys.keys).subtracting(["electrolyte.ionicConductivity"])
    for (section, names) in keys {
      keys[section] = names.filter { !sections.contains(section.isEmpty ? $0 : "\(section).\($0)") }
    }
    return keys
  }
}
