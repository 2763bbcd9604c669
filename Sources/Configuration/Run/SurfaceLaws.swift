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
  init(reading section: SectionReader) {
    fold = section.integer("fold", atLeast: 1)
    orientation = section.quantity("orientation", .angle, standard: 0)
    interfacialEnergyStrength = section.quantity("interfacialEnergyStrength", .number, .nonNegative, standard: 0)
    exchangeCurrentStrength = section.quantity("exchangeCurrentStrength", .number, .unitWithoutOne, standard: 0)
    if fold > 12 { section.report("fold", expected: "a whole number from 1 to 12", found: "\(fold)") }
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
    writer.section("electrode.anisotropy")
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
  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
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
    writer.section("electrode.noise")
    writer.integer("seed", seed, "another seed, another run of chance")
    if !isDeep { writer.quantity("depth", depth, .length, "of the piece of cell that the run stands for") }
    writer.quantity("amplification", amplification, .number, "1: shot noise as it is")
  }

  var law: ShotNoise { ShotNoise(amplification: amplification, seed: UInt64(seed), depth: depth) }
}
