/// A key of a `[[layer]]` that may be set but decides nothing with what else is set, as `IdleKey`.
struct IdleLayerKey: Sendable {
  let key: String
  /// Completes "has no effect".
  let reason: String
  let isIdle: @Sendable (RunConfiguration) -> Bool

  static let all: [IdleLayerKey] =
    ["youngsModulus", "poissonsRatio", "strength"].map {
      IdleLayerKey(key: $0, reason: "without a section [mechanics]") { $0.mechanics == nil }
    }
    + ["criticalThickness", "fractureStrain", "strength"].map {
      IdleLayerKey(key: $0, reason: "with numerics.holdInterface = true, where nothing stretches a layer") { $0.numerics.holdInterface }
    }
    + ["saltDiffusivity", "cationTransferenceNumber"].map {
      IdleLayerKey(key: $0, reason: "where no salt is transported") { !$0.electrolyte.saltTransport }
    }
}
