import Fields
import Pictures

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
  }

  let config: RunConfiguration
  var scales: ColorRanges

  init(_ config: RunConfiguration) {
    self.config = config
    scales = ColorRanges(config)
  }

  /// - Parameters:
  ///   - sequence: the composite shows all that is there; the others need their own quantity.
  ///   - time: s.
  ///   - charge: C/m².
  func frame(_ sequence: RunConfiguration.Output.Field, _ quantities: Quantities, time: Double, charge: Double) -> CompositeFrame {
    let shown = sequence == .composite ? composite(quantities) : [sequence]
    let height = config.output.frameHeight
    return CompositeFrame(
      panels: shown.compactMap { panel($0, quantities) },
      context: FrameContext(time: time, charge: charge, title: config.name, timeUnit: .fitting(config.charging.duration)),
      style: FrameStyle(width: max(64, 12 * height / 5), height: height))
  }

  /// A salt that stays uniform has nothing to show, unless it is all there is.
  private func composite(_ quantities: Quantities) -> [RunConfiguration.Output.Field] {
    let there = RunConfiguration.Output.Field.allCases.filter { panel($0, quantities) != nil }
    let shown = there.filter { $0 != .salt || config.electrolyte.saltTransport }
    return shown.isEmpty ? there : shown
  }

  private func panel(_ field: RunConfiguration.Output.Field, _ quantities: Quantities) -> FieldPanel? {
    let mask = quantities.lithium
    return switch field {
    case .lithium: mask.map { FieldPanel(lithium: $0) }
    case .salt: quantities.salt.map { FieldPanel(field: $0, mask: mask, scale: scales.salt, title: "Salt concentration") }
    case .potential:
      quantities.potential.map { FieldPanel(field: $0, mask: mask, scale: scales.potential, title: "Electrolyte potential") }
    case .current:
      quantities.current.map { FieldPanel(field: $0, mask: mask, scale: scales.current, title: "Ionic current density") }
    case .composite: nil
    }
  }
}
