/// Elastic stiffness of a material, Pa: isotropic, or cubic with its axes along those of the grid.
///
/// K = E/(3 (1 − 2ν)), G = E/(2 (1 + ν)); of a cubic crystal K = (C11 + 2 C12)/3 and G = (C11 − C12)/2 for normal strains, C44 for shear
/// (J. F. Nye, Physical Properties of Crystals, 1957).
public struct Stiffness: Sendable, Equatable {
  /// K, Pa.
  public let bulkModulus: Double
  /// G of normal strains, Pa.
  public let shearModulus: Double
  /// G of shear in planes of two axes, Pa; equal to `shearModulus` where the material is isotropic.
  public let edgeShearModulus: Double

  /// - Parameters:
  ///   - youngsModulus: E > 0, Pa.
  ///   - poissonsRatio: ν, above −1 and below ½.
  public init(youngsModulus: Double, poissonsRatio: Double) {
    precondition(youngsModulus > 0 && poissonsRatio > -1 && poissonsRatio < 0.5, "no elastic material")
    bulkModulus = youngsModulus / (3 * (1 - 2 * poissonsRatio))
    shearModulus = youngsModulus / (2 * (1 + poissonsRatio))
    edgeShearModulus = shearModulus
  }

  /// - Parameters: K > 0 and G > 0, Pa.
  public init(bulkModulus: Double, shearModulus: Double) {
    precondition(bulkModulus > 0 && shearModulus > 0, "no elastic material")
    self.init(bulk: bulkModulus, shear: shearModulus, edge: shearModulus)
  }

  /// - Parameters: C11 > C12, C11 + 2 C12 > 0 and C44 > 0, Pa.
  public init(c11: Double, c12: Double, c44: Double) {
    precondition(c11 > c12 && c11 + 2 * c12 > 0 && c44 > 0, "no elastic material")
    bulkModulus = (c11 + 2 * c12) / 3
    shearModulus = (c11 - c12) / 2
    edgeShearModulus = c44
  }

  /// E along an axis, Pa.
  public var youngsModulus: Double { 9 * bulkModulus * shearModulus / (3 * bulkModulus + shearModulus) }

  private init(bulk: Double, shear: Double, edge: Double) {
    bulkModulus = bulk
    shearModulus = shear
    edgeShearModulus = edge
  }
}
