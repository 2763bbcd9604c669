import Fields
import Pictures
import Records

/// A frame of a run as it is drawn from fields, whether they come from the run as it goes or from its field files.
struct RunFrame {
  /// What there is to show, in SI on one grid.
  struct Quantities {
    /// ξ; drawn over the others where it is there.
    var lithium: ScalarField?
    var salt: ScalarField?
    var potential: ScalarField?
    /// Size of the current density.
    var current: ScalarField?
    /// Nil where nothing bears stress.
    var pressure: ScalarField?
    var vonMises: ScalarField?
    var principalStress: ScalarField?
    /// Not-a-number away from the front; nil without films.
    var filmThickness: ScalarField?
    /// Share that layers take; drawn around the lithium.
    var layers: ScalarField?
  }

  let config: RunConfiguration
  var scales: ColorRanges

  init(_ config: RunConfiguration) {
    self.config = config
    scales = ColorRanges(config)
  }

  /// - Parameters:
  ///   - sequence: the composite shows all that is there; the others need their own quantity, the surface that of its colours and lithium.
  ///   - time: s.
  ///   - charge: C/m².
  func frame(_ sequence: RunConfiguration.Output.Field, _ quantities: Quantities, time: Double, charge: Double) -> any Frame {
    let context = FrameContext(time: time, charge: charge, title: config.name, timeUnit: .fitting(config.charging.duration))
    let style = FrameStyle(width: Self.largestWidth(config.output.frameHeight), height: config.output.frameHeight)
    if sequence == .surface {
      let width = config.output.surface?.frameWidth ?? style.width
      return surface(quantities, context, FrameStyle(width: width, height: config.output.frameHeight))
    }
    let shown = sequence == .composite ? composite(quantities) : [sequence]
    return CompositeFrame(panels: shown.compactMap { panel($0, quantities) }, context: context, style: style)
  }

  /// Pixels that a frame of a height may be wide.
  static func largestWidth(_ height: Int) -> Int { max(64, 12 * height / 5) }

  private func surface(_ quantities: Quantities, _ context: FrameContext, _ style: FrameStyle) -> SurfaceFrame {
    guard let lithium = quantities.lithium else { preconditionFailure("a surface is that of lithium") }
    let settings = config.output.surface ?? .standard
    // The fields of the electrolyte mean little within the interface.
    let outside = Self.halfWidthsBeforeSurface * (config.numerics.interfaceHalfWidth ?? 0)
    func color(_ field: ScalarField?, _ scale: ColorScale) -> SurfaceColoring? {
      field.map { SurfaceColoring(field: $0, scale: scale, offset: outside) }
    }
    let (title, coloring): (String, SurfaceColoring?) =
      switch settings.coloredBy {
      case .current: ("Ionic current density at the surface", color(quantities.current, scales.current))
      case .salt: ("Salt concentration at the surface", color(quantities.salt, scales.salt))
      case .potential: ("Electrolyte potential at the surface", color(quantities.potential, scales.potential))
      case .pressure: ("Pressure at the surface", color(quantities.pressure, scales.pressure))
      case .vonMises: ("Von Mises stress at the surface", color(quantities.vonMises, scales.vonMises))
      case .principalStress: ("Largest principal stress at the surface", color(quantities.principalStress, scales.principalStress))
      case .filmThickness:
        ("Film thickness", quantities.filmThickness.map { SurfaceColoring(field: $0, scale: scales.filmThickness) })
      case .height: ("Height of the surface", SurfaceColoring(field: Self.heights(on: lithium.grid), scale: scales.height))
      case .lithium: ("Lithium", nil)
      }
    let slice = slice(settings, quantities)
    let layers = settings.layerOpacity > 0 ? quantities.layers : nil
    let subject = [title] + (slice.map { ["\($0.words) on the slice"] } ?? []) + (layers == nil ? [] : ["layers in amber"])
    var frame = SurfaceFrame(
      orderParameter: lithium, coloring: coloring, title: subject.joined(separator: "; "),
      camera: settings.camera,
      context: context, style: style)
    frame.light = settings.light
    frame.cut = settings.cut.surfaceCut
    frame.slice = slice?.slice
    frame.layers = layers.map { SurfaceLayers(share: $0, opacity: settings.layerOpacity) }
    frame.fillsWidth = settings.frameWidth != nil
    return frame
  }

  private func slice(
    _ settings: RunConfiguration.Output.SurfaceFrames, _ quantities: Quantities
  ) -> (slice: SurfaceSlice, words: String)? {
    guard let wanted = settings.slice else { return nil }
    let (field, scale, words): (ScalarField?, ColorScale, String) =
      switch wanted.field {
      case .current: (quantities.current, scales.current, "ionic current density")
      case .salt: (quantities.salt, scales.salt, "salt concentration")
      case .potential: (quantities.potential, scales.potential, "electrolyte potential")
      case .pressure: (quantities.pressure, scales.pressure, "pressure")
      case .vonMises: (quantities.vonMises, scales.vonMises, "von Mises stress")
      case .principalStress: (quantities.principalStress, scales.principalStress, "largest principal stress")
      }
    return field.map { field in
      let slice = SurfaceSlice(
        field: field, scale: scale, normal: wanted.normal.axis, position: wanted.position,
        isThroughout: wanted.field.quantity.isThroughout)
      return (slice, words)
    }
  }

  private static let halfWidthsBeforeSurface = 1.5

  private static func heights(on grid: Grid) -> ScalarField {
    let heights = ScalarField(grid)
    heights.fill { _, _, z in z }
    return heights
  }

  /// A salt that stays uniform has nothing to show, unless it is all there is.
  private func composite(_ quantities: Quantities) -> [RunConfiguration.Output.Field] {
    let there = RunConfiguration.Output.Field.allCases.filter { $0 != .principalStress && panel($0, quantities) != nil }
    let shown = there.filter { $0 != .salt || config.electrolyte.saltTransport }
    return shown.isEmpty ? there : shown
  }

  private func panel(_ field: RunConfiguration.Output.Field, _ quantities: Quantities) -> FieldPanel? {
    let mask = quantities.lithium
    return switch field {
    case .lithium: mask.map { FieldPanel(lithium: $0, layers: quantities.layers) }
    case .salt: quantities.salt.map { FieldPanel(field: $0, mask: mask, scale: scales.salt, title: "Salt concentration") }
    case .potential:
      quantities.potential.map { FieldPanel(field: $0, mask: mask, scale: scales.potential, title: "Electrolyte potential") }
    case .current:
      quantities.current.map { FieldPanel(field: $0, mask: mask, scale: scales.current, title: "Ionic current density") }
    case .pressure: stress(quantities.pressure, mask, scales.pressure, "Pressure")
    case .vonMises: stress(quantities.vonMises, mask, scales.vonMises, "Von Mises stress")
    case .principalStress: stress(quantities.principalStress, mask, scales.principalStress, "Largest principal stress")
    case .filmThickness:
      quantities.filmThickness.map {
        FieldPanel(field: $0, mask: mask, scale: scales.filmThickness, title: "Film thickness", place: .front)
      }
    case .composite, .surface: nil
    }
  }

  /// Lithium bears stress as well.
  private func stress(_ field: ScalarField?, _ mask: ScalarField?, _ scale: ColorScale, _ title: String) -> FieldPanel? {
    field.map { FieldPanel(field: $0, mask: mask, scale: scale, title: title, place: .throughout) }
  }
}
