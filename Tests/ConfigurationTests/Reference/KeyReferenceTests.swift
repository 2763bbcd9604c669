import Configuration
import Testing

/// What the reference says of keys is what their reading does.
@Suite struct KeyReferenceTests {
  /// A key of a config with every section, with the place in it that an override reaches.
  private struct Key {
    let entry: ReferenceEntry
    let path: String
  }

  /// A deep cell with every section of the default model that it may have beside the others.
  private static let base =
    SampleConfig.minimal.replacing("[cell]\n", with: "[cell]\ndepth = \"20 um\"\n") + """

      [electrode.noise]

      [electrode.roughness]
      amplitude = "100 nm"
      modes = 3

      [[electrode.nucleus]]
      position = "10 um"
      radius = "2 um"

      [[interlayer]]
      thickness = "20 nm"
      ionicConductivity = "1e-6 S/m"

      [[layer]]
      thickness = "2 um"
      ionicConductivity = "1 mS/cm"

      [mechanics]
      electrolyteYoungsModulus = "0 Pa"

      [output.surface.slice]
      field = "salt"
      position = "5 um"

      [output.fieldFiles]

      [soak]
      """

  private static let lists = ["electrode.nucleus": "electrode.nucleus[0]", "interlayer": "interlayer[0]", "layer": "layer[0]"]

  private static let keys: [Key] = KeyReference.config.flatMap { table -> [Key] in
    let skipped = ["electrode.surface", "electrode.anisotropy", "literature", "electrolyte.ionicConductivity", "charging.step"]
    guard !skipped.contains(table.name), !table.isListed || lists[table.name] != nil else { return [] }
    if table.name.hasPrefix("interlayer.") || table.name.hasPrefix("layer.") { return [] }
    return table.entries.map { entry in
      Key(entry: entry, path: table.name == ReferenceTable.top ? entry.name : "\(lists[table.name] ?? table.name).\(entry.name)")
    }
  }

  private func errors(_ path: String, _ value: String) -> String {
    do throws(ConfigurationErrors) {
      _ = try RunConfiguration(parsing: Self.base, file: "a.toml", overrides: ["\(path)=\(value)"])
      return ""
    } catch {
      return error.description
    }
  }

  @Test func theDefaultSetByHandChangesNothing() throws {
    let plain = try RunConfiguration(parsing: Self.base, file: "a.toml").resolvedTOML()
    var count = 0
    for key in Self.keys {
      // Defaults that are values, as they stand where no other model or cell is meant.
      let said = (key.entry.standard ?? "").split(separator: "; ").map(String.init)
      let here =
        said.first { $0.hasSuffix(" in a cell with a `depth`") }?.replacing(" in a cell with a `depth`", with: "") ?? said.first ?? ""
      guard here.wholeMatch(of: /`.*`|-?[0-9][^ ]*( [^ ]+)?/) != nil, !here.contains("%"), here != "δ/2" else { continue }
      var value = here.filter { $0 != "`" }
      if value == "0", let unit = key.entry.unit { value += " \(unit)" }
      let found: String
      do throws(ConfigurationErrors) {
        found = try RunConfiguration(parsing: Self.base, file: "a.toml", overrides: ["\(key.path)=\(value)"]).resolvedTOML()
      } catch {
        // A key of another kind of layer, or one that another key stands for.
        #expect(error.description.contains("belongs to") || error.description.contains("leave this one out"), "\(error)")
        continue
      }
      #expect(isSame(found, plain), "\(key.path) = \(value)")
      count += 1
    }
    #expect(count > 50, "\(count)")
  }

  /// Line by line; 39 deg read from a text and in the program differ by round-off.
  private func isSame(_ first: String, _ second: String) -> Bool {
    let (a, b) = (first.split(separator: "\n"), second.split(separator: "\n"))
    return a.count == b.count
      && zip(a, b).allSatisfy { x, y in
        guard x != y else { return true }
        let values = [x, y].compactMap { $0.firstMatch(of: /= "?(-?[0-9.e-]+)/).flatMap { Double($0.output.1) } }
        return values.count == 2 && abs(values[0] - values[1]) <= 1e-15 * abs(values[1])
      }
  }

  @Test func boundsAreThoseOfTheReading() {
    var count = 0
    for key in Self.keys {
      let words = key.entry.value ?? ""
      let unit = key.entry.unit.map { " \($0)" } ?? ""
      if words.contains(", > 0") {
        #expect(errors(key.path, "0\(unit)").contains(" greater than 0, found "), "\(key.path): \(words)")
        count += 1
      } else if words.contains(", ≥ 0"), !words.hasPrefix("whole number") {
        #expect(errors(key.path, "-1\(unit)").contains(", found "), "\(key.path): \(words)")
        #expect(!errors(key.path, "0\(unit)").contains(" of 0 or more, found "), "\(key.path): \(words)")
        count += 1
      } else if let range = words.wholeMatch(of: /whole number, ([0-9]+) to ([0-9]+)/) {
        for value in [Int(range.1)! - 1, Int(range.2)! + 1] {
          #expect(
            errors(key.path, "\(value)").contains("\(key.path): expected a whole number from \(range.1) to \(range.2), found \(value)"))
        }
        count += 1
      } else if let range = words.wholeMatch(of: /whole number, ≥ ([0-9]+)/) {
        let value = Int(range.1)! - 1
        #expect(errors(key.path, "\(value)").contains("\(key.path): expected a whole number of \(range.1) or more, found \(value)"))
        count += 1
      }
    }
    #expect(count > 50, "\(count)")
  }

  @Test func namesAreThoseThatMayBeChosen() {
    var count = 0
    for key in Self.keys {
      for name in key.entry.names ?? [] {
        let found = errors(key.path, "\"\(name)\"")
        #expect(!found.contains("unknown value") && !found.contains("\(key.path): expected one of"), "\(key.path) = \(name): \(found)")
        count += 1
      }
      guard key.entry.names != nil else { continue }
      #expect(errors(key.path, "\"qqqqqqqqqqqqqqqqq\"").contains("\(key.path): expected "), "\(key.path)")
    }
    #expect(count > 40, "\(count)")
  }

  /// Of complaints that a value is too large beside others of the config, or that another key stands for this one: it was read.
  private static let readAndWeighed = [
    ": set either ", ": leave this one out", "; it belongs to ", ": belongs to ", ": goes with ", ": expected at most the cell ",
    ": expected less than the ", ", the height above the electrode, found ", " cells, not whole numbers; ",
    ": expected a diffusivity greater than 0 and below 1e-7 m^2/s, found 1 at ",
    ": expected a molar energy from 1 to 1000 kJ/mol; ",
  ]

  /// Errors that name the key, in lines.
  private func errors(naming path: String, _ value: String) -> [Substring] {
    errors(path, value).split(separator: "\n").filter { $0.contains("\(path): ") || $0.contains("\(path)[") || $0.contains("\(path).") }
  }

  private func wasRead(_ errors: [Substring]) -> Bool {
    errors.allSatisfy { error in Self.readAndWeighed.contains { error.contains($0) } }
  }

  @Test func unitsAreReadAsTheyStand() {
    var count = 0
    for key in Self.keys {
      guard let unit = key.entry.unit, let words = key.entry.value, !words.hasPrefix("two "), !words.hasPrefix("list ") else { continue }
      let found = errors(naming: key.path, "\"1 \(unit)\"")
      #expect(wasRead(found), "\(key.path): \(found)")
      let bare = errors(key.path, "1")
      #expect(bare.contains("\(key.path): expected ") && bare.contains(" without a unit"), "\(key.path): \(bare)")
      if found.isEmpty { count += 1 }
    }
    #expect(count > 40, "\(count)")
  }

  @Test func everyExampleIsOfItsKind() {
    var count = 0
    for key in Self.keys {
      guard let example = key.entry.example else { continue }
      let found = errors(naming: key.path, example)
      #expect(wasRead(found), "\(key.path): \(found)")
      if found.isEmpty { count += 1 }
    }
    #expect(count > 45, "\(count)")
  }
}
