import Fields
import Physics
import Records

/// Resident memory of a run at its largest, bytes.
///
/// Counted from the fields there are: those of the whole cell, those of the front, which take memory only in the rows through which it has
/// run, and the solvers' coarser grids. `Benchmarks/scaling/measure.py` sets what is measured beside it.
struct MemoryEstimate {
  let bytes: Double

  /// Program, libraries and typefaces.
  private static let fixedBytes = 50e6
  /// Of the butler-volmer model, in double precision: the state and its trial, work fields of a solve. In single precision: the cycle and the
  /// direction of conjugate gradients.
  private static let cellFields = 15.0, singleFields = 4.0
  /// Density, E_eq, ohmic drop, concentration, plating, stripping, conductance, current density, its mean and that of the step before, slope,
  /// velocity and that of the last step, inverse density and a work field; and the directions of an average, in single precision.
  private static let frontFields = 15.0, directions = 3.0
  /// All levels of the multigrid cycle but the finest, bytes a cell: seven or eight fields in single precision.
  private static let coarserBytes = (flat: 10.0, deep: 5.5)
  /// The same of the cycle for mechanical equilibrium: eleven or seventeen fields.
  private static let coarserElasticBytes = (flat: 17.0, deep: 12.0)
  /// Of the models of the literature, in double precision, coarser grids included.
  private static let literatureFields = 46.0
  /// The front as a spline and what it is made from, while its surface is drawn, bytes a cell.
  private static let surfaceBytes = 8.0

  /// - Parameter reach: from the height at which the front starts to the highest that it comes to, m.
  init(_ config: RunConfiguration, _ grid: Grid, reach: Double) {
    let isDeep = grid.depth > 1
    var mechanicsSingles = 0.0
    var doubles = Self.cellFields, fronts = Self.frontFields, rest = isDeep ? Self.coarserBytes.deep : Self.coarserBytes.flat
    if case .currentDensity = config.charging.control {
      // The metal potential's response and what drives it.
      doubles += 1
      fronts += 1
    }
    if !config.electrolyte.laws(at: config.cell.temperature).transference.isConstant { doubles += 3 }
    // Of a crystal the exchange current density, the harmonic of the normal and E_eq are those of the whole cell.
    if config.electrode.anisotropy != nil { doubles += 3 }
    if config.electrode.noise != nil { fronts += 2 }
    // Their thickness, and what they resist together.
    if !config.interlayers.isEmpty {
      fronts += Double(config.interlayers.count + 1)
      if config.output.fieldFiles?.fields.contains(.filmThickness) ?? false { doubles += 1 }
    }
    if config.output.fieldFiles?.fields.contains(.frontCurrent) ?? false { doubles += 1 }
    if !config.layers.isEmpty {
      if config.output.fieldFiles?.fields.contains(.layers) ?? false { doubles += 1 }
      // Factors of conduction and diffusion, and the exchange current density by cells; three shares of each that rides, one of a fixed one.
      doubles += config.layers.allSatisfy { $0.saltDiffusivity == nil } ? 2 : 3
      doubles += config.layers.reduce(0) { $0 + ($1.kind == .riding ? 3 : 1) }
      // t₊ by cells, what it makes of the salt, and its two weights.
      if config.layers.contains(where: { $0.cationTransferenceNumber != nil }) { doubles += 4 }
    }
    // Its potential, and a mark of each cell.
    if config.displacesElectrolyte { doubles += 1.125 }
    // A flat average has fluxes besides.
    if !isDeep { fronts += 2 }
    if let mechanics = config.mechanics {
      // Displacement and its direction by axes; two moduli, two fractions, eigenstrain and pressure; in a deep cell two work fields that
      // others need at the front alone. Where lithium yields, an eigenstrain by axes, plastic strain with shear, and in a deep cell two work
      // fields more.
      doubles += isDeep ? 14 : 10
      if mechanics.lithium == .plastic { doubles += isDeep ? 10 : 6 }
      // The finest grid of the multigrid cycle, and all others.
      mechanicsSingles = isDeep ? 14 : 9
      rest += isDeep ? Self.coarserElasticBytes.deep : Self.coarserElasticBytes.flat
      fronts += 1
      // Compliances of electrolyte and layers.
      if config.layers.contains(where: { $0.youngsModulus != nil }) { doubles += 2 }
      // The largest principal stress.
      if config.layers.contains(where: { $0.strength != nil }) { doubles += 1 }
      if config.output.fieldFiles?.fields.contains(.stress) ?? false { doubles += 6 }
    }
    if config.literature != nil { (doubles, fronts, rest) = (Self.literatureFields, 0, 0) }
    if isDeep, config.output.fields.contains(.surface) {
      rest += Self.surfaceBytes
      if config.layers.contains(where: { $0.kind != .collector }), config.output.surface?.layerOpacity ?? 0 > 0 {
        rest += Self.surfaceBytes
      }
    }
    // A row ends with its ghosts, and takes an odd number of cache lines.
    let double = 64 * Double((grid.width + 9) / 8 | 1) / Double(grid.width)
    let single = 64 * Double((grid.width + 17) / 16 | 1) / Double(grid.width)
    // The profile ends seven half widths away.
    let part = min(1, (reach + 14 * (config.numerics.interfaceHalfWidth ?? 0)) / grid.length(.growth))
    let singles = config.literature == nil ? Self.singleFields + part * Self.directions + mechanicsSingles : 0
    bytes = Self.fixedBytes + Double(grid.cellCount) * ((doubles + part * fronts) * double + singles * single + rest)
  }
}
