import Configuration
import Foundation

/// The bytes are a study file beside a small sound config, `base.toml`.
enum StudyFuzzer {
  /// Of which every one is read and checked.
  private static let mostMembers = 20

  @Sendable static func read(_ bytes: [UInt8]) {
    guard let text = String(bytes: bytes, encoding: .utf8), !bytes.contains(0) else { return }
    let base = ScratchFile.write(Array(SoundConfig.text.utf8), as: "base.toml")
    let file = base.deletingLastPathComponent().appendingPathComponent("fuzz.toml").path
    do throws(ConfigurationErrors) {
      let study = try StudyConfiguration(parsing: text, file: file)
      demandMembers(study)
      guard study.members.count <= mostMembers else { return }
      let plan = try StudyPlan(study)
      demand(plan.configs.count == study.members.count, "a member without a config")
      for warning in plan.warnings { demand(!warning.isEmpty, "a warning without a word") }
      _ = (plan.wallTime(parallel: 2), plan.memoryRefusal(parallel: 2, available: 1e9))
    } catch {
      demand(!error.errors.isEmpty, "refused without an error")
      for found in error.errors { demand(!found.message.isEmpty && !found.description.isEmpty, "an error without a word") }
    }
  }

  /// Each has a folder of its own within that of the study.
  private static func demandMembers(_ study: StudyConfiguration) {
    demand(!study.members.isEmpty, "a study without members")
    let names = study.members.map(\.name)
    demand(Set(names).count == names.count, "two members of one name: \(names)")
    for name in names {
      demand(!name.isEmpty && !name.contains("/") && !name.hasPrefix(".") && !name.hasPrefix("-"), "a member called \(name)")
    }
  }
}
