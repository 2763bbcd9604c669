import Fields

/// A layer with a thickness on the grid, of one material: another conductivity and diffusivity than the electrolyte's, and another
/// exchange current density where lithium touches it.
///
/// A share s of it in a cell lies in series with the rest: 1/κ → [1 + s (κ/κ_L − 1)]/κ. The same salt moves in it.
public struct LayerLaw: Sendable, Equatable {
  /// Whether it moves with the lithium.
  public enum Kind: Sendable, Equatable {
    /// Lies on the lithium of the start, on those of its kind before it, this thick (m), and is pushed by it like the electrolyte.
    case riding(thickness: Double)
    /// Stays where it is: a solid electrolyte or scaffold.
    case fixed(LayerRegion)
    /// Takes no share of a cell, but makes lithium exchange at another rate and have another interfacial energy where the front is in the
    /// region: the surface of a collector.
    case surface(LayerRegion)
  }

  public var kind: Kind
  /// κ_L/κ, > 0.
  public var conductivityRatio = 1.0
  /// D_L/D, > 0.
  public var diffusivityRatio = 1.0
  /// Elastic; nil: as the electrolyte.
  public var stiffness: Stiffness?
  /// t₊ in it, ≤ 1; nil: as in the electrolyte.
  public var transference: Double?
  /// γ of lithium against it over that against the electrolyte, ≥ 0.
  public var energyRatio = 1.0
  /// i₀ of lithium against it over that against the electrolyte, ≥ 0; 0: lithium does not get in.
  public var exchangeRatio = 1.0
  /// Of a riding one: where it gets thinner, it is broken for good, m, ≥ 0. What is broken conducts like the electrolyte and is carried on.
  public var criticalThickness = 0.0
  /// Of a riding one: where its largest principal stress is larger, it breaks for good as well, Pa, > 0; infinite: never.
  public var strength = Double.infinity
  /// Of a riding one: where it is broken from the start, across all of its thickness.
  public var gaps: [Hole] = []
  /// Of a surface, by the gaps of its region: −η from which on lithium nucleates there, V; up to 0 it has from the start. Empty: everywhere.
  public var nucleationOverpotentials: [Double] = []

  public init(_ kind: Kind) { self.kind = kind }

  public var isRiding: Bool { if case .riding = kind { true } else { false } }
  public var isSurface: Bool { if case .surface = kind { true } else { false } }
  /// Whether lithium has to nucleate somewhere.
  var nucleates: Bool { isSurface && nucleationOverpotentials.contains { $0 > 0 } }

  /// Of one that stays in its place.
  var region: LayerRegion? {
    switch kind {
    case .riding: nil
    case .fixed(let region), .surface(let region): region
    }
  }

  /// The same at the start, when lithium has nucleated only where it needs no overpotential for it.
  var startRegion: LayerRegion? {
    guard var region, nucleates else { return region }
    region.gaps = zip(region.gaps, nucleationOverpotentials).filter { $1 <= 0 }.map(\.0)
    return region
  }
}
