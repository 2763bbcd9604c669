import Records
import Testing

@testable import Configuration

/// `[output.fieldFiles]`.
@Suite struct FieldFilesConfigTests {
  private func settings(_ section: String) throws -> RunConfiguration.Output.FieldFiles? {
    try RunConfiguration(parsing: SampleConfig.minimal + "\n" + section, file: "a.toml").output.fieldFiles
  }

  @Test func withoutTheSectionThereAreNone() throws { #expect(try settings("") == nil) }

  @Test func standardValues() throws {
    let standard = RunConfiguration.Output.FieldFiles(
      fields: [.lithium, .salt, .potential, .current, .frontCurrent], spacing: .count(10), precision: .single, compression: 4)
    #expect(try settings("[output.fieldFiles]") == standard)
    #expect(try settings("[output]\nfieldFiles = {}") == standard)
    let config = try RunConfiguration(parsing: SampleConfig.minimal, file: "a.toml", overrides: ["output.fieldFiles.count=3"])
    #expect(config.output.fieldFiles?.spacing == .count(3))
    #expect(config.resolvedTOML().contains("\n[output.fieldFiles]\n"))
    #expect(try RunConfiguration(parsing: config.resolvedTOML(), file: "a.toml") == config)
  }

  /// The first and the last file stand at the ends of the run.
  @Test func filesOfARun() throws {
    #expect(try settings("[output.fieldFiles]")?.fileCount(over: 600) == 11)
    #expect(try settings("[output.fieldFiles]\ninterval = \"60 s\"")?.fileCount(over: 600) == 11)
    #expect(try settings("[output.fieldFiles]\ninterval = \"7 min\"")?.fileCount(over: 600) == 3)
    #expect(try settings("[output.fieldFiles]\ninterval = \"1 h\"")?.fileCount(over: 600) == 2)
  }

  static let messages: [(String, String)] = [
    (
      "fields = [\"lithium\", \"composite\"]",
      #"expected one of "lithium", "salt", "potential", "current", "frontCurrent", "pressure", "vonMises", "principalStress", "stress", "filmThickness", "layers", found "composite""#
    ),
    ("fields = [\"sald\"]", #"unknown value "sald"; did you mean "salt"?"#),
    (
      "fields = []",
      #"expected one or more of "lithium", "salt", "potential", "current", "frontCurrent", "pressure", "vonMises", "principalStress", "stress", "filmThickness", "layers", found an empty list"#
    ),
    ("count = 0", "expected a whole number of 1 or more, found 0"),
    ("interval = \"0 s\"", #"expected a time greater than 0, found "0 s""#),
    ("precision = \"half\"", #"expected one of "single", "double", found "half""#),
    ("compression = 10", "expected a whole number from 0 to 9, found 10"),
    ("compression = -1", "expected a whole number from 0 to 9, found -1"),
    ("frames = 3", "unknown key; it belongs in [output]"),
  ]

  @Test(arguments: messages) func whatIsWrongIsTold(line: String, message: String) throws {
    let key = line.prefix { $0 != " " }
    let place = SampleConfig.minimal.split(separator: "\n", omittingEmptySubsequences: false).count + 2
    #expect(
      MessageTests.messages(adding: "[output.fieldFiles]\n\(line)") == "quickstart.toml:\(place): output.fieldFiles.\(key): \(message)")
  }

  @Test func countAndIntervalExcludeEachOther() {
    #expect(
      MessageTests.messages(adding: "[output.fieldFiles]\ncount = 3\ninterval = \"1 s\"").hasSuffix(
        "output.fieldFiles.interval: set either count or interval, not both"))
  }

  @Test func aListIsNoSection() {
    #expect(
      MessageTests.messages(adding: "[output]\nfieldFiles = true").hasSuffix(
        "output.fieldFiles: expected a section [output.fieldFiles], found true"))
  }
}
