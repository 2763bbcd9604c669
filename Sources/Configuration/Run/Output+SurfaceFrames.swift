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
    /// Angle that the ball around the cell fills, rad, from 0, an orthographic view, to 2π/3. Standard: 0.
    public var fieldOfView: Double
    /// How many times larger than the whole cell fills the picture, > 0. Standard: 1.
    public var zoom: Double
    /// How far the brightest light stands to the right of the viewer and above, rad. Standard: −50° and 39°.
    public var lightAzimuth: Double, lightElevation: Double
    /// Of the faces of layers, 0, without them, to 1. Standard: 0.35.
    public var layerOpacity: Double
    /// Pixels, of the whole picture; nil: as wide as the cell needs.
    public var frameWidth: Int?
    public var cut: Cut
    /// Nil: none.
    public var slice: Slice?
  }
}

extension RunConfiguration.Output.SurfaceFrames {
  static let standard = Self(
    coloredBy: .current, azimuth: SurfaceCamera().azimuth, elevation: SurfaceCamera().elevation, fieldOfView: 0, zoom: 1,
    lightAzimuth: SurfaceLight().azimuth, lightElevation: SurfaceLight().elevation, layerOpacity: 0.35, frameWidth: nil, cut: .none,
    slice: nil)

  static let meanings: KeyMeanings = [
    "coloredBy": .init(
      "the colours of the surface: a field of the electrolyte 1.5 δ before it, with the range of its other frames (stress needs "
        + "`[mechanics]`); the thickness of the films on it, which need an `[[interlayer]]`; the height, from 0 to "
        + "`charging.stopHeight`; or plain metal"),
    "azimuth": "how far the viewer stands to the right of the front: 0 looks along the depth, 90° against the width",
    "elevation": "how far the viewer stands above the horizon; 90° looks from above",
    "fieldOfView": "that the ball around the cell fills: the larger, the nearer the viewer stands; 0 is orthographic",
    "zoom": "how many times larger than the whole cell fills the picture, about its middle",
    "lightAzimuth": "how far the brightest light stands to the right of the viewer",
    "lightElevation": "how far it stands above the viewer",
    "layerOpacity": "of the faces of each `[[layer]]`, which one looks through; 0 leaves them out",
    "frameWidth": .init(
      "of the whole picture, pixels, which then has exactly this width and `output.frameHeight`",
      standard: "as wide as the cell needs"),
    "cut": "a box that is taken away from the pictures of the surface",
    "slice": "a plane across the cell that shows a field",
  ]

  /// - Parameter lack: what a config needs for a quantity and has not, in words; nil where the quantity is there.
  init(reading section: SectionReader, in cell: RunConfiguration.Cell, lack: (FieldQuantity) -> String?) {
    section.describe(Self.meanings)
    let standard = Self.standard
    coloredBy = section.choice("coloredBy", standard: standard.coloredBy)
    if let lack = coloredBy.quantity.flatMap(lack) { section.report("coloredBy", "\"\(coloredBy.rawValue)\" needs \(lack)") }
    azimuth = section.quantity("azimuth", .angle, standard: standard.azimuth)
    elevation = section.quantity("elevation", .angle, .elevation, standard: standard.elevation)
    fieldOfView = section.quantity("fieldOfView", .angle, .fieldOfView, standard: standard.fieldOfView)
    zoom = section.quantity("zoom", .number, .positive, standard: standard.zoom)
    lightAzimuth = section.quantity("lightAzimuth", .angle, standard: standard.lightAzimuth)
    lightElevation = section.quantity("lightElevation", .angle, .elevation, standard: standard.lightElevation)
    layerOpacity = section.quantity("layerOpacity", .number, .opacity, standard: standard.layerOpacity)
    frameWidth = section.optionalInteger("frameWidth", atLeast: 64, atMost: RunConfiguration.Output.largestFrameHeight)
    cut = Cut(reading: section.section("cut"), in: cell)
    slice = section.optionalSection("slice").map { Slice(reading: $0, in: cell, lack: lack) }
  }

  func write(to writer: inout SettingWriter) {
    writer.section("output.surface", Self.meanings)
    writer.text("coloredBy", coloredBy.rawValue, Coloring.allCases.map(\.rawValue).joined(separator: ", "))
    writer.quantity("azimuth", azimuth, .angle)
    writer.quantity("elevation", elevation, .angle)
    writer.quantity("fieldOfView", fieldOfView, .angle, "that the ball around the cell fills; 0 is orthographic")
    writer.quantity("zoom", zoom, .number, "times larger than the whole cell fills the picture")
    writer.quantity("lightAzimuth", lightAzimuth, .angle)
    writer.quantity("lightElevation", lightElevation, .angle)
    writer.quantity("layerOpacity", layerOpacity, .number, "of the faces of layers")
    if let frameWidth { writer.integer("frameWidth", frameWidth, "pixels") }
    cut.write(to: &writer)
    slice?.write(to: &writer)
  }

  var camera: SurfaceCamera { SurfaceCamera(azimuth: azimuth, elevation: elevation, fieldOfView: fieldOfView, zoom: zoom) }
  var light: SurfaceLight { SurfaceLight(azimuth: lightAzimuth, elevation: lightElevation) }
}

extension RunConfiguration.Output.SurfaceFrames.Coloring {
  /// Nil where the colours are those of no field.
  var quantity: FieldQuantity? { self == .lithium ? nil : FieldQuantity(rawValue: rawValue) }
}

extension AllowedRange {
  fileprivate static let elevation = AllowedRange(words: "from -90 deg to 90 deg") { abs($0) <= .pi / 2 }
  fileprivate static let fieldOfView = AllowedRange(words: "from 0 deg to 120 deg") { $0 >= 0 && $0 <= 2 * .pi / 3 * (1 + 1e-9) }
  fileprivate static let opacity = AllowedRange(words: "from 0 to 1") { $0 >= 0 && $0 <= 1 }
}

extension RunConfiguration.Output {
  /// Whether frames of a sequence show a quantity, alone or beside others.
  func isShown(_ quantity: FieldQuantity, in sequence: Field) -> Bool {
    switch sequence {
    case .composite: ![.principalStress, .stress, .frontCurrent].contains(quantity)
    case .surface:
      quantity == .lithium || surface?.coloredBy.rawValue == quantity.rawValue || surface?.slice?.field.quantity == quantity
        || (quantity == .layers && surface?.layerOpacity ?? 0 > 0)
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
