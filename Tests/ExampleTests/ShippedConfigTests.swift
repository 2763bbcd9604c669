import Configuration
import Foundation
import Records
import Simulations
import Testing

/// Every config in `Configs/` loads, explains itself and runs.
@Suite struct ShippedConfigTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Configs").path

  static let paths: [String] = {
    let all = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String]) ?? []
    // A study names other configs and is no run itself.
    return all.filter { $0.hasSuffix(".toml") && !$0.hasPrefix("studies/") }.sorted()
  }()

  static let studies: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/studies")) ?? []
    return all.filter { $0.hasSuffix(".toml") }.sorted().map { "studies/\($0)" }
  }()

  @Test(arguments: studies) func everyMemberOfAStudyIsValidAndSaysNothingOdd(path: String) throws {
    let plan = try StudyPlan(StudyConfiguration(path: "\(Self.folder)/\(path)"))
    #expect(plan.configs.count > 1)
    #expect(plan.warnings.isEmpty, "\(plan.warnings)")
    #expect(plan.wallTime(parallel: 2) ?? .infinity < 600)
  }

  static let stepCount = 3

  @Test(arguments: paths) func runsAFewSteps(path: String) throws {
    var config = try RunConfiguration.load(path: "\(Self.folder)/\(path)", overrides: ["output.frameHeight=200"])
    let choice = try config.settleInterface()
    #expect(CheckReport(config, interfaceChoice: choice, threads: 2).text.contains("wall time"))

    let place = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    let folder = try RunFolder(
      creating: place, config: config.resolvedTOML(), provenance: Provenance(threads: 2, seed: nil), overwrite: false)
    var driver = RunDriver(config, folder: folder)
    var polls = 0
    driver.interruption = {
      polls += 1
      return polls > Self.stepCount ? 2 : nil
    }
    let result = try driver.run()
    #expect(result.reason == .interrupted(signal: 2), "\(result.words)")
    #expect(result.metrics.step == Self.stepCount)
    let metrics = result.metrics
    // Of a model of the literature it is that of the charge: its currents in the metal are known to 1e-8 of the largest.
    #expect(abs(metrics.lithiumBalance) < (config.literature == nil ? 1e-9 : 1e-6))
    #expect(abs(metrics.currentBalance) < 1e-6)
    #expect(abs(metrics.saltBalance) < (config.literature == nil ? 1e-9 : 1e-6))
    #expect(try TimeSeriesFile(path: folder.metrics).rows.count >= 1)
  }
}
