public import Fields

/// Moduli of a linear elastic medium, cell by cell, and the strain at which it is free of stress.
///
/// σ = K tr ε + 2G (ε − ⅓ tr ε) for the normal components at the centres of cells, τ = 2 G_edge ε on their edges. Isotropic, unless shear
/// across the edges has a modulus of its own: then cubic with axes along those of the grid, K = (C11 + 2 C12)/3, G = (C11 − C12)/2 and
/// G_edge from C44. An edge takes the harmonic mean of the four cells around it: across a flat front the traction is the same on both
/// sides, the strains add up (Reuss).
public final class ElasticMedium: Sendable {
  public let grid: Grid
  /// K, Pa.
  public let bulkModulus: ScalarField
  /// 1/G, 1/Pa, ghosts included: what is averaged where materials meet.
  public let shearCompliance: ScalarField
  /// 1/G_edge of the cells, 1/Pa; the same field as `shearCompliance` where the medium is isotropic.
  public let edgeCompliance: ScalarField
  /// Stress-free normal strain by axes (width, depth, growth). Where it is the same along several, these are one field.
  public let normalEigenstrain: [ScalarField]
  /// Stress-free engineering shear strain γ on edges, in the order of `ShearPlane.planes`; empty where there is none.
  public let shearEigenstrain: [ScalarField]

  /// Which eigenstrain there can be.
  public enum Eigenstrain: Sendable {
    /// The same along all axes.
    case isotropic
    /// The same along width and growth, none along the depth.
    case inPlane
    /// Any, with shear.
    case general
  }

  public init(_ grid: Grid, isCubic: Bool = false, eigenstrain: Eigenstrain = .isotropic) {
    precondition(grid.growth > 1, "one layer of cells has no equilibrium along the growth axis")
    self.grid = grid
    bulkModulus = ScalarField(grid)
    shearCompliance = ScalarField(grid)
    edgeCompliance = isCubic ? ScalarField(grid) : shearCompliance
    let first = ScalarField(grid)
    switch eigenstrain {
    case .isotropic: normalEigenstrain = [first, first, first]
    case .inPlane: normalEigenstrain = [first, ScalarField(grid), first]
    case .general: normalEigenstrain = [first, ScalarField(grid), ScalarField(grid)]
    }
    shearEigenstrain = eigenstrain == .general ? ShearPlane.planes(of: grid).map { _ in ScalarField(grid) } : []
  }

  /// Least and largest K and G, Pa, from which the preconditioner takes its own.
  func range() -> (bulk: ClosedRange<Double>, shear: ClosedRange<Double>) {
    var soft = shearCompliance.maximum(), stiff = shearCompliance.minimum()
    if edgeCompliance !== shearCompliance {
      soft = max(soft, edgeCompliance.maximum())
      stiff = min(stiff, edgeCompliance.minimum())
    }
    return (bulkModulus.minimum()...bulkModulus.maximum(), 1 / soft...1 / stiff)
  }
}

/// The plane of a shear strain: that of two axes. Its values live on the edges normal to both, at the lower ends of both axes.
public enum ShearPlane: Int, CaseIterable, Sendable {
  case widthGrowth, widthDepth, depthGrowth

  /// Those of a grid: one where it is one cell deep.
  public static func planes(of grid: Grid) -> [ShearPlane] { grid.depth > 1 ? allCases : [.widthGrowth] }
}

extension ShearPlane {
  /// Writes the mean of a field over the four cells around each edge of a row.
  public func assignMean(of field: ScalarField, row r: Int, into means: ScalarField) {
    let grid = field.grid, n = grid.width, next = grid.neighbours(of: r)
    let other = self == .widthDepth ? next.before : next.below
    let a = unsafe field.row(r, n).span, b = unsafe field.row(other, n).span
    var m = unsafe means.row(r, n).mutableSpan
    if self == .depthGrowth {
      let c = unsafe field.row(next.before, n).span, d = unsafe field.row(grid.neighbours(of: next.before).below, n).span
      for i in 1..<n + 1 { m[i] = 0.25 * ((a[i] + b[i]) + (c[i] + d[i])) }
    } else {
      for i in 1..<n + 1 { m[i] = 0.25 * ((a[i] + a[i - 1]) + (b[i] + b[i - 1])) }
    }
  }
}
