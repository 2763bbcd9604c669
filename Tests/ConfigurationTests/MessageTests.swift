import Testing

@testable import Configuration

/// The whole text a user sees for each way to get a config wrong.
@Suite struct MessageTests {
  /// The messages for the minimal config with one line replaced, other lines added at the end, and overrides.
  static func messages(
    replacing line: String? = nil, with replacement: String = "", adding extra: String = "", overrides: [String] = []
  ) -> String {
    var text = SampleConfig.minimal
    if let line {
      #expect(text.contains(line))
      text = text.replacingOccurrence(of: line, with: replacement)
    }
    do throws(ConfigurationErrors) {
      _ = try RunConfiguration(parsing: text + "\n" + extra, file: "quickstart.toml", overrides: overrides)
      return "no error"
    } catch {
      return error.description
    }
  }

  /// Line of the minimal config, what stands there instead, message.
  static let replacements: [(String, String, String)] = [
    (
      "width = \"40 um\"", "width = \"3 s\"",
      #"quickstart.toml:2: cell.width: expected a length such as "40 um", found "3 s" (a time)"#
    ),
    ("width = \"40 um\"", "width = 40", #"quickstart.toml:2: cell.width: expected a length such as "40 um", found 40 without a unit"#),
    (
      "width = \"40 um\"", "width = \"40\"", #"quickstart.toml:2: cell.width: expected a length such as "40 um", found "40" without a unit"#
    ),
    (
      "width = \"40 um\"", "width = \"wide\"",
      #"quickstart.toml:2: cell.width: expected a length such as "40 um", found "wide", which does not start with a number"#
    ),
    ("width = \"40 um\"", "width = \"40 mn\"", #"quickstart.toml:2: cell.width: unknown unit "mn" in "40 mn"; did you mean "nm"?"#),
    ("width = \"40 um\"", "width = \"40 umm\"", #"quickstart.toml:2: cell.width: unknown unit "umm" in "40 umm"; did you mean "um"?"#),
    (
      "width = \"40 um\"", "width = \"40 parsec\"",
      #"quickstart.toml:2: cell.width: unknown unit "parsec" in "40 parsec"; expected a length such as "40 um""#
    ),
    ("width = \"40 um\"", "width = \"-40 um\"", #"quickstart.toml:2: cell.width: expected a length greater than 0, found "-40 um""#),
    ("width = \"40 um\"", "width = true", #"quickstart.toml:2: cell.width: expected a length such as "40 um", found true"#),
    (
      "width = \"40 um\"", "width = \"1 kg^2\"",
      #"quickstart.toml:2: cell.width: expected a length such as "40 um", found "1 kg^2" (in kg^2)"#
    ),
    ("width = \"40 um\"", "widht = \"40 um\"", #"quickstart.toml:2: cell.widht: unknown key; did you mean "width"?"#),
    ("width = \"40 um\"", "", #"quickstart.toml:1: cell.width: missing; expected a length such as "40 um""#),
    ("[electrode]", "[elektrode]", #"quickstart.toml:5: elektrode: unknown section; did you mean "electrode"?"#),
    (
      "position = \"10 um\"", "position = \"70 um\"",
      "quickstart.toml:6: electrode.position: expected less than the cell height of 60 um, found 70 um"
    ),
    (
      "exchangeCurrentDensity = \"3 mA/cm^2\"", "exchangeCurrentDensity = \"3 mA/cm2\"",
      #"quickstart.toml:7: electrode.exchangeCurrentDensity: unknown unit "cm2" in "3 mA/cm2"; did you mean "cm^2"?"#
    ),
    (
      "cationTransferenceNumber = 0.38", "cationTransferenceNumber = 1",
      "quickstart.toml:13: electrolyte.cationTransferenceNumber: expected a number from 0 up to, but not including, 1, found 1"
    ),
    (
      "cationTransferenceNumber = 0.38", "cationTransferenceNumber = nan",
      "quickstart.toml:13: electrolyte.cationTransferenceNumber: expected a number such as 0.5, found nan"
    ),
    (
      "ionicConductivity = \"10 mS/cm\"", "",
      #"quickstart.toml:9: electrolyte.ionicConductivity: missing; expected a conductivity such as "10 mS/cm""#
    ),
    (
      "ionicConductivity = \"10 mS/cm\"", "material = \"LiPF6 in EC:DMC\"\nconductivityLaw = \"constant\"",
      #"quickstart.toml:13: electrolyte.conductivityLaw: belongs to an ionicConductivity of one value; here the material brings its own law"#
    ),
    (
      "ionicConductivity = \"10 mS/cm\"", "ionicConductivity = \"10 mS/cm\"\nconductivityLaw = \"nernst\"",
      #"quickstart.toml:13: electrolyte.conductivityLaw: expected one of "proportional", "constant", found "nernst""#
    ),
    (
      "voltage = \"100 mV\"", "",
      #"quickstart.toml:15: charging.voltage: missing; set either voltage = "100 mV" or currentDensity = "1 mA/cm^2""#
    ),
    (
      "voltage = \"100 mV\"", "voltage = \"100 mV\"\ncurrentDensity = \"1 mA/cm^2\"",
      "quickstart.toml:17: charging.currentDensity: set either voltage or currentDensity, not both"
    ),
    (
      "voltage = \"100 mV\"", "voltage = \"100 mV\"\nmaximumVoltage = \"1 V\"",
      "quickstart.toml:17: charging.maximumVoltage: has no effect with an imposed voltage; it belongs to a run with currentDensity"
    ),
    (
      "voltage = \"100 mV\"", "voltage = \"100 mV\"\nstopHeight = \"9 um\"",
      "quickstart.toml:17: charging.stopHeight: expected more than the electrode position of 10 um, found 9 um"
    ),
    (
      "duration = \"10 min\"", "duration = \"10 min\"\ntemperature = \"25 degC\"",
      "quickstart.toml:18: charging.temperature: unknown key; it belongs in [cell]"
    ),
    (
      "[cell]", "model = \"buttler-volmer\"\n[cell]",
      #"quickstart.toml:1: model: unknown value "buttler-volmer"; did you mean "butler-volmer"?"#
    ),
    (
      "[cell]", "name = \"../elsewhere\"\n[cell]",
      #"quickstart.toml:1: name: expected letters, digits and -_.+ such as "quickstart", found "../elsewhere""#
    ),
  ]

  @Test(arguments: replacements) func aWrongLine(line: String, replacement: String, message: String) {
    #expect(Self.messages(replacing: line, with: replacement) == message)
  }

  /// Lines added after the minimal config, which ends with line 17, and message.
  static let additions: [(String, String)] = [
    ("[output]\nframes = -1", "quickstart.toml:19: output.frames: expected a whole number of 0 or more, found -1"),
    ("[output]\nframes = 2.5", "quickstart.toml:19: output.frames: expected a whole number of 0 or more, found 2.5"),
    (
      "[output]\nframes = 3\nframeInterval = \"1 s\"",
      "quickstart.toml:20: output.frameInterval: set either frames or frameInterval, not both"
    ),
    ("[output]\nfields = [\"salt\", \"lithum\"]", #"quickstart.toml:19: output.fields: unknown value "lithum"; did you mean "lithium"?"#),
    (
      "[output.ranges]\nsalt = \"1 mol/L\"",
      #"quickstart.toml:19: output.ranges.salt: expected a list of two values, each a concentration such as "1 mol/L", found "1 mol/L""#
    ),
    (
      "[output.ranges]\nsalt = [\"2 M\", \"1 M\"]",
      #"quickstart.toml:19: output.ranges.salt: expected the lower value first, found ["2 M", "1 M"]"#
    ),
    (
      "[numerics]\nholdInterface = \"yes\"", #"quickstart.toml:19: numerics.holdInterface: expected true or false, found "yes""#
    ),
    (
      "[numerics]\ninterfaceHalfWidth = \"1 um\"\n\ncellSize = \"1 um\"",
      "quickstart.toml:21: numerics.cellSize: the interface is resolved by 2.197 cells, 4.4 are needed: "
        + "expected at most 500 nm (half of interfaceHalfWidth), found 1 um; the grid then has 80 x 120 cells"
    ),
    (
      "[numerics]\ncellSize = \"0.3 um\"",
      #"quickstart.toml:19: numerics.cellSize: 300 nm makes 133.33 x 200 cells, not whole numbers; the nearest that fits is cellSize = "298.507462687 nm""#
    ),
    (
      "[[electrode.nucleus]]\nposition = \"1 um\"\nradius = \"1 um\"\n[[electrode.nucleus]]\nposition = \"50 um\"\nradius = \"0 um\"",
      """
      quickstart.toml:22: electrode.nucleus[1].position: expected at most the cell width of 40 um, found 50 um
      quickstart.toml:23: electrode.nucleus[1].radius: expected a length greater than 0, found "0 um"
      """
    ),
    (
      "[electrode.nucleus]\nradius = \"1 um\"",
      "quickstart.toml:18: electrode.nucleus: expected sections [[electrode.nucleus]] in double brackets, found a section"
    ),
    (
      "[electrode.roughness]\namplitude = \"1 um\"",
      #"quickstart.toml:18: electrode.roughness.modes: missing; set either modes = 24 or correlationLength = "1 um""#
    ),
    ("[output]\nframes = 1979-05-27", "quickstart.toml:19: output.frames: expected a whole number of 0 or more, found a date"),
    ("output = 3", "quickstart.toml:18: charging.output: unknown key; it belongs at the top of the file"),
    (
      "[mechanics]\nstackPressure = \"1 MPa\"",
      """
      quickstart.toml:18: mechanics.electrolyteYoungsModulus: missing; expected a pressure such as "4.9 GPa"
      quickstart.toml:18: mechanics.electrolytePoissonsRatio: missing; expected a number such as 0.5
      quickstart.toml:19: mechanics.stackPressure: unknown key; it belongs in [charging]
      """
    ),
    (
      "[mechanics]\nelectrolyteYoungsModulus = \"22 GPa\"\nelectrolytePoissonsRatio = 0.5",
      "quickstart.toml:20: mechanics.electrolytePoissonsRatio: expected a number above -1 and below 0.5, found 0.5"
    ),
    (
      "[mechanics]\nelectrolyteYoungsModulus = \"22 GPa\"\nelectrolytePoissonsRatio = 0.3\ndepositionStrain = 0.2",
      "quickstart.toml:21: mechanics.depositionStrain: expected a number from -0.1 to 0.1, found 0.2"
    ),
    (
      "[output]\nfields = [\"lithium\", \"vonMises\"]",
      "quickstart.toml:19: output.fields: \"vonMises\" needs a section [mechanics], without which nothing bears stress"
    ),
    (
      "[output]\nfields = [\"filmThickness\"]",
      "quickstart.toml:19: output.fields: \"filmThickness\" needs a section [[interlayer]], without which the lithium carries no film"
    ),
    (
      "[output.fieldFiles]\nfields = [\"lithium\", \"filmThickness\"]",
      "quickstart.toml:19: output.fieldFiles.fields: \"filmThickness\" needs a section [[interlayer]], without which the lithium carries no film"
    ),
    (
      "[output.fieldFiles]\nfields = [\"stress\"]",
      "quickstart.toml:19: output.fieldFiles.fields: \"stress\" needs a section [mechanics], without which nothing bears stress"
    ),
    (
      "[mechanics]\nlithium = \"viscous\"\nelectrolyteYoungsModulus = \"22 GPa\"\nelectrolytePoissonsRatio = 0.3",
      "quickstart.toml:19: mechanics.lithium: expected one of \"plastic\", \"elastic\", found \"viscous\""
    ),
    (
      "[[interlayer]]\nthickness = \"20 nm\"\nionicConductivity = \"1e-6 S/m\"\ncriticalThickness = \"20 nm\"",
      "quickstart.toml:21: interlayer[0].criticalThickness: expected less than the thickness of 20 nm, found 20 nm; the film would rupture at once"
    ),
    (
      "[[interlayer]]\nthickness = \"20 nm\"\nionicConductivity = \"1e-6 S/m\"\ngreatestThickness = \"10 nm\"",
      "quickstart.toml:21: interlayer[0].greatestThickness: expected at least the thickness of 20 nm, found 10 nm"
    ),
    (
      "[[interlayer]]\nthickness = \"0 nm\"\nionicConductivity = \"1e-6 S/m\"\n[[interlayer.pinhole]]\nposition = \"1 m\"",
      """
      quickstart.toml:19: interlayer[0].thickness: expected a length greater than 0, found "0 nm"
      quickstart.toml:21: interlayer[0].pinhole[0].radius: missing; expected a length such as "40 um"
      quickstart.toml:22: interlayer[0].pinhole[0].position: expected at most the cell width of 40 um, found 1 m
      """
    ),
    (
      "[numerics]\ncellSize = 5 um",
      #"quickstart.toml:19:14: not valid TOML: expected a comment or whitespace, saw 'u'; a value with a unit stands in quotes, such as "40 um""#
    ),
    ("[cell]", "quickstart.toml:18:1: not valid TOML: cannot redefine existing table 'cell'"),
    ("[.cell]", "quickstart.toml:18:2: not valid TOML: expected the name of a section, saw '.'"),
    ("  [[ µ ]]", "quickstart.toml:18:6: not valid TOML: expected the name of a section, saw 'µ'"),
    ("[[[cell]]]", "quickstart.toml:18:3: not valid TOML: expected the name of a section, saw '['"),
    ("[", "quickstart.toml:18:2: not valid TOML: expected the name of a section, saw the end of the line"),
    ("x = [1,\n  }]", "quickstart.toml:19:3: not valid TOML: expected a value or a closing ']', saw '}'"),
    ("[\u{0C}electrolyte]", "quickstart.toml:18:2: not valid TOML: expected the name of a section, saw '\u{0C}'"),
    ("[\u{06EA}\u{05AA}", "quickstart.toml:18:2: not valid TOML: expected the name of a section, saw '\u{06EA}'"),
    ("x = 1979-05-27Tc07:32", "quickstart.toml:18:16: not valid TOML: expected a time of day after a date, saw 'c'"),
    ("x = 1979-05-27t", "quickstart.toml:18:16: not valid TOML: expected a time of day after a date, saw the end of the line"),
    (
      "[" + String(repeating: "a.", count: 100_000) + "a]",
      "quickstart.toml:18:201: not valid TOML: expected a name of at most 100 parts, saw '.'"
    ),
    (
      "x = { " + String(repeating: "a.", count: 100_000) + "a = 1 }",
      "quickstart.toml:18:206: not valid TOML: expected a name of at most 100 parts, saw '.'"
    ),
  ]

  @Test(arguments: additions) func wrongLinesAtTheEnd(lines: String, message: String) {
    #expect(Self.messages(adding: lines) == message)
  }

  @Test(arguments: [
    (["cell.width=50"], #"--set cell.width: expected a length such as "40 um", found 50 without a unit"#),
    (["cell.widht=50 um"], #"--set cell.widht: unknown key; did you mean "width"?"#),
    (["cell.width"], #"--set cell.width: expected section.key=value, such as cell.width="40 um""#),
    (["output.frames=many"], #"--set output.frames: expected a whole number of 0 or more, found "many""#),
    (["electrolyte=3"], "--set electrolyte: expected a section [electrolyte], found 3"),
  ])
  func aWrongOverride(overrides: [String], message: String) {
    let found = Self.messages(overrides: overrides)
    #expect(found.split(separator: "\n").contains { $0 == message }, "\(found)")
  }

  @Test func allErrorsAreShownTogetherInTheOrderOfTheirLines() {
    let text = """
      model = "buttler-volmer"

      [electrolyte]
      concentraton = "1 mol/L"
      saltDiffusivity = "3.2e-10 m/s"
      ionicConductivity = "10 mS/cm"
      cationTransferenceNumber = 1.2

      [cell]
      width = 40
      height = "60 um"
      breadth = "10 um"

      [electrode]
      position = "10 um"

      [charging]
      voltage = "100 mv"
      duration = "soon"
      """
    #expect(throws: ConfigurationErrors.self) { try RunConfiguration(parsing: text, file: "a.toml") }
    do throws(ConfigurationErrors) {
      _ = try RunConfiguration(parsing: text, file: "a.toml", overrides: ["output.frame=3"])
    } catch {
      #expect(
        error.description == """
          a.toml:1: model: unknown value "buttler-volmer"; did you mean "butler-volmer"?
          a.toml:4: electrolyte.concentraton: unknown key; did you mean "concentration"?
          a.toml:5: electrolyte.saltDiffusivity: expected a diffusivity such as "3.2e-10 m^2/s", found "3.2e-10 m/s" (a speed)
          a.toml:7: electrolyte.cationTransferenceNumber: expected a number from 0 up to, but not including, 1, found 1.2
          a.toml:10: cell.width: expected a length such as "40 um", found 40 without a unit
          a.toml:12: cell.breadth: unknown key; known here: depth, height, sides, temperature, width
          a.toml:14: electrode.exchangeCurrentDensity: missing; expected a current density such as "1 mA/cm^2"
          a.toml:18: charging.voltage: unknown unit "mv" in "100 mv"; did you mean "mV"?
          a.toml:19: charging.duration: expected a time such as "10 min", found "soon", which does not start with a number
          --set output.frame: unknown key; did you mean "frames"?
          """)
    }
  }

  @Test func aFileThatCannotBeRead() {
    for (path, reason) in [("nowhere/none.toml", "no such file"), ("/", "it is a folder")] {
      do throws(ConfigurationErrors) {
        _ = try RunConfiguration.load(path: path)
        Issue.record("\(path) was read")
      } catch {
        #expect(error.description == "\(path): cannot read the config: \(reason)")
      }
    }
  }
}

extension String {
  /// The text with the first occurrence replaced.
  func replacingOccurrence(of part: String, with other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return replacingCharacters(in: range, with: other)
  }

  private func replacingCharacters(in range: Range<Index>, with other: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: other)
    return copy
  }
}
