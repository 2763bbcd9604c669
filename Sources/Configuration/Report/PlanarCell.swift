import Foundation
import Physics

/// Closed forms for a flat electrode facing a reservoir of salt: what a dendrite-free cell would do.
///
/// Limiting current density `i = F D c₀ / ((1 − t₊) L)`: the steady current at which the salt at the electrode is used up
/// (anion flux zero, linear profile over the thickness L); twice that between two lithium electrodes, whose mean salt stays c₀. Before a
/// reservoir layers without gaps count by their (1 − t₊)/D.
/// Sand's time `τ = π D (F c₀ / (2 i (1 − t₊)))²`: when that happens in a cell thicker than its diffusion layer.
/// H. J. S. Sand, Philos. Mag. 1 (1901) 45; for binary salts Brissot et al., J. Power Sources 81–82 (1999) 925.
public struct PlanarCell: Sendable {
  let config: RunConfiguration

  public init(_ config: RunConfiguration) { self.config = config }

  /// From the mean electrode surface to the reservoir, m.
  public var thickness: Double { config.cell.height - config.electrode.position + config.electrolyte.reservoirDistance }

  /// A/m²; nil when the salt is kept uniform and nothing limits the current.
  public var limitingCurrentDensity: Double? {
    guard config.electrolyte.saltTransport else { return nil }
    let electrolyte = config.electrolyteLaws
    // Between two electrodes it matters where a layer is.
    guard electrolyte.counterSide == .reservoir else { return electrolyte.limitingCurrentDensity(thickness: thickness) }
    let way = config.layers.reduce(thickness) { $0 + $1.saltThickness(electrolyte, above: config.electrode.position) }
    return electrolyte.limitingCurrentDensity(thickness: max(way, 1e-6 * thickness))
  }

  /// s, for a current density in A/m², > 0.
  public func sandTime(_ currentDensity: Double) -> Double {
    config.electrolyteLaws.sandTime(currentDensity: currentDensity)
  }

  /// Time for the salt to diffuse across the thickness, L²/D, s.
  public var diffusionTime: Double { thickness * thickness / config.electrolyteLaws.saltDiffusivity }

  /// Dense lithium plated over the duration at a current density in A/m², m; negative when stripped.
  public func platedThickness(_ currentDensity: Double) -> Double {
    currentDensity * config.charging.duration * config.electrode.molarVolume / PhysicalConstants.faraday
  }
}
