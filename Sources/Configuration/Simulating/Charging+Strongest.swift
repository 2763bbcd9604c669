import Physics
import Simulations

/// What a protocol asks most of a cell, and whether its kinetics can give it.
extension RunConfiguration.Charging {
  /// Takes the level of the protocol that drives the largest plating current through a flat electrode at the start, of a protocol that only
  /// strips the largest stripping current; refuses currents that no overpotential carries.
  mutating func settle(_ planar: PlanarCell, _ document: ConfigurationDocument) {
    let levels = steps?.steps.flatMap { place, step in step.control.levels.map { ($0, place) } } ?? [(control, "")]
    var strongest: (control: Control, current: Double)?
    for (level, place) in levels {
      let (current, overpotential) = planar.start(under: level)
      guard overpotential.isFinite else {
        document.report(
          place.isEmpty ? "charging.currentDensity" : "charging.step",
          "no overpotential up to 10 V carries \(Readable.number(current / 10)) mA/cm^2\(place.isEmpty ? "" : ", of step \(place),") with "
            + "this kineticLaw and exchangeCurrentDensity")
        return
      }
      let isStronger = strongest.map { $0.current > 0 || current > 0 ? current > $0.current : current < $0.current } ?? true
      if isStronger { strongest = (level, current) }
    }
    if steps != nil, let strongest { control = strongest.control }
  }
}
