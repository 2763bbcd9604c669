import Physics

/// The flat electrode at the first instant: salt still uniform, the voltage shared by kinetics and ohmic resistance. Of a protocol it
/// is the step that imposes most, as if the run began with it.
extension PlanarCell {
  /// When that is, for titles and warnings.
  var moment: String { config.charging.steps == nil ? "at the start" : "under the strongest step" }

  /// From the electrode to the counter plane, through layers without gaps, Ω·m².
  var ohmicResistance: Double {
    let electrolyte = config.electrolyteLaws
    return config.layers.reduce(thickness / electrolyte.conductivity.conductivity(electrolyte.concentration)) {
      $0 + $1.resistance(electrolyte, above: config.electrode.position)
    }
  }

  /// Current density, A/m², and overpotential across film and reaction, V, under the strongest of what is imposed.
  var start: (currentDensity: Double, overpotential: Double) { start(under: config.charging.control) }

  /// Of lithium against the innermost coating where there is one; of a collector the mean over its surface.
  ///
  /// - Parameter nucleated: −η that its sites have had, V.
  private func kinetics(nucleated: Double) -> InterfacialReaction {
    var parameters = config.modelParameters
    if let coating = parameters.layers.first(where: \.isRiding), coating.exchangeRatio > 0 {
      parameters.exchangeCurrentDensity *= coating.exchangeRatio
    }
    for (layer, law) in zip(config.layers, parameters.layers) where law.isSurface {
      let share = layer.siteShare(of: config.cell, at: nucleated)
      parameters.exchangeCurrentDensity *= share + (1 - share) * law.exchangeRatio
    }
    return parameters.kinetics
  }

  func start(under control: RunConfiguration.Charging.Control) -> (currentDensity: Double, overpotential: Double) {
    let start = nucleate(under: control)
    return (start.currentDensity, start.overpotential)
  }

  /// The same after nucleation at a collector's sites, one overpotential after the other as long as the next is passed: `nucleated` is the last, V.
  func nucleate(
    under control: RunConfiguration.Charging.Control
  ) -> (currentDensity: Double, overpotential: Double, nucleated: Double) {
    var nucleated = 0.0
    var kinetics = kinetics(nucleated: nucleated), start = start(under: control, kinetics)
    let thresholds = config.layers.filter { $0.kind == .collector }.flatMap(\.nucleationOverpotentials)
    for threshold in Set(thresholds).sorted() where threshold > 0 {
      guard -start.overpotential - kinetics.film.value * start.currentDensity >= threshold else { break }
      nucleated = threshold
      kinetics = self.kinetics(nucleated: nucleated)
      start = self.start(under: control, kinetics)
    }
    return (start.currentDensity, start.overpotential, nucleated)
  }

  private func start(
    under control: RunConfiguration.Charging.Control, _ kinetics: InterfacialReaction
  ) -> (currentDensity: Double, overpotential: Double) {
    switch control {
    case .currentDensity(let density): return (density, kinetics.overpotential(carrying: density))
    case .voltage(let voltage):
      let resistance = ohmicResistance
      // η lies between −V and 0; V + η − R i(η) rises through zero on the way.
      var lower = min(-voltage, 0), upper = max(-voltage, 0)
      for _ in 0..<200 {
        let middle = 0.5 * (lower + upper)
        if voltage + middle - resistance * kinetics.currentDensity(middle) < 0 { lower = middle } else { upper = middle }
      }
      let overpotential = 0.5 * (lower + upper)
      return (kinetics.currentDensity(overpotential), overpotential)
    }
  }

  /// Cell voltage at the first instant, V.
  var startVoltage: Double {
    if case .voltage(let voltage) = config.charging.control { return voltage }
    return start.currentDensity * ohmicResistance - start.overpotential
  }

  /// λ_c and ℓ_k of the flat front at the first instant.
  var startLengths: CharacteristicLengths {
    let conductivity = config.electrolyteLaws.conductivity.conductivity(config.electrolyte.concentration)
    return CharacteristicLengths(
      config.modelParameters, currentDensity: start.currentDensity, conductivity: conductivity, overpotential: start.overpotential)
  }

  /// Time after which the stagnant layer beyond the domain is quasi-steady, L²/(2D), s; nil when there is none.
  var stagnantLayerTime: Double? {
    let distance = config.electrolyte.reservoirDistance
    return distance > 0 && config.electrolyte.saltTransport ? distance * distance / (2 * config.electrolyteLaws.saltDiffusivity) : nil
  }
}
