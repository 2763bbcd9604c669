extension ConfigurationSchema {
  /// Sections of a config that are read only where they are there, and the kinds of steps, of which each reads keys of its own.
  private static let optionalSections =
    [
      "electrode.roughness", "electrode.surface", "electrode.anisotropy", "electrode.noise", "mechanics", "output.fieldFiles",
      "output.surface.slice", "soak",
    ]
    .map { "[\($0)]\n" }.joined() + propertyPaths.map { "[\($0)]\n" }.joined()
      + """
      [[electrode.nucleus]]
      [[interlayer]]
      [[interlayer.pinhole]]
      [interlayer.randomPinholes]
      [[layer]]
      [[layer.gap]]
      [layer.randomGaps]
      [[layer.particle]]
      [[layer.site]]
      [layer.randomSites]

      """

  private static let steps = """
    [[charging.step]]
    [[charging.step.step]]
    [[charging.step.step]]
    kind = "pulse"
    offCurrentDensity = "0 A/m^2"
    reverseVoltage = "0 V"
    [[charging.step.step]]
    kind = "ramp"
    [[charging.step.step]]
    kind = "ramp"
    toVoltage = "0 V"
    [[charging.step]]
    kind = "pulse"
    offCurrentDensity = "0 A/m^2"
    reverseVoltage = "0 V"
    [[charging.step]]
    kind = "ramp"
    [[charging.step]]
    kind = "ramp"
    toVoltage = "0 V"

    """

  /// Keys that hold one value or a section.
  static let propertyPaths =
    ["electrode.exchangeCurrentDensity"]
    + ["ionicConductivity", "saltDiffusivity", "cationTransferenceNumber", "thermodynamicFactor"].map { "electrolyte.\($0)" }

  /// Of a config, as it is read where next to nothing is set.
  /// - Parameter text: what is set nevertheless, at the top of the file.
  static func ofConfig(_ text: String = "") -> ConfigurationSchema {
    let schema = ConfigurationSchema()
    for sections in ["", optionalSections, optionalSections + steps] {
      guard let document = try? ConfigurationDocument(text: text + "\n" + sections, file: "", overrides: [], schema: schema) else {
        continue
      }
      _ = RunConfiguration(reading: document)
    }
    return schema
  }

  static func ofStudy() -> ConfigurationSchema {
    let schema = ConfigurationSchema()
    let text = "[study]\n[set]\n[[strategy]]\n[vary]\n[sample]\ncell.width = {}\n"
    if let document = try? ConfigurationDocument(text: text, file: "study.toml", overrides: [], schema: schema) {
      _ = try? StudyConfiguration(reading: document, needsBase: false)
    }
    return schema
  }

  /// Every key by its path, in order; what is always a section is none.
  var paths: [String] {
    sections.flatMap { section, keys in
      keys.filter { !$0.value.forms.allSatisfy(\.isSection) || $0.value.forms.isEmpty }.keys
        .map { section.isEmpty ? $0 : "\(section).\($0)" }
    }
    .sorted()
  }
}

extension RunConfiguration {
  /// Every key that a config may have, by its path, in order; a list is written without numbers: `electrode.nucleus.radius`.
  public static let keys = ConfigurationSchema.ofConfig().paths

  /// Keys of sections that a config has once: those that an override can reach.
  public static var singleKeys: [String] {
    keys.filter { key in !["electrode.nucleus.", "interlayer.", "layer.", "charging.step."].contains(where: key.hasPrefix) }
  }
}
