import Physics
import Simulations

/// A key of a protocol's step that may be set but decides nothing: an end that another one always comes before.
struct IdleStepKey: Sendable {
  let key: String
  /// Completes "has no effect".
  let reason: String
  let isIdle: @Sendable (RunConfiguration, ProtocolStep) -> Bool

  init(_ key: String, _ reason: String, when isIdle: @escaping @Sendable (RunConfiguration, ProtocolStep) -> Bool) {
    self.key = key
    self.reason = reason
    self.isIdle = isIdle
  }

  static let all: [IdleStepKey] = [
    IdleStepKey("untilTipHeight", "with numerics.holdInterface = true, where no tip rises") { config, _ in config.numerics.holdInterface },
    IdleStepKey("untilMeanHeightBelow", "with numerics.holdInterface = true, where the lithium stays as high as it is") { config, step in
      config.numerics.holdInterface
        && step.ends.contains { if case .meanHeightBelow(let z) = $0 { z < config.electrode.position } else { false } }
    },
    // Within a cell of the stop height the last time steps are still shortened for it.
    IdleStepKey("untilTipHeight", "above charging.stopHeight, where the run ends") { config, step in
      let highest = config.charging.stopHeight + (config.numerics.cellSize ?? 0)
      return !config.numerics.holdInterface && step.ends.contains { if case .tipHeight(let z) = $0 { z > highest } else { false } }
    },
    IdleStepKey("untilArealCapacity", "with a duration in which this current passes less") { _, step in
      step.passedOverAsked.map { $0 < 1 - 1e-9 } ?? false
    },
    IdleStepKey("duration", "with an areal capacity that this current passes sooner") { _, step in
      step.passedOverAsked.map { $0 > 1 + 1e-9 } ?? false
    },
  ]
}

extension ProtocolStep {
  /// What a constant current passes in the step's duration, over the areal capacity that ends it; nil for a step without one of them.
  fileprivate var passedOverAsked: Double? {
    guard case .constant(.galvanostatic(let density)) = control else { return nil }
    let duration = ends.lazy.compactMap { if case .duration(let time) = $0 { time } else { nil } }.first
    let asked = ends.lazy.compactMap { if case .arealCapacity(let charge) = $0 { charge } else { nil } }.first
    guard let duration, let asked else { return nil }
    return duration * abs(density) / asked
  }
}

extension RunConfiguration.Charging {
  /// Each step of the protocol with the path of its section.
  var stepSections: [(path: String, step: ProtocolStep)] {
    (steps?.elements ?? []).enumerated().flatMap { index, element in
      let path = "charging.step[\(index)]"
      switch element {
      case .step(let step): return [(path, step)]
      case .group(let steps, _): return steps.enumerated().map { ("\(path).step[\($0)]", $1) }
      }
    }
  }
}
