import Foundation
import Testing

@testable import Configuration

@Suite struct TemplateTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func everyFileInTheFolderIsATemplateWithItsText() throws {
    let folder = Self.root.appendingPathComponent("Sources/Configuration/Templates")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(ConfigurationTemplate.all.map { "\($0.name).toml" } == files)
    for template in ConfigurationTemplate.all {
      #expect(try String(contentsOf: folder.appendingPathComponent("\(template.name).toml"), encoding: .utf8) == template.text)
    }
  }

  @Test(arguments: ConfigurationTemplate.all.map(\.name)) func everyTemplatePassesCheck(name: String) throws {
    let template = try #require(ConfigurationTemplate.all.first { $0.name == name })
    var config = try RunConfiguration(parsing: template.text, file: "\(name).toml")
    let choice = try config.settleInterface()
    // A ramp to the short circuit, and the voltage limit of a polymer cell, drive their fronts to where no affordable interface
    // resolves the tips.
    let unresolved = ["ramp-to-short-circuit": "433 nm", "peo-60c": "735 nm"]
    let report = CheckReport(config, interfaceChoice: choice, threads: 1).warnings
    // The models of the literature are what they are, and say so.
    let warnings = report.filter { config.literature == nil || !$0.hasPrefix("literature.") && !$0.hasPrefix("charging.voltage: ") }
      .filter { config.name != "hong-2018" || !$0.contains("cells across the interface") }
    #expect(warnings.count == (unresolved[name] == nil ? 0 : 1), "\(warnings)")
    #expect(
      warnings.allSatisfy {
        $0.contains("the capillary wavelength \(unresolved[name] ?? "") of the flat front under the strongest step;")
      })
    #expect(template.summary.count > 20 && template.summary.count <= 120)
    #expect(template.text.contains("lidendrite run Configs/"))
  }

  @Test func everyKeyIsKnownByItsPath() {
    let keys = RunConfiguration.keys
    #expect(keys == keys.sorted())
    for key in [
      "name", "cell.width", "electrode.roughness.hurstExponent", "electrode.surface.pixelSize", "charging.step.untilVoltageAbove",
      "charging.step.step.onTime", "output.ranges.salt", "output.surface.azimuth",
    ] {
      #expect(keys.contains(key))
    }
    #expect(!keys.contains("electrode.roughness") && !keys.contains("cell"))
  }
}
