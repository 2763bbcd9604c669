public import Fields
public import Solvers

/// The medium of lithium and electrolyte: moduli by cell from the fraction χ of lithium, and the eigenstrain of what was deposited.
///
/// Cells of both are in series (Reuss), 1/K = χ/K_m + (1 − χ)/K_e and 1/G likewise: with parallel ones (Voigt) the eigenstrain of a cell
/// that the front crosses would be borne by the stiffer phase. Lithium that the run deposits is too large by ε* for the place of the
/// electrolyte that it takes; that of the start is not. Layers beside the electrolyte make its moduli differ from cell to cell.
public struct TwoPhaseMedium: Sendable {
  public let metal: Stiffness
  public let electrolyte: Stiffness
  /// ε*, linear.
  public let depositionStrain: Double
  /// What stands for the electrolyte where there are layers; nil: it is the same everywhere.
  public let surroundings: Surroundings?

  public init(metal: Stiffness, electrolyte: Stiffness, depositionStrain: Double, surroundings: Surroundings? = nil) {
    self.metal = metal
    self.electrolyte = electrolyte
    self.depositionStrain = depositionStrain
    self.surroundings = surroundings
  }

  public var isCubic: Bool {
    metal.edgeShearModulus != metal.shearModulus || electrolyte.edgeShearModulus != electrolyte.shearModulus
  }

  /// Writes the moduli of the fractions of lithium.
  public func assignModuli(_ fraction: ScalarField, into medium: ElasticMedium) {
    let n = fraction.grid.width, isCubic = self.isCubic
    fraction.grid.forEachTile { rows in
      for r in rows {
        let x = unsafe fraction.row(r, n).span
        var bulk = unsafe medium.bulkModulus.row(r, n).mutableSpan, shear = unsafe medium.shearCompliance.row(r, n).mutableSpan
        if let around = surroundings?.bulkCompliance {
          unsafe mix(x, 1 / metal.bulkModulus, around.row(r, n).span, into: &bulk)
        } else {
          mix(x, 1 / metal.bulkModulus, 1 / electrolyte.bulkModulus, into: &bulk)
        }
        for i in 0..<n + 2 { bulk[i] = 1 / bulk[i] }
        assignShearCompliance(x, r, into: &shear)
        guard isCubic else { continue }
        var edge = unsafe medium.edgeCompliance.row(r, n).mutableSpan
        mix(x, 1 / metal.edgeShearModulus, 1 / electrolyte.edgeShearModulus, into: &edge)
      }
    }
  }

  /// Writes 1/G of fractions of lithium along a row, elastic; always with the same bits, so that what is restored is what was settled.
  func assignShearCompliance(_ fraction: Span<Double>, _ row: Int, into compliance: inout MutableSpan<Double>) {
    if let around = surroundings?.shearCompliance {
      unsafe mix(fraction, 1 / metal.shearModulus, around.row(row, around.grid.width).span, into: &compliance)
    } else {
      mix(fraction, 1 / metal.shearModulus, 1 / electrolyte.shearModulus, into: &compliance)
    }
  }

  private func mix(_ fraction: Span<Double>, _ metal: Double, _ around: Double, into mixture: inout MutableSpan<Double>) {
    for i in 0..<fraction.count { mixture[i] = fraction[i] * metal + (1 - fraction[i]) * around }
  }

  private func mix(_ fraction: Span<Double>, _ metal: Double, _ around: Span<Double>, into mixture: inout MutableSpan<Double>) {
    for i in 0..<fraction.count { mixture[i] = fraction[i] * metal + (1 - fraction[i]) * around[i] }
  }

  /// Writes the eigenstrain of a fraction of lithium that was `start` at the beginning; on top of a plastic strain by axes, where there is one.
  public func assignEigenstrain(
    _ fraction: ScalarField, start: ScalarField, plasticStrain: [ScalarField] = [], into medium: ElasticMedium
  ) {
    let n = fraction.grid.width, strain = depositionStrain
    let isDeep = fraction.grid.depth > 1
    let targets = medium.normalEigenstrain
    fraction.grid.forEachTile { rows in
      for r in rows {
        let x = unsafe fraction.row(r, n).span, before = unsafe start.row(r, n).span
        for (a, target) in targets.enumerated() where a != 1 || isDeep || !plasticStrain.isEmpty {
          // In plane strain deposited lithium has no misfit along the depth.
          let misfit = a == 1 && !isDeep ? 0 : strain
          var e = unsafe target.row(r, n).mutableSpan
          if plasticStrain.isEmpty {
            for i in 0..<n + 2 { e[i] = misfit * max(0, x[i] - before[i]) }
          } else {
            let p = unsafe plasticStrain[a].row(r, n).span
            for i in 0..<n + 2 { e[i] = misfit * max(0, x[i] - before[i]) + p[i] }
          }
        }
      }
    }
  }
}
