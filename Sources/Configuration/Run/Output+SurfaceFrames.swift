import Pictures
import Records

extension RunConfiguration.Output {
  /// `[output.surface]`: how frames of the lithium surface of a cell with a depth look.
  public struct SurfaceFrames: Equatable, Sendable {
    /// What the colours of the surface mean.
    public enum Coloring: String, CaseIterable, Sendable {
      /// Size of the ionic current density, the salt concentration and the potential in the electrolyte just before the surface.
      case current, salt, potential
      /// The stress there, of cells that bear any.
      case pressure, vonMises, principalStress
      /// Of all films together.
      case filmThickness
      /// Above the bottom of the domain.
      case height
      /// Nothing: plain metal.
      case lithium
    }

    /// Standard: the current, which tells tips that grow from valleys that do not.
    public var coloredBy: Coloring
    /// How far the viewer stands to the right of the front, rad: 0 looks along the depth with the width to the right. Standard: 36°.
    public var azimuth: Double
    /// How far the viewer stands above the horizon, rad, from −π/2 to π/2, which looks from above. Standard: 24°.
    public var elevation: Double
  }
}

extension RunConfiguration.Output.SurfaceFrames {
  static let standard = Self(coloredBy: .current, azimuth: SurfaceCamera().azimuth, elevation: SurfaceCamera().elevation)

  /// - Parameter lack: what a config needs for a quantity and has not, in words; nil where the quantity is there.
  init(reading section: SectionReader, lack: (FieldQuantity) -> String?) {
    let standard = Self.standard
    coloredBy = section.choice("coloredBy", standard: standard.coloredBy)
    if let lack = coloredBy.quantity.flatMap(lack) { section.report("coloredBy", "\"\(coloredBy.rawValue)\" needs \(lack)") }
    azimuth = section.quantity("azimuth", .angle, standard: standard.azimuth)
    elevation = section.quantity("elevation", .angle, .elevation, standard: standard.elevation)
  }

  func write(to writer: inout SettingWriter) {
    writer.section("output.surface")
    writer.text("coloredBy", coloredBy.rawValue, Coloring.allCases.map(\.rawValue).joined(separator: ", "))
    writer.quantity("azimuth", azimuth, .angle, "of the viewer, to the right of the front")
    writer.quantity("elevation", elevation, .angle, "of the viewer, above the horizon")
  }

  var camera: SurfaceCamera { SurfaceCamera(azimuth: azimuth, elevation: elevation) }
}

extension RunConfiguration.Output.SurfaceFrames.Coloring {
  /// Nil where the colours are those of no field.
  var quantity: FieldQuantity? { self == .lithium ? nil : FieldQuantity(rawValue: rawValue) }
}

extension AllowedRange {
  fileprivate static let elevation = AllowedRange(words: "from -90 deg to 90 deg") { abs($0) <= .pi / 2 }
}

extension RunConfiguration.Output {
  /// Whether frames of a sequence show a quantity, alone or beside others.
  func isShown(_ quantity: FieldQuantity, in sequence: Field) -> Bool {
    switch sequence {
    case .composite: ![.principalStress, .stress, .frontCurrent].contains(quantity)
    case .surface: quantity == .lithium || surface?.coloredBy.rawValue == quantity.rawValue
    case .lithium where quantity == .layers: true
    default: sequence.quantity == quantity
    }
  }

  /// Composite, and in a cell with a depth the surface besides.
  static func standardFields(in cell: RunConfiguration.Cell) -> [Field] { cell.depth == nil ? [.composite] : [.composite, .surface] }
}

extension RunConfiguration.Output.Field {
  /// The one quantity that a sequence shows; nil where it shows several.
  var quantity: FieldQuantity? { FieldQuantity(rawValue: rawValue) }
}
