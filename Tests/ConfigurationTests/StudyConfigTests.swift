import Foundation
import Testing

@testable import Configuration

/// Study files: which members they make, and what is wrong with them.
@Suite struct StudyConfigTests {
  /// A folder with a base config beside which a study is read.
  private func reading(_ text: String, base: String = SampleConfig.minimal, _ body: (StudyConfiguration) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try base.write(toFile: "\(folder)/base.toml", atomically: true, encoding: .utf8)
    try text.write(toFile: "\(folder)/study.toml", atomically: true, encoding: .utf8)
    try body(try StudyConfiguration(path: "\(folder)/study.toml"))
  }

  /// What is said of a study, without the folder it lies in.
  private func complaint(_ text: String) throws -> String {
    var said = ""
    do {
      try reading(text) { study in
        said = study.places.file
        _ = try StudyPlan(study)
      }
      Issue.record("nothing was wrong with it")
    } catch let errors as ConfigurationErrors {
      said = errors.description
    }
    return said.replacing(/[^ \n]*\/study-[0-9A-F-]*\//, with: "")
  }

  private static let head = "[study]\nbase = \"base.toml\"\n"

  @Test func everyStrategyMeetsEveryValue() throws {
    let text =
      Self.head + """
        [set]
        charging.duration = "1 min"
        [[strategy]]
        name = "bare"
        [[strategy]]
        name = "film"
        [strategy.set.electrode]
        filmResistance = "10 ohm*cm^2"
        [vary]
        "charging.voltage" = ["100 mV", "0.2 V"]
        electrode.roughness = [{ amplitude = "1 um", modes = 3 }, { amplitude = "1 um", modes = 5 }]
        """
    try reading(text) { study in
      #expect(study.name == "study" && study.reference == "bare" && study.threads == 1 && study.parallel == nil)
      #expect(
        study.members.map(\.name) == [
          "bare_100mV_roughness-1", "bare_100mV_roughness-2", "bare_0.2V_roughness-1", "bare_0.2V_roughness-2",
          "film_100mV_roughness-1", "film_100mV_roughness-2", "film_0.2V_roughness-1", "film_0.2V_roughness-2",
        ])
      #expect(study.members.map(\.point) == [0, 1, 2, 3, 0, 1, 2, 3])
      let plan = try StudyPlan(study)
      let last = try #require(plan.configs.last)
      #expect(last.name == "film_0.2V_roughness-2")
      #expect(last.charging.duration == 60 && last.electrode.filmResistance == 1e-3)
      guard case .voltage(0.2) = last.charging.control, case .modes(5)? = last.electrode.roughness?.form else {
        Issue.record("the values were not laid over the base")
        return
      }
      #expect(plan.configs[0].electrode.filmResistance == 0)
    }
  }

  @Test func aSampleHasOneValueInEachStratum() throws {
    let text =
      Self.head + """
        [sample]
        members = 8
        seed = 5
        electrode.filmResistance = { from = "1 ohm*cm^2", to = "100 ohm*cm^2", scale = "logarithmic" }
        "charging.voltage" = { from = "100 mV", to = "0.9 V" }
        electrode.chargeTransferCoefficient = { from = 0.3, to = 0.7 }
        """
    try reading(text) { study in
      #expect(study.members.map(\.name) == (1...8).map { "s\($0)" })
      let plan = try StudyPlan(study)
      func strata(_ value: (RunConfiguration) -> Double) -> [Int] { plan.configs.map { Int(floor(8 * value($0))) }.sorted() }
      #expect(strata { log($0.electrode.filmResistance / 1e-4) / log(100) } == Array(0..<8))
      #expect(strata { if case .voltage(let volts) = $0.charging.control { (volts - 0.1) / 0.8 } else { -1 } } == Array(0..<8))
      #expect(strata { ($0.electrode.chargeTransferCoefficient - 0.3) / 0.4 } == Array(0..<8))
      // Written in the unit of the lower bound.
      #expect(study.members[0].settings.first { $0.key == "charging.voltage" }?.value.hasSuffix(" mV") == true)
      let first = study.members.map(\.overrides)
      try reading(text) { #expect($0.members.map(\.overrides) == first) }
      try reading(text.replacing("seed = 5", with: "seed = 6")) { #expect($0.members.map(\.overrides) != first) }
    }
  }

  @Test func membersThatDoNotFitIntoMemoryTogetherAreRefused() throws {
    try reading(Self.head + "[vary]\ncharging.voltage = [\"1 mV\", \"2 mV\", \"3 mV\"]\n") { study in
      let plan = try StudyPlan(study)
      #expect(plan.memoryRefusal(parallel: 2, available: 1e12) == nil && plan.memoryRefusal(parallel: 2, available: nil) == nil)
      let refusal = try #require(plan.memoryRefusal(parallel: 2, available: 1e6))
      #expect(refusal.description.hasPrefix("2 members at a time take about 1"))
      #expect(refusal.description.hasSuffix(" MB of memory, 1 MB are free here; set study.parallel to fewer"))
    }
  }

  @Test func wholeNumbersStayWhole() throws {
    let text =
      Self.head
      + "[set]\nelectrode.roughness.amplitude = \"1 um\"\n[sample]\nmembers = 6\nelectrode.roughness.modes = { from = 1, to = 3 }\n"
    try reading(text) { study in
      #expect(study.members.map { $0.settings[0].value }.sorted() == ["1", "1", "2", "2", "3", "3"])
    }
  }

  @Test(arguments: [
    ("1 mA/cm^2", "1mA-cm2"), ("−5 °C", "minus5degC"), ("20 %", "20percent"), ("LiPF6 in EC:EMC", "LiPF6-in-EC-EMC"), ("../x y", "x-y"),
    ("3 µm", "3um"), ("/", "value"),
  ])
  func namesAreFitForFolders(text: String, name: String) {
    let plain = (try? Quantity(parsing: text)) == nil ? text : text.filter { !$0.isWhitespace }
    #expect(StudyNaming.sanitized(plain) == name)
    #expect(RunConfiguration.isName(name))
  }

  @Test func valuesOfTwoKeysThatLookAlikeAreNamedByTheirKeys() throws {
    let text = Self.head + "[vary]\ncell.width = [\"40 um\", \"80 um\"]\ncell.height = [\"60 um\", \"80 um\"]\n"
    try reading(text) { #expect($0.members.map(\.name)[1] == "width-40um_height-80um" && $0.reference == "width-40um_height-60um") }
  }

  @Test func namesThatAreShortenedAlikeAreNumbered() {
    var naming = StudyNaming()
    #expect(["a", "a", "a-2", "study.csv"].map { naming.name([$0]) } == ["a", "a-2", "a-2-2", "study.csv-2"])
    #expect(naming.name(Array(repeating: "0123456789", count: 30)).count == 200)
  }

  @Test func aValueWrittenOnOneLineIsReadBack() {
    let value = Setting.section([
      "a.b \"c\"": .list([.text("x\\ \"y\"\t\n"), .integer(-3), .real(1e-7), .boolean(true)]), "d": .section([:]),
    ])
    #expect(Setting(override: value.toml).toml == value.toml)
    #expect(value.toml == #"{ "a.b \"c\"" = ["x\\ \"y\"\u0009\u000A", -3, 1e-07, true], "d" = {} }"#)
  }

  @Test func everyErrorOfEveryMemberIsTold() throws {
    let text =
      Self.head + """
        [[strategy]]
        name = "bare"
        [[strategy]]
        name = "film"
        set.electrode.filmResistence = "10 ohm*cm^2"
        [vary]
        charging.voltage = ["100 mV", "200 mA"]
        """
    #expect(
      try complaint(text) == """
        study.toml:7: electrode.filmResistence: unknown key; did you mean "filmResistance"? (members film_100mV, film_200mA)
        study.toml:9: charging.voltage: expected a voltage such as "100 mV", found "200 mA" (a current) (members bare_200mA, film_200mA)
        """)
  }

  @Test func aStrategyMayBeAProtocol() throws {
    let base = SampleConfig.minimal.replacing("voltage = \"100 mV\"\n", with: "")
    let text =
      Self.head + """
        [[strategy]]
        name = "constant"
        set.charging.voltage = "100 mV"
        [[strategy]]
        name = "pulses"
        [[strategy.set.charging.step]]
        kind = "pulse"
        currentDensity = "1 mA/cm^2"
        onTime = "1 s"
        offTime = "2 s"
        duration = "1 min"
        [[strategy.set.charging.step]]
        currentDensity = "1 mA/cm^2"
        duration = "1 m"
        """
    let said = #expect(throws: ConfigurationErrors.self) { try reading(text, base: base) { _ = try StudyPlan($0) } }
    #expect(said?.errors.map(\.place) == [.line(16)], "\(said.map { "\($0)" } ?? "")")
    #expect(said?.errors.map(\.key) == ["charging.step[1].duration"])
  }

  @Test(arguments: [
    ("[study]\n", "study.toml:1: study.base: missing; expected a text such as \"quickstart.toml\""),
    ("[study]\nbase = \"bas.toml\"\n", "study.toml:2: study.base: cannot read bas.toml: no such file"),
    (head + "paralel = 2\n", "study.toml:3: study.paralel: unknown key; did you mean \"parallel\"?"),
    (
      head + "capacity = \"1 mA\"\n",
      "study.toml:3: study.capacity: expected an areal capacity such as \"1 mA*h/cm^2\", found \"1 mA\" (a current)"
    ),
    (head + "[varry]\n", "study.toml:3: varry: unknown section; did you mean \"vary\"?"),
    (
      head + "[vary]\ncharging.voltage = \"1 V\"\n",
      "study.toml:4: vary.charging.voltage: expected a list of values such as [\"1 mA/cm^2\", \"2 mA/cm^2\"], found \"1 V\""
    ),
    (head + "[vary]\ncharging.voltage = [\"1 V\", \"1 V\"]\n", "study.toml:4: vary.charging.voltage: \"1 V\" is there twice"),
    (head + "[set]\nname = \"x\"\n", "study.toml:4: set.name: members get names of their own; leave it out"),
    (
      head + "[set]\ncharging.voltage = \"1 V\"\n[vary]\ncharging.voltage = [\"2 V\"]\n",
      "study.toml:6: vary.charging.voltage: is varied here and set by set.charging.voltage; leave one of them out"
    ),
    (
      head + "[[strategy]]\nname = \"a/b\"\n",
      "study.toml:4: strategy[0].name: expected letters, digits and -_.+ such as \"quickstart\", found \"a/b\""
    ),
    (head + "[[strategy]]\nname = \"a\"\n[[strategy]]\nname = \"a\"\n", "study.toml:6: strategy[1].name: there are two strategies \"a\""),
    (
      "[study]\nbase = \"base.toml\"\nreference = \"bear\"\n[[strategy]]\nname = \"bare\"\n",
      "study.toml:3: study.reference: no strategy \"bear\"; did you mean \"bare\"?"
    ),
    (
      head + "[sample]\nmembers = 4\n",
      "study.toml:3: sample: expected keys of the base config such as electrode.interfacialEnergy = { from = \"0.5 J/m^2\", to = \"1 J/m^2\" }, found none"
    ),
    (
      head + "[sample]\nmembers = 4\ncharging.voltage = { from = \"1 V\", to = \"1 A\" }\n",
      "study.toml:5: sample.charging.voltage.to: expected two numbers, or two values of one kind, found \"1 V\" and \"1 A\""
    ),
    (
      head + "[sample]\nmembers = 4\ncharging.voltage = { from = \"0 V\", to = \"1 V\", scale = \"logarithmic\" }\n",
      "study.toml:5: sample.charging.voltage.from: expected a value greater than 0 on a logarithmic scale, found \"0 V\""
    ),
    (
      head + "[sample]\nmembers = 1000000000\ncharging.voltage = { from = \"1 V\", to = \"2 V\" }\n",
      "study.toml:4: sample.members: expected a whole number from 2 to 10000, found 1000000000"
    ),
    (
      head + "[sample]\nmembers = 4\nname = { from = 1, to = 9 }\n",
      "study.toml:5: sample.name: members get names of their own; leave it out"
    ),
    (head + "threads = 2000\n", "study.toml:3: study.threads: expected a whole number from 1 to 1024, found 2000"),
    (
      head + "[vary]\nelectrode.roughness.seed = [\(list(101))]\nelectrode.roughness.modes = [\(list(101))]\n",
      "study.toml:1: study: makes 1.02e+04 members, at most 10000"
    ),
  ])
  func whatIsWrongIsToldWithItsPlace(text: String, message: String) throws { #expect(try complaint(text) == message) }

  private static func list(_ count: Int) -> String { (1...count).map(String.init).joined(separator: ", ") }

  @Test func aDifferenceOfResolvedConfigsNamesTheKeys() throws {
    let one = try RunConfiguration(parsing: SampleConfig.minimal, file: "a.toml")
    let other = try RunConfiguration(parsing: SampleConfig.minimal, file: "a.toml", overrides: ["charging.voltage=0.2 V"])
    #expect(try ResolvedDifference.lines(from: one.resolvedTOML(), to: other.resolvedTOML()) == ["charging.voltage: 0.1 V, now 0.2 V"])
  }
}
