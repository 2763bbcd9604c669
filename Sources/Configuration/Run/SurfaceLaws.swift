import Physics

extension RunConfiguration {
  /// `[electrode.anisotropy]`: how interfacial energy and kinetics depend on the direction of the surface.
  public struct Anisotropy: Equatable, Sendable {
    /// m: 4 for fourfold, 6 for sixfold symmetry.
    public var fold: Int
    /// Of a direction of largest interfacial energy and exchange current density, from the growth axis towards the width, degrees.
    public var orientation: Double
    /// ε of γ(θ) = γ [1 + ε cos m(θ − θ₀)], from 0 to below 1/(m² − 1).
    public var interfacialEnergyStrength: Double
    /// ε_k of i₀(θ) = i₀ [1 + ε_k cos m(θ − θ₀)], from 0 to below 1.
    public var exchangeCurrentStrength: Double
  }

  /// `[electrode.noise]`: shot noise of the interfacial current.
  public struct Noise: Equatable, Sendable {
    public var seed: Int
    /// Of the piece of cell that a run in two dimensions stands for, m: the thinner, the fewer ions react and the more they fluctuate.
    public var depth: Double
    /// 1 is shot noise as it is.
    public var amplification: Double
  }
}

extension RunConfiguration.Anisotropy {
  static let meanings: KeyMeanings = [
    "fold": "m: 4 for cubic, 6 for hexagonal crystals",
    "orientation": "θ₀, of a direction of largest γ and i₀°, from the growth axis towards the width",
    "interfacialEnergyStrength": .init(
      "ε; from the bound on, the stiffness γ + γ″ is not positive everywhere", bound: "< 1/(m² − 1), < 1"),
    "exchangeCurrentStrength": "ε_k",
  ]

  init(reading section: SectionReader) {
    section.describe(Self.meanings)
    fold = section.integer("fold", atLeast: 1, atMost: 12)
    orientation = section.quantity("orientation", .angle, standard: 0)
    interfacialEnergyStrength = section.quantity("interfacialEnergyStrength", .number, .nonNegative, standard: 0)
    exchangeCurrentStrength = section.quantity("exchangeCurrentStrength", .number, .unitWithoutOne, standard: 0)
    let limit = SurfaceAnisotropy.largestEnergyStrength(fold: fold)
    if section.isSound("fold", "interfacialEnergyStrength"), !(interfacialEnergyStrength < limit) {
      section.report(
        "interfacialEnergyStrength",
        fold == 1
          ? "expected less than 1, found \(interfacialEnergyStrength): beyond it the interfacial energy is negative"
          : "expected less than 1/(fold² − 1) = \(Readable.number(limit)), found \(interfacialEnergyStrength): beyond it the stiffness "
            + "γ + γ″ is negative in some directions, where a smooth front has no solution")
    }
  }

  func write(to writer: inout SettingWriter) {
    writer.section("electrode.anisotropy", Self.meanings)
    writer.integer("fold", fold, "4: cubic, 6: hexagonal")
    writer.quantity("orientation", orientation, .angle, "of a direction of largest energy, from the growth axis")
    writer.quantity("interfacialEnergyStrength", interfacialEnergyStrength, .number, "0: the same in every direction")
    writer.quantity("exchangeCurrentStrength", exchangeCurrentStrength, .number, "0: the same in every direction")
  }

  var law: SurfaceAnisotropy {
    SurfaceAnisotropy(
      fold: fold, orientation: orientation, energyStrength: interfacialEnergyStrength, exchangeStrength: exchangeCurrentStrength)
  }
}

extension RunConfiguration.Noise {
  static let meanings: KeyMeanings = [
    "depth": .init(
      "of the piece of cell that a run in two dimensions stands for: the thinner, the fewer ions and the larger the noise",
      standard: "that of the cell, where it has one"),
    "amplification": "1 is shot noise as it is",
    "seed": "another seed, another run of chance",
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    section.describe(Self.meanings)
    seed = section.integer("seed", atLeast: 0, standard: 1)
    if let whole = cell.depth {
      depth = whole
      if section.optionalQuantity("depth", .length, .positive) != nil {
        section.report("depth", "the cell has its own depth: leave this one out")
      }
    } else {
      depth = section.quantity("depth", .length, .positive)
    }
    amplification = section.quantity("amplification", .number, .nonNegative, standard: 1)
  }

  func write(to writer: inout SettingWriter, isDeep: Bool) {
    writer.section("electrode.noise", Self.meanings)
    writer.integer("seed", seed)
    if !isDeep { writer.quantity("depth", depth, .length) }
    writer.quantity("amplification", amplification, .number)
  }

  var law: ShotNoise { ShotNoise(amplification: amplification, seed: UInt64(seed), depth: depth) }
}
