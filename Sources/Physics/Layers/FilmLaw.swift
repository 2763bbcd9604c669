import Fields
import Foundation

/// A thin film on the lithium, far thinner than the interface: a native interphase, a coating of nanometres.
///
/// It is carried by the front, whose places move along their normals and take their film along. A place whose area grows at the rate 𝒦v
/// (curvature times velocity) spreads its film, dl/dt = −𝒦 v l, as on an expanding circle l ∝ 1/R. It heals towards its thickness l₀,
/// dl/dt = max(0, l₀ − l)/τ, shares its stretch along the front over a slip length ℓ, dl/dt = ∇ₛ·(|v| ℓ ∇ₛl), and ruptures where it gets thinner than a critical thickness: there is none of it there then, until it has healed. Where
/// the area shrinks it gets thicker, up to a greatest thickness beyond which it crumples off.
public struct FilmLaw: Sendable, Equatable {
  /// l₀, of the start, m, > 0.
  public var thickness: Double
  /// Ionic, S/m, > 0.
  public var conductivity: Double
  /// Below which it ruptures, m, in [0, l₀); 0: never.
  public var criticalThickness = 0.0
  /// To which a shrinking area can compress it, m, ≥ l₀.
  public var greatestThickness: Double
  /// ℓ, m, ≥ 0: how far along the front the film slides on the metal to even its stretch out. Without it a film that resists more than all
  /// else makes every ripple grow, at v k, however short.
  public var slipLength = 0.0
  /// τ, s, > 0; infinite: it does not heal.
  public var healingTime = Double.infinity
  /// Where there is none at the start.
  public var pinholes: [Hole] = []

  public init(thickness: Double, conductivity: Double) {
    precondition(thickness > 0 && conductivity > 0, "a film has a thickness and conducts")
    self.thickness = thickness
    greatestThickness = 2 * thickness
    self.conductivity = conductivity
  }

  /// Share of its thickness to which a film is stretched where its stress reaches a strength: l_crit = l₀/(A/A₀).
  ///
  /// Stretched alike along both directions of the front, A/A₀ = λ², it bears σ = E/(1 − ν) (λ − 1); in plane strain, where the front grows along one
  /// direction alone, A/A₀ = λ and σ = E/(1 − ν²) (λ − 1) (S. Timoshenko & J. N. Goodier, Theory of Elasticity, 3rd ed., 1970).
  ///
  /// - Parameters:
  ///   - strength: Pa, > 0.
  ///   - youngsModulus: Pa, > 0.
  ///   - isPlaneStrain: in two dimensions.
  public static func thinning(strength: Double, youngsModulus: Double, poissonsRatio: Double, isPlaneStrain: Bool) -> Double {
    if isPlaneStrain { return 1 / (1 + strength * (1 - poissonsRatio * poissonsRatio) / youngsModulus) }
    let stretch = 1 + strength * (1 - poissonsRatio) / youngsModulus
    return 1 / (stretch * stretch)
  }

  /// What is thinner has no whole film beside it to share with or to be told apart from: torn, open, or healing.
  var leastIntact: Double { max(criticalThickness, 1e-2 * thickness) }

  /// R of the film as it is at the start, Ω·m².
  public var resistance: Double { thickness / conductivity }

  /// Thickness at the start of a column of the grid, m: pinholes and their images across the sides, each the share of the column that it takes.
  func start(_ x: Double, _ y: Double, on grid: Grid) -> Double {
    let rest = thickness * (1 - pinholes.openShare(x, y, on: grid))
    return rest < criticalThickness ? 0 : rest
  }

  /// Thickness (m) after a time in which the area of its place grew by a factor e^`growth`.
  ///
  /// Stretched first, healed then; ruptured where the stretching alone brought it below the critical thickness.
  @inline(__always)
  func thickness(after time: Double, _ before: Double, growth: Double) -> Double {
    let stretched = min(before * exp(-growth), greatestThickness)
    if before >= criticalThickness, stretched < criticalThickness { return 0 }
    if healingTime == .infinity || stretched >= thickness { return stretched }
    return thickness + (stretched - thickness) * exp(-time / healingTime)
  }
}
