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
    #expect(CheckReport(config, interfaceChoice: choice, threads: 1).warnings.isEmpty)
    #expect(template.summary.count > 20 && template.summary.count < 110)
    #expect(template.text.contains("lidendrite run Configs/"))
  }

  @Test func everyKeyIsKnownByItsPath() {
    let keys = RunConfiguration.keys
    #expect(keys == keys.sorted())
    for key in ["name", "cell.width", "electrode.roughness.hurstExponent", "electrode.surface.pixelSize", "output.ranges.salt"] {
      #expect(keys.contains(key))
    }
    #expect(!keys.contains("electrode.roughness") && !keys.contains("cell"))
  }
}
