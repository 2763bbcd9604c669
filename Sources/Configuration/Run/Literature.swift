public import Physics
import Simulations

extension RunConfiguration {
  /// `[literature]`: the constants of a model of the literature; those that are left out are the published set of its name.
  ///
  /// These models have one potential and one mobility for what the default model takes from kinetics, electrolyte and interfacial
  /// energy: of `[electrode]` they know the shape of the lithium, of `[electrolyte]` nothing.
  public struct Literature: Equatable, Sendable {
    public var parameters: SinglePotentialModel.Parameters
  }
}

extension RunConfiguration.Model {
  /// The published set of the name; nil for the default model, which has laws of its own.
  public var published: SinglePotentialModel.Parameters? {
    switch self {
    case .butlerVolmer: nil
    case .chen2015: .chen2015
    case .hong2018: .hong2018
    }
  }
}

extension RunConfiguration.Literature {
  private static let anisotropyRange = AllowedRange(
    words: "from 0 up to, but not including, 1/7, where fronts would get corners", symbols: "≥ 0, < 1/7"
  ) { $0 >= 0 && $0 < 1.0 / 7 }

  static let meanings: KeyMeanings = [
    "barrier": "W of the double well Wξ²(1 − ξ)²",
    "gradientCoefficient": "κ of the gradient energy ½κ|∇ξ|²",
    "anisotropy": "ε of κ(θ) = κ(1 + ε cos 4θ); 0 in a cell with a `depth`",
    "mobility": "L_σ, how fast the interface relaxes",
    "reactionRate": "L_η of the reaction",
    "chargeTransferCoefficient": "cathodic, α",
    "reactionLeavesOutMetal": "whether c̃(1 − h) reacts instead of c̃",
    "electrodeDiffusivity": "of ions in the metal",
    "electrolyteDiffusivity": "of ions in the electrolyte",
    "electrodeConductivity": "of the metal",
    "electrolyteConductivity": "of the electrolyte",
    "siteConcentration": "c_s, of lithium in the metal",
    "concentration": "c₀, of ions at the start and at the top",
  ]

  /// Whether the gradient coefficient depends on the direction of the surface.
  var dependsOnDirection: Bool { parameters.anisotropy > 0 }

  /// - Parameters:
  ///   - model: whose published set is taken where nothing is said.
  ///   - temperature: K; nil takes that of the set.
  init(reading section: SectionReader, _ model: RunConfiguration.Model, temperature: Double?) {
    section.describe(Self.meanings)
    var constants = model.published ?? .hong2018
    constants.barrier = section.quantity("barrier", .energyDensity, .positive, standard: constants.barrier)
    constants.gradientCoefficient = section.quantity(
      "gradientCoefficient", .gradientCoefficient, .positive, standard: constants.gradientCoefficient)
    constants.anisotropy = section.quantity("anisotropy", .number, Self.anisotropyRange, standard: constants.anisotropy)
    constants.mobility = section.quantity("mobility", .interfaceMobility, .positive, standard: constants.mobility)
    constants.reactionRate = section.quantity("reactionRate", .rate, .positive, standard: constants.reactionRate)
    constants.chargeTransferCoefficient = section.quantity(
      "chargeTransferCoefficient", .number, .openUnit, standard: constants.chargeTransferCoefficient)
    constants.reactionLeavesOutMetal = section.boolean("reactionLeavesOutMetal", standard: constants.reactionLeavesOutMetal)
    constants.electrodeDiffusivity = section.quantity(
      "electrodeDiffusivity", .diffusivity, .nonNegative, standard: constants.electrodeDiffusivity)
    constants.electrolyteDiffusivity = section.quantity(
      "electrolyteDiffusivity", .diffusivity, .positive, standard: constants.electrolyteDiffusivity)
    constants.electrodeConductivity = section.quantity(
      "electrodeConductivity", .conductivity, .positive, standard: constants.electrodeConductivity)
    constants.electrolyteConductivity = section.quantity(
      "electrolyteConductivity", .conductivity, .positive, standard: constants.electrolyteConductivity)
    constants.siteConcentration = section.quantity("siteConcentration", .concentration, .positive, standard: constants.siteConcentration)
    constants.concentration = section.quantity("concentration", .concentration, .positive, standard: constants.concentration)
    if let temperature { constants.temperature = temperature }
    parameters = constants
  }

  func write(to writer: inout SettingWriter) {
    let constants = parameters
    writer.section("literature", Self.meanings)
    writer.quantity("barrier", constants.barrier, .energyDensity)
    writer.quantity("gradientCoefficient", constants.gradientCoefficient, .gradientCoefficient)
    writer.quantity("anisotropy", constants.anisotropy, .number, "fourfold, of the gradient coefficient")
    writer.quantity("mobility", constants.mobility, .interfaceMobility)
    writer.quantity("reactionRate", constants.reactionRate, .rate)
    writer.quantity("chargeTransferCoefficient", constants.chargeTransferCoefficient, .number, "cathodic, between 0 and 1")
    writer.boolean("reactionLeavesOutMetal", constants.reactionLeavesOutMetal, "true lets c (1 - h) react instead of c")
    writer.quantity("electrodeDiffusivity", constants.electrodeDiffusivity, .diffusivity)
    writer.quantity("electrolyteDiffusivity", constants.electrolyteDiffusivity, .diffusivity)
    writer.quantity("electrodeConductivity", constants.electrodeConductivity, .conductivity)
    writer.quantity("electrolyteConductivity", constants.electrolyteConductivity, .conductivity)
    writer.quantity("siteConcentration", constants.siteConcentration, .concentration)
    writer.quantity("concentration", constants.concentration, .concentration)
  }
}

extension RunConfiguration {
  /// What the default model alone knows, by section; an empty list is the whole section.
  private static let butlerVolmerKeys = [
    ("electrolyte", []),
    (
      "electrode",
      [
        "molarVolume", "kineticLaw", "exchangeCurrentDensity", "chargeTransferCoefficient", "reorganizationEnergy", "filmResistance",
        "interfacialEnergy", "anisotropy", "noise",
      ]
    ),
    ("numerics", ["interfaceHalfWidth", "sharpeningRate", "holdInterface", "potentialTolerance", "saltTolerance"]),
  ]

  /// Takes the constants of a model of the literature, and puts the sharp front that they come closest to in the place of kinetics and
  /// electrolyte, for estimates. Refuses what such a model does not know.
  mutating func adopt(_ literature: Literature, _ document: ConfigurationDocument) {
    var literature = literature
    literature.parameters.stepTolerance = numerics.stepTolerance
    self.literature = literature
    cell.temperature = literature.parameters.temperature
    refuseKinetics(document)
    refuseCurrents(document)
    let constants = literature.parameters
    guard constants.isPlausible else { return }
    electrode.molarVolume = 1 / constants.siteConcentration
    electrode.exchangeCurrentDensity = MaterialProperty(.value(constants.exchangeCurrentDensity))
    electrode.chargeTransferCoefficient = constants.chargeTransferCoefficient
    electrode.interfacialEnergy = constants.interfacialEnergy
    electrolyte.concentration = constants.concentration
    electrolyte.ionicConductivity = MaterialProperty(.value(constants.electrolyteConductivity))
    electrolyte.conductivityLaw = .constant
    electrolyte.saltDiffusivity = MaterialProperty(.value(constants.electrolyteDiffusivity))
    electrolyte.cationTransferenceNumber = MaterialProperty(.value(0))
    electrolyte.thermodynamicFactor = MaterialProperty(.value(1))
    settleInterface(of: constants, document)
  }

  /// Nothing of the default model's laws is missing, and nothing may be set.
  private func refuseKinetics(_ document: ConfigurationDocument) {
    document.withdrawMissing(at: "electrolyte")
    for (section, known) in Self.butlerVolmerKeys {
      var entries: [String: Setting] = [:]
      if case .section(let found)? = document.root[section] { entries = found }
      for key in known.isEmpty ? entries.keys.sorted() : known {
        let path = "\(section).\(key)"
        document.withdrawMissing(at: path)
        guard entries[key] != nil, !document.hasError(under: path) else { continue }
        document.report(
          path, Complaint("belongs to model = \"butler-volmer\"; what \"\(model.rawValue)\" goes by is set in [literature]"))
      }
    }
  }

  /// The interface follows from the constants; cells may be as large as those of the papers.
  private mutating func settleInterface(of constants: SinglePotentialModel.Parameters, _ document: ConfigurationDocument) {
    guard cell.width > 0, cell.height > 0, !document.hasError(under: "numerics.cellSize") else { return }
    let width = 2 * constants.interfaceLength
    do throws(ResolutionError) {
      if numerics.cellSize == nil {
        numerics.interfaceHalfWidth = width
        try numerics.resolveGrid(in: cell)
      } else {
        try numerics.resolveGrid(in: cell)
        numerics.interfaceHalfWidth = width
      }
    } catch {
      document.report("numerics.cellSize", Complaint(error.message))
    }
    if let size = numerics.cellSize, size > Cell.interfaceWidth(halfWidth: width) * (1 + 1e-9) {
      document.report(
        "numerics.cellSize",
        Complaint(
          "the interface is \(Readable.length(Cell.interfaceWidth(halfWidth: width), digits: 3)) wide (10-90 %), less than one cell: expected "
            + "at most that, better \(Readable.length(width / 2, digits: 3)), found \(Readable.length(size))"))
    }
  }

  /// The one potential is held at both ends.
  private func refuseCurrents(_ document: ConfigurationDocument) {
    let levels = charging.steps?.steps.flatMap { place, step in step.control.levels.map { ($0, place) } } ?? [(charging.control, "")]
    for case (.currentDensity, let place) in levels where !document.hasError(under: "charging.currentDensity") {
      document.report(
        place.isEmpty ? "charging.currentDensity" : "charging.step",
        Complaint(
          "\(place.isEmpty ? "" : "step \(place): ")\"\(model.rawValue)\" imposes a voltage between the ends of its one potential and knows no "
            + "current or rest; set a voltage, or use model = \"butler-volmer\""))
      return
    }
  }
}
