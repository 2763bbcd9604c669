import Foundation

/// A config to start from, held by the program: the text of a file in `Configs/`.
public struct ConfigurationTemplate: Sendable {
  /// What the user calls it.
  public let name: String
  /// With its comments.
  public let text: String

  private init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Each is a file in `Sources/Configuration/Templates`, a link into `Configs/`.
  public static let all = [
    ConfigurationTemplate("anisotropic-dendrite", PackageResources.anisotropic_dendrite_toml),
    ConfigurationTemplate("chen-2015", PackageResources.chen_2015_toml),
    ConfigurationTemplate("coating", PackageResources.coating_toml),
    ConfigurationTemplate("collector", PackageResources.collector_toml),
    ConfigurationTemplate("concentrated-electrolyte", PackageResources.concentrated_electrolyte_toml),
    ConfigurationTemplate("galvanostatic", PackageResources.galvanostatic_toml),
    ConfigurationTemplate("hong-2018", PackageResources.hong_2018_toml),
    ConfigurationTemplate("llzo", PackageResources.llzo_toml),
    ConfigurationTemplate("lobes", PackageResources.lobes_toml),
    ConfigurationTemplate("nucleation", PackageResources.nucleation_toml),
    ConfigurationTemplate("nucleus", PackageResources.nucleus_toml),
    ConfigurationTemplate("peo-60c", PackageResources.peo_60c_toml),
    ConfigurationTemplate("peo", PackageResources.peo_toml),
    ConfigurationTemplate("pinhole", PackageResources.pinhole_toml),
    ConfigurationTemplate("plate-and-strip", PackageResources.plate_and_strip_toml),
    ConfigurationTemplate("pulse-plating", PackageResources.pulse_plating_toml),
    ConfigurationTemplate("quickstart-3d", PackageResources.quickstart_3d_toml),
    ConfigurationTemplate("quickstart", PackageResources.quickstart_toml),
    ConfigurationTemplate("ramp-to-short-circuit", PackageResources.ramp_to_short_circuit_toml),
    ConfigurationTemplate("scaffold", PackageResources.scaffold_toml),
    ConfigurationTemplate("stack-pressure", PackageResources.stack_pressure_toml),
  ]

  /// The first line of its comment.
  public var summary: String {
    String(text.prefix { $0 != "\n" }.drop { $0 == "#" || $0 == " " })
  }

  /// Names and summaries, one a line.
  public static var table: String {
    let width = all.map(\.name.count).max() ?? 0
    return all.map { "\($0.name.padding(toLength: width, withPad: " ", startingAt: 0))  \($0.summary)\n" }.joined()
  }

  /// Writes `<name>.toml` into the working folder, its comments naming that file. Nothing is ever overwritten.
  /// - Parameter name: of the run, with or without `.toml`.
  /// - Returns: the path of the config.
  /// - Throws: `TemplateError`, refused for an unknown template, a name that no run can have or a file that is there.
  public static func write(_ template: String, as name: String) throws(TemplateError) -> String {
    guard let chosen = all.first(where: { $0.name == template }) else {
      let near = Spelling.nearest(to: template, among: all.map(\.name))
      let hint = near.map { "did you mean \"\($0)\"?" } ?? "known: \(all.map(\.name).joined(separator: ", "))"
      throw .refused("--template: unknown template \"\(template)\"; \(hint)")
    }
    let stem = name.hasSuffix(".toml") ? String(name.dropLast(5)) : name
    guard RunConfiguration.isName(stem) else {
      throw .refused("name: expected \(RunConfiguration.nameExpectation), found \"\(name)\"")
    }
    let path = "\(stem).toml"
    let text = chosen.text.replacing(/Configs\/[a-z0-9\/-]*\.toml/, with: path)
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      throw .refused("\(path) is already there; choose another name")
    } catch {
      throw TemplateError(cause: .inputOutput, description: "cannot write \(path): \(error.localizedDescription)")
    }
    return path
  }
}

/// Why no config was written, fit for the user.
public struct TemplateError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Who has to act.
  public enum Cause: Equatable, Sendable {
    /// Something was asked for that cannot be; nothing was touched.
    case refused
    /// The operating system said no.
    case inputOutput
  }

  public let cause: Cause
  public let description: String

  static func refused(_ message: String) -> TemplateError { TemplateError(cause: .refused, description: message) }
}
