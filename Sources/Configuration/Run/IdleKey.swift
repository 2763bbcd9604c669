import Physics
import Records
import Simulations

/// A key that may be set but decides nothing with what else is set. Whoever adds a law that ignores a key adds a line to `all`.
///
/// A key at its standard value is not idle: resolved configs hold those. Keys that contradict each other are errors instead. Those of
/// a protocol's steps are in `IdleStepKey`.
struct IdleKey: Sendable {
  let path: String
  /// Completes "has no effect".
  let reason: String
  let isIdle: @Sendable (RunConfiguration) -> Bool

  init(_ path: String, _ reason: String, when isIdle: @escaping @Sendable (RunConfiguration) -> Bool) {
    self.path = path
    self.reason = reason
    self.isIdle = isIdle
  }

  static let all: [IdleKey] = [
    IdleKey("electrolyte.saltDiffusivity", "with saltTransport = false, which keeps the salt uniform") { !$0.electrolyte.saltTransport },
    IdleKey("electrolyte.cationTransferenceNumber", "with saltTransport = false, which keeps the salt uniform") {
      !$0.electrolyte.saltTransport
    },
    IdleKey("electrolyte.thermodynamicFactor", "with saltTransport = false, which keeps the salt uniform") {
      !$0.electrolyte.saltTransport
    },
    IdleKey("electrolyte.counterSide", "where no salt is transported") {
      !$0.electrolyte.saltTransport && $0.electrolyte.counterSide != .reservoir
    },
    IdleKey("electrolyte.displacementFlow", "with holdInterface = true, where nothing is displaced") {
      $0.numerics.holdInterface && $0.electrolyte.displacementFlow
    },
    IdleKey("electrolyte.displacementFlow", "where no salt is transported and no layer rides") {
      !$0.electrolyte.saltTransport && $0.electrolyte.displacementFlow && !$0.layers.contains { $0.kind == .riding }
    },
    IdleKey("electrolyte.concentration", "in a single-ion conductor") { $0.electrolyte.material?.isSingleIonConductor ?? false },
    IdleKey("electrode.chargeTransferCoefficient", "with this kineticLaw, which has none") {
      $0.electrode.kineticLaw == .linear || $0.electrode.kineticLaw == .marcus
    },
    IdleKey("electrode.reorganizationEnergy", "without kineticLaw = \"marcus\"") { $0.electrode.kineticLaw != .marcus },
    IdleKey("electrode.anisotropy.interfacialEnergyStrength", "with interfacialEnergy = 0") {
      $0.electrode.interfacialEnergy == 0 && $0.electrode.anisotropy?.interfacialEnergyStrength != 0
    },
    IdleKey("electrode.anisotropy.fold", "with both strengths 0, the same in every direction") {
      guard let anisotropy = $0.electrode.anisotropy else { return false }
      return anisotropy.interfacialEnergyStrength == 0 && anisotropy.exchangeCurrentStrength == 0
    },
    IdleKey("electrode.anisotropy.interfacialEnergyStrength", "with fold = 1, where γ + γ″ is the same in every direction") {
      $0.electrode.anisotropy?.fold == 1 && $0.electrode.anisotropy?.interfacialEnergyStrength != 0
    },
    IdleKey("electrode.anisotropy.orientation", "with both strengths 0, the same in every direction") {
      guard let anisotropy = $0.electrode.anisotropy, anisotropy.orientation != 0 else { return false }
      return anisotropy.interfacialEnergyStrength == 0 && anisotropy.exchangeCurrentStrength == 0
    },
    IdleKey("electrode.noise.depth", "with amplification = 0, no noise") { $0.electrode.noise?.amplification == 0 },
    IdleKey("mechanics.yieldStrength", "with lithium = \"elastic\"") { $0.mechanics?.lithium == .elastic },
    IdleKey("mechanics.electrolytePoissonsRatio", "where the electrolyte is a liquid") { $0.mechanics?.isLiquid ?? false },
    IdleKey("mechanics.height", "with charging.stackPressure, under which the height adjusts") {
      $0.mechanics?.height == .free && $0.charging.stackPressure != nil
    },
    IdleKey("numerics.saltTolerance", "with electrolyte.saltTransport = false, where no salt is solved for") {
      !$0.electrolyte.saltTransport && $0.numerics.saltTolerance != ModelStandard.parameters.saltTolerance
    },
    IdleKey("numerics.sharpeningRate", "with holdInterface = true, which keeps the profile as it is") {
      $0.numerics.holdInterface && $0.numerics.sharpeningRate != ModelStandard.parameters.sharpeningRate
    },
    IdleKey("charging.stopHeight", "with numerics.holdInterface = true, where no tip rises") {
      $0.numerics.holdInterface && $0.charging.stopHeight != 0.9 * $0.cell.height
    },
    IdleKey("output.frameHeightStep", "with numerics.holdInterface = true, where no tip rises") { $0.numerics.holdInterface },
    IdleKey("output.fields", "with frames = 0") {
      !$0.output.hasFrames && $0.output.fields != RunConfiguration.Output.standardFields(in: $0.cell)
    },
    IdleKey("output.frameHeight", "with frames = 0") { !$0.output.hasFrames && $0.output.frameHeight != 900 },
    IdleKey("output.ranges.salt", "without frames of the salt") { !$0.output.shows(.salt) },
    IdleKey("output.ranges.potential", "without frames of the potential") { !$0.output.shows(.potential) },
    IdleKey("output.ranges.current", "without frames of the current") { !$0.output.shows(.current) },
    IdleKey("output.ranges.pressure", "without frames of the pressure") { $0.mechanics == nil || !$0.output.shows(.pressure) },
    IdleKey("output.ranges.vonMises", "without frames of the von Mises stress") { $0.mechanics == nil || !$0.output.shows(.vonMises) },
    IdleKey("output.ranges.principalStress", "without frames of the largest principal stress") {
      $0.mechanics == nil || !$0.output.shows(.principalStress)
    },
    IdleKey("output.ranges.filmThickness", "without frames of the film thickness") {
      $0.interlayers.isEmpty || !$0.output.shows(.filmThickness)
    },
    IdleKey("output.surface.coloredBy", "without frames of the surface") { $0.output.hasIdleSurface(\.coloredBy) },
    IdleKey("output.surface.azimuth", "without frames of the surface") { $0.output.hasIdleSurface(\.azimuth) },
    IdleKey("output.surface.elevation", "without frames of the surface") { $0.output.hasIdleSurface(\.elevation) },
    IdleKey("output.surface.fieldOfView", "without frames of the surface") { $0.output.hasIdleSurface(\.fieldOfView) },
    IdleKey("output.surface.zoom", "without frames of the surface") { $0.output.hasIdleSurface(\.zoom) },
    IdleKey("output.surface.lightAzimuth", "without frames of the surface") { $0.output.hasIdleSurface(\.lightAzimuth) },
    IdleKey("output.surface.lightElevation", "without frames of the surface") { $0.output.hasIdleSurface(\.lightElevation) },
    IdleKey("output.surface.layerOpacity", "without frames of the surface") { $0.output.hasIdleSurface(\.layerOpacity) },
    IdleKey("output.surface.frameWidth", "without frames of the surface") { $0.output.hasIdleSurface(\.frameWidth) },
    IdleKey("output.surface.cut.width", "without frames of the surface") { $0.output.hasIdleSurface(\.cut.width) },
    IdleKey("output.surface.cut.depth", "without frames of the surface") { $0.output.hasIdleSurface(\.cut.depth) },
    IdleKey("output.surface.cut.height", "without frames of the surface") { $0.output.hasIdleSurface(\.cut.height) },
    IdleKey("output.surface.slice.field", "without frames of the surface") { $0.output.hasIdleSurface(\.slice?.field) },
    IdleKey("output.surface.layerOpacity", "without a section [[layer]]") {
      !$0.layers.contains { $0.kind != .collector }
        && $0.output.surface.map { $0.layerOpacity != RunConfiguration.Output.SurfaceFrames.standard.layerOpacity } ?? false
    },
    IdleKey("electrode.roughness.modes", "with amplitude = 0, a flat surface") { $0.electrode.roughness?.amplitude == 0 },
    IdleKey("electrode.roughness.correlationLength", "with amplitude = 0, a flat surface") { $0.electrode.roughness?.amplitude == 0 },
    IdleKey("electrode.roughness.seed", "with amplitude = 0, a flat surface") {
      $0.electrode.roughness?.amplitude == 0 && $0.electrode.roughness?.seed != 1
    },
  ]
}

/// An idle key that a config sets.
public struct IdleKeyNotice: Equatable, Sendable, CustomStringConvertible {
  public let place: ConfigurationError.Place
  public let key: String
  public let message: String
  /// The file as the user named it.
  public let file: String

  public var description: String { place.words(file: file, key: key, message: message) }
}

extension RunConfiguration {
  /// Keys that were set but decide nothing here, in the order of their lines.
  public var idleKeys: [IdleKeyNotice] {
    func notice(_ path: String, _ reason: String) -> IdleKeyNotice? {
      places[path].map { IdleKeyNotice(place: $0, key: path, message: "has no effect \(reason)", file: places.file) }
    }
    let single = IdleKey.all.compactMap { $0.isIdle(self) ? notice($0.path, $0.reason) : nil }
    let ofSteps = charging.stepSections.flatMap { path, step in
      IdleStepKey.all.compactMap { $0.isIdle(self, step) ? notice("\(path).\($0.key)", $0.reason) : nil }
    }
    let ofLayers = layers.indices.flatMap { index in
      IdleLayerKey.all.compactMap { $0.isIdle(self) ? notice("layer[\(index)].\($0.key)", $0.reason) : nil }
    }
    let notices = single + ofSteps + ofLayers
    return notices.enumerated().sorted { a, b in
      let (x, y) = (a.element.place.rank, b.element.place.rank)
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }
}

extension RunConfiguration.Output {
  /// Whether there are frames besides none.
  fileprivate var hasFrames: Bool { frameSpacing != .count(0) || frameHeightStep != nil }

  fileprivate func shows(_ quantity: FieldQuantity) -> Bool { hasFrames && fields.contains { isShown(quantity, in: $0) } }

  /// Whether a property of the surface's frames is not at its standard value, and there are no such frames.
  fileprivate func hasIdleSurface<Value: Equatable>(_ property: (SurfaceFrames) -> Value) -> Bool {
    guard let surface, !hasFrames || !fields.contains(.surface) else { return false }
    return property(surface) != property(.standard)
  }
}
