/// A material of the database: what it is used for, and every property that is known of it.
///
/// The numbers are in the other files of this folder, one for each class of material. A property without a defensible value is absent.
public struct Material: Equatable, Sendable {
  /// What a cell uses a material for.
  public enum Role: String, CaseIterable, Sendable {
    case electrode
    case liquidElectrolyte = "liquid electrolyte"
    case polymerElectrolyte = "polymer electrolyte"
    case oxideElectrolyte = "oxide electrolyte"
    case sulfideElectrolyte = "sulfide electrolyte"
    case halideElectrolyte = "halide electrolyte"
    case thinFilmElectrolyte = "thin-film electrolyte"
    case coating
    case compositeCoating = "composite coating"
    /// A part of the solid electrolyte interphase.
    case interphase = "SEI"
    /// The interphase as it forms by itself, a mixture.
    case nativeInterphase = "native SEI"
    case interlayer
    case alloyInterlayer = "alloy interlayer"
  }

  public let name: String
  public let roles: [Role]
  /// Other names: each stands for this material alone.
  public let aliases: [String]
  /// What is worth knowing beside the numbers; may be empty.
  public let note: String
  /// In the order of `MaterialQuantity`, each at most once.
  public let values: [MaterialValue]

  init(_ name: String, _ roles: [Role], aliases: [String] = [], note: String = "", _ values: [MaterialValue]) {
    self.name = name
    self.roles = roles
    self.aliases = aliases
    self.note = note
    self.values = values
  }

  /// Nil where no defensible value is known.
  public subscript(_ quantity: MaterialQuantity) -> MaterialValue? { values.first { $0.quantity == quantity } }
}

extension Material {
  /// Every material, by class.
  public static let all: [Material] =
    electrodes + liquidElectrolytes + polymerElectrolytes + oxideElectrolytes + sulfideElectrolytes + halideElectrolytes + interphases
    + coatings + alloyInterlayers

  /// Every name that `init(named:)` knows.
  public var spellings: [String] { [name] + aliases }

  /// What people type: the shortest spelling of letters, digits and hyphens.
  public var shortName: String {
    spellings.filter { $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" } }.min { $0.count < $1.count } ?? name
  }

  /// The material of this name, by any of its spellings; case, blanks, hyphens and subscripts do not matter.
  public init?(named name: String) {
    let key = Self.key(name)
    guard !key.isEmpty, let material = Self.all.first(where: { $0.spellings.contains { Self.key($0) == key } }) else { return nil }
    self = material
  }

  /// Letters and digits alone, in lower case.
  static func key(_ name: String) -> String {
    let subscripts = Array("₀₁₂₃₄₅₆₇₈₉")
    return String(
      name.lowercased().compactMap { character -> Character? in
        if let digit = subscripts.firstIndex(of: character) { return Character("\(digit)") }
        return character.isLetter || character.isNumber ? character : nil
      })
  }
}

extension ElectrolyteMaterial {
  /// What the database holds of the material.
  ///
  /// Transport comes from one published law of temperature and concentration (`properties(at:)`), the rest from the database, and the
  /// conductivities of both differ on purpose. The laws of garnet and argyrodite are of one pellet each, with its grain boundaries; the
  /// database has the bulk of the garnet, and for the argyrodite a value amid what is reported. The polymer's law holds at 85 °C, above
  /// its melting point, the database at 25 °C, below it.
  public var material: Material {
    switch self {
    case .dimethylCarbonate, .ethylMethylCarbonate, .propyleneCarbonate: .carbonate
    case .polyethyleneOxide: .polyethyleneOxide
    case .garnet: .garnet
    case .argyrodite: .argyrodite
    }
  }
}
