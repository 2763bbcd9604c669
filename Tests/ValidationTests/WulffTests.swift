import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// A crystal at rest takes the shape of least interfacial energy for its area: the Wulff construction (G. Wulff, Z. Kristallogr. 34
/// (1901) 449), whose normal θ touches the curve at
///   x(θ) = γ(θ) n + γ′(θ) dn/dθ.
///
/// A round crystal relaxes at no total current by dissolving where it is blunt and plating where it is sharp; its contour ξ = ½ is
/// compared, ray by ray, with the construction of the same area.
@Suite struct WulffTests {
  /// Within 0.3 % of the radius where the shapes themselves are 6 % (m = 4) and 3 % (m = 6) off a circle, whichever way the crystal
  /// lies in the grid; and no metal is lost. Measured: 0.15 % at most, of which e⁻⁴ of the way is still to go.
  @Test(arguments: [
    Wulff.Case(fold: 4, strength: 0.05), Wulff.Case(fold: 6, strength: 0.02), Wulff.Case(fold: 4, strength: 0.05, orientation: 20),
    Wulff.Case(fold: 6, strength: 0.02, orientation: 20),
  ]) func roundCrystalTakesTheWulffShape(_ item: Wulff.Case) throws {
    let circle = Wulff.radius(item.anisotropy, item.orientation * .pi / 180)
    #expect(circle / Wulff.radius(item.anisotropy, item.orientation * .pi / 180 + .pi / Double(item.fold)) > 1.03)
    let result = try Wulff.relaxed(item)
    #expect(result.error <= 3e-3, "\(result.error)")
    #expect(result.lost <= 1e-12, "\(result.lost)")
  }
}
