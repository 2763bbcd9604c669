public import Simulations

extension RunConfiguration {
  /// `[electrode.roughness]`: random waviness of the surface at the start.
  public struct Roughness: Equatable, Sendable {
    /// Which waves there are.
    public enum Form: Equatable, Sendable {
      /// So many cosines with random amplitudes: 1, 2, … waves along the width, half waves between mirrored sides; ≥ 1. In a deep cell all
      /// waves, in every direction, that are not shorter than these.
      case modes(Int)
      /// The waves of a power spectrum.
      case spectrum(RoughnessSpectrum)
    }

    /// Root mean square of the height, m, ≥ 0.
    public var amplitude: Double
    public var form: Form
    /// Same seed, same surface; ≥ 0. Standard: 1.
    public var seed: Int

    /// Waves beyond which a spectrum is refused: drawing it would take seconds.
    static let largestModeCount = 2000
    /// The same of all waves of a deep cell, which are about 1.6 times the square of `modes` and the ratio of depth and width.
    static let largestWaveCount = 5000
  }
}

extension RunConfiguration.Roughness {
  static let meanings: KeyMeanings = [
    "amplitude": "root mean square σ of the height, met exactly",
    "modes": .init(
      "number of cosines with random amplitudes and phases, 1, 2, … waves along the width; half waves between mirrored sides. In a "
        + "cell with a `depth` all waves, in every direction, that are no shorter than these, at most \(largestWaveCount). Either this "
        + "or `correlationLength`",
      standard: .conditional),
    "correlationLength": .init(
      "ξ of a surface with a power spectrum and random phases. Not in a cell with a `depth`",
      bound: "≤ a quarter of `cell.width`", standard: .conditional),
    "hurstExponent": "H of a self-affine surface; without it the autocorrelation is Gaussian",
    "shortestWavelength": .init(
      "where the spectrum is cut; at most \(largestModeCount) waves", bound: "≤ 2ξ", standard: "ξ; ξ/10 with `hurstExponent`"),
    "seed": "same seed, same surface",
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    section.describe(Self.meanings)
    amplitude = section.quantity("amplitude", .length, .nonNegative)
    let modes = section.optionalInteger("modes", atLeast: 1)
    let correlationLength = section.optionalQuantity("correlationLength", .length, .positive)
    let hurstExponent = section.optionalQuantity("hurstExponent", .number, .openUnit)
    let shortestWavelength = section.optionalQuantity("shortestWavelength", .length, .positive)
    seed = section.integer("seed", atLeast: 0, standard: 1)
    form = .modes(modes ?? 1)
    if let correlationLength {
      form = .spectrum(
        RoughnessSpectrum(correlationLength: correlationLength, hurstExponent: hurstExponent, shortestWavelength: shortestWavelength))
    }
    switch (modes, correlationLength) {
    case (.some, .some): section.report("correlationLength", "set either modes or correlationLength, not both")
    case (nil, nil):
      section.document.reportMissing(section.fullPath("modes"), "set either modes = 24 or correlationLength = \"1 um\"")
    case (.some, nil):
      for key in ["hurstExponent", "shortestWavelength"] where section.has(key) {
        section.report(key, "has no effect with modes; it belongs to a surface with correlationLength")
      }
    case (nil, .some):
      checkSpectrum(section, in: cell)
      if cell.depth != nil {
        section.report("correlationLength", "spectra are drawn in cells without cell.depth only; set modes = 12 instead")
      }
    }
    if case .modes(let count) = form, let depth = cell.depth, cell.width > 0, depth > 0, section.isSound("modes") {
      let waves = FrontRoughness.waveCount(modes: count, width: cell.width, depth: depth, sides: cell.sides.closure)
      if waves > Self.largestWaveCount {
        section.report("modes", "makes \(waves) waves in a cell with this depth, expected at most \(Self.largestWaveCount)")
      }
    }
  }

  private func checkSpectrum(_ section: SectionReader, in cell: RunConfiguration.Cell) {
    guard case .spectrum(let spectrum) = form, cell.width > 0,
      section.isSound("correlationLength", "hurstExponent", "shortestWavelength")
    else { return }
    if spectrum.correlationLength > 0.25 * cell.width {
      section.report(
        "correlationLength",
        expected: "at most a quarter of the cell width of \(Readable.length(cell.width)), so that the width is a sample",
        found: Readable.length(spectrum.correlationLength))
    } else if spectrum.shortestWavelength > 2 * spectrum.correlationLength {
      section.report(
        "shortestWavelength", expected: "at most twice the correlation length of \(Readable.length(spectrum.correlationLength))",
        found: Readable.length(spectrum.shortestWavelength))
    } else if cell.width / spectrum.shortestWavelength * (cell.sides == .mirrored ? 2 : 1) > Double(Self.largestModeCount) {
      let shortest = cell.width * (cell.sides == .mirrored ? 2 : 1) / Double(Self.largestModeCount)
      section.report(
        section.has("shortestWavelength") ? "shortestWavelength" : "correlationLength",
        expected: "at most \(Self.largestModeCount) waves, the shortest of \(Readable.length(shortest, digits: 3)) or more",
        found: Readable.length(spectrum.shortestWavelength))
    }
  }

  /// - Parameter halfWidth: δ of the interface, m; nil while it is open.
  func advice(in cell: RunConfiguration.Cell, halfWidth: Double?) -> [String] {
    guard let halfWidth, amplitude > 0 else { return [] }
    let width = cell.sides == .mirrored ? 2 * cell.width : cell.width
    let (key, shortest) =
      switch form {
      case .modes(let count): ("modes", width / Double(count))
      case .spectrum(let spectrum) where spectrum.hurstExponent == nil:
        // A Gaussian has next to nothing below ξ, wherever it is cut.
        ("correlationLength", max(spectrum.shortestWavelength, spectrum.correlationLength))
      case .spectrum(let spectrum): ("shortestWavelength", spectrum.shortestWavelength)
      }
    // From 10 to 90 % the profile is 2.2 δ wide.
    guard shortest < 4 * halfWidth * (1 - 1e-9) else { return [] }
    return [
      "electrode.roughness.\(key): waves of \(Readable.length(shortest, digits: 3)) are lost in an interface of half width "
        + "\(Readable.length(halfWidth, digits: 3)); use none shorter than \(Readable.length(4 * halfWidth, digits: 3)), or a finer interface"
    ]
  }

  func write(to writer: inout SettingWriter) {
    writer.section("electrode.roughness", Self.meanings)
    writer.quantity("amplitude", amplitude, .length)
    switch form {
    case .modes(let count): writer.integer("modes", count, "number of cosines along the width")
    case .spectrum(let spectrum):
      writer.quantity("correlationLength", spectrum.correlationLength, .length, "size of the bumps")
      if let exponent = spectrum.hurstExponent { writer.quantity("hurstExponent", exponent, .number, "self-affine below that size") }
      writer.quantity("shortestWavelength", spectrum.shortestWavelength, .length, "nothing finer")
    }
    writer.integer("seed", seed)
  }

  /// The cosines.
  func waves(in cell: RunConfiguration.Cell) -> FrontRoughness {
    switch form {
    case .modes(let count):
      FrontRoughness(
        amplitude: amplitude, modes: count, seed: seed, width: cell.width, depth: cell.depth, sides: cell.sides.closure)
    case .spectrum(let spectrum):
      FrontRoughness(amplitude: amplitude, spectrum: spectrum, seed: seed, width: cell.width, sides: cell.sides.closure)
    }
  }
}
