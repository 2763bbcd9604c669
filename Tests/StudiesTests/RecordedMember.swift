import Configuration
import Foundation

@testable import Studies

/// Run folders written by hand, and a study that has them for members.
struct RecordedStudy {
  let folder: String
  let study: StudyConfiguration

  static let base = """
    [cell]
    width = "40 um"
    height = "60 um"
    [electrode]
    position = "10 um"
    exchangeCurrentDensity = "3 mA/cm^2"
    [electrolyte]
    concentration = "1 mol/L"
    saltDiffusivity = "3.2e-10 m^2/s"
    ionicConductivity = "10 mS/cm"
    cationTransferenceNumber = 0.38
    [charging]
    voltage = "100 mV"
    duration = "10 min"
    """

  /// - Parameter text: of the study file, after `base`.
  init(_ text: String) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.base.write(toFile: "\(folder)/base.toml", atomically: true, encoding: .utf8)
    try ("[study]\nbase = \"base.toml\"\n" + text).write(toFile: "\(folder)/s.toml", atomically: true, encoding: .utf8)
    study = try StudyConfiguration(path: "\(folder)/s.toml")
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  static let titles =
    "time [s],tip height [um],mean height [um],roughness [um],front current ratio,cell voltage [V],areal capacity [mA*h/cm^2]"

  /// - Parameters:
  ///   - rows: of `metrics.csv`, with the columns of `titles` and those of `more`.
  ///   - results: of `summary.json`, as JSON; nil where there is none.
  func record(
    _ name: String, _ rows: [String], outcome: String? = "finished", reason: String = "done", results: String = "", more: String = ""
  ) throws {
    let place = "\(folder)/\(name)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    func write(_ text: String, _ file: String) throws { try text.write(toFile: "\(place)/\(file)", atomically: true, encoding: .utf8) }
    try write("", "config.toml")
    try write("{}", "provenance.json")
    try write(([Self.titles + more] + rows).joined(separator: "\n") + "\n", "metrics.csv")
    guard let outcome else { return }
    try write(#"{"outcome": "\#(outcome)", "reason": "\#(reason)", "steps": 3, "results": {\#(results)}}"#, "summary.json")
  }

  var comparison: StudyComparison { StudyComparison(study, study.members.map { MemberRecord($0, folder: "\(folder)/\($0.name)") }) }
}
