public import Fields
public import Solvers

/// Stress of lithium and electrolyte in mechanical equilibrium, ∇·σ = 0, for the front where it is.
///
/// Small strains; plane strain in a grid one cell deep; rigid plates without friction below and above (and at mirrored sides), the mean
/// normal strains held or left to a prescribed stress. Displacement and plastic strain stay from one update to the next.
public final class MechanicalEquilibrium {
  public let parameters: Parameters
  public let medium: ElasticMedium
  /// m, on the faces, without the mean strain.
  public let displacement: FaceVector
  /// By axes.
  public private(set) var meanStrain = SIMD3<Double>.zero
  /// χ, and that of the start.
  public let metalFraction: ScalarField
  public let startFraction: ScalarField
  /// Plastic strain by axes, times χ; empty where lithium does not yield.
  public let plasticStrain: [ScalarField]
  /// Moduli of what is not lithium, to be written before each update; nil where that is the electrolyte everywhere.
  public let surroundings: Surroundings?
  private let phases: TwoPhaseMedium
  private let indicator: ElasticIndicator
  private let solver: EquilibriumSolver
  private let work: ScalarField
  /// Where the solver's fields are, between its solves.
  private let edgeWork: [ScalarField], otherEdgeWork: [ScalarField]

  /// What it needs to know, in SI.
  public struct Parameters: Sendable, Equatable {
    public var metal: Stiffness
    public var electrolyte: Stiffness
    /// Linear misfit of deposited lithium in the place of the electrolyte.
    public var depositionStrain = 0.0
    /// Nil: lithium is elastic.
    public var plasticity: PerfectPlasticity?
    /// Whether there are layers with moduli of their own.
    public var hasLayers = false
    /// Whether width and depth adjust until their mean stress is zero; otherwise they stay as at the start. The same for the height.
    public var areSidesFree = false
    public var isHeightFree = false
    /// What is left of the force, relative to the load's.
    public var tolerance = 1e-4
    /// How far cells that flow may be off the yield strength, relative to it: root mean square, or a tenth of the largest.
    public var yieldTolerance = 0.02
    public var interfaceHalfWidth: Double

    public init(metal: Stiffness, electrolyte: Stiffness, interfaceHalfWidth: Double) {
      self.metal = metal
      self.electrolyte = electrolyte
      self.interfaceHalfWidth = interfaceHalfWidth
    }

    /// Pressure in a ball of deposited lithium within a far larger electrolyte, both elastic, Pa: p = ε*/(1/3K_m + 1/4G_e) (J. D. Eshelby,
    /// Proc. R. Soc. A 241 (1957) 376).
    public var misfitPressure: Double { depositionStrain / (1 / (3 * metal.bulkModulus) + 1 / (4 * electrolyte.shearModulus)) }
  }

  /// How an update went.
  public struct Report: Sendable {
    public var iterations = 0
    public var relativeResidual = 0.0
    /// Distance from the yield strength, relative to it.
    public var yieldError = 0.0
    public var isConverged = true
  }

  /// A load that is hardly borne where lithium flows takes many, one that is not borne has no end.
  private static let maximumIterations = 1000

  /// - Parameters:
  ///   - scratch: for the solver's fields, from number `first` on, and one after them.
  public init(_ grid: Grid, _ parameters: Parameters, scratch given: Scratch? = nil, first: Int = 0) {
    let scratch = given ?? Scratch(grid)
    self.parameters = parameters
    surroundings = parameters.hasLayers ? Surroundings(grid, parameters.electrolyte) : nil
    phases = TwoPhaseMedium(
      metal: parameters.metal, electrolyte: parameters.electrolyte, depositionStrain: parameters.depositionStrain,
      surroundings: surroundings)
    precondition((parameters.plasticity == nil && surroundings == nil) || !phases.isCubic, "cubic materials neither yield nor are layered")
    let spacing = grid.leastSpacing
    indicator = ElasticIndicator(halfWidth: parameters.interfaceHalfWidth, spacing: spacing)
    let isPlastic = parameters.plasticity != nil
    medium = ElasticMedium(
      grid, isCubic: phases.isCubic, eigenstrain: isPlastic ? .general : grid.depth > 1 ? .isotropic : .inPlane)
    displacement = FaceVector(grid)
    metalFraction = ScalarField(grid)
    startFraction = ScalarField(grid)
    plasticStrain = isPlastic ? Axis.allCases.map { _ in ScalarField(grid) } : []
    solver = EquilibriumSolver(grid, scratch: scratch, first: first)
    let planes = ShearPlane.planes(of: grid).count
    edgeWork = (0..<planes).map { scratch.field(first + $0, on: grid) }
    otherEdgeWork = (0..<planes).map { scratch.field(first + planes + $0, on: grid) }
    work = scratch.field(first + 3 * FaceVector.axes(of: grid).count, on: grid)
  }

  /// Nothing is deposited or strained yet.
  public func start(_ xi: ScalarField) {
    indicator.assign(xi, into: startFraction)
    metalFraction.assign(startFraction)
    displacement.clear()
    meanStrain = .zero
    for field in plasticStrain + medium.shearEigenstrain { field.clear() }
  }

  /// The equilibrium for an order parameter.
  ///
  /// - Parameter growthLoad: on the upper plate; nil for the parameters'.
  @discardableResult
  public func update(_ xi: ScalarField, growthLoad: EquilibriumSolver.Load? = nil) -> Report {
    takeOver(xi)
    func load(isFree: Bool) -> EquilibriumSolver.Load { isFree ? .stress(0) : .strain(0) }
    let loads = [
      load(isFree: parameters.areSidesFree), load(isFree: parameters.areSidesFree && xi.grid.depth > 1),
      growthLoad ?? load(isFree: parameters.isHeightFree),
    ]
    let matrix = ElasticOperator(medium)
    var yieldError = 0.0
    var follow: ((FaceVector, SIMD3<Double>) -> Bool)?
    if let plasticity = parameters.plasticity {
      follow = { [phases, metalFraction, work, parameters] u, strain in
        yieldError = plasticity.follow(phases, metalFraction, matrix, u, strain, work: work)
        return yieldError <= parameters.yieldTolerance
      }
    }
    let solved = solver.solve(
      medium, displacement, meanStrain: &meanStrain, loads: loads, tolerance: parameters.tolerance,
      maximumIterations: Self.maximumIterations, follow: follow)
    var report = Report(iterations: solved.iterations, relativeResidual: solved.relativeResidual, yieldError: yieldError)
    report.isConverged = report.relativeResidual <= parameters.tolerance && report.yieldError <= parameters.yieldTolerance
    // What flowed on the way to nowhere is not kept.
    guard report.isConverged else { return report }
    parameters.plasticity?.settle(
      phases, metalFraction, matrix, displacement, meanStrain, plasticStrain: plasticStrain, work: work,
      edgeWork: edgeWork)
    if parameters.plasticity != nil { assignEigenstrain() }
    return report
  }

  /// Moduli and eigenstrain for the front's new place. Lithium that leaves a cell takes its share of the plastic strain along; what comes
  /// has none.
  private func takeOver(_ xi: ScalarField) {
    let before = work, fraction = metalFraction
    if !plasticStrain.isEmpty { before.assign(fraction) }
    indicator.assign(xi, into: fraction)
    if !plasticStrain.isEmpty { carryPlasticStrain(from: before) }
    phases.assignModuli(fraction, into: medium)
    assignEigenstrain()
  }

  private func carryPlasticStrain(from before: ScalarField) {
    let grid = before.grid, n = grid.width
    let carried = plasticStrain, shears = medium.shearEigenstrain, now = edgeWork, then = otherEdgeWork
    grid.forEachTile { [metalFraction] rows in
      for r in rows {
        for field in carried { Self.carry(field, r, n, from: before, to: metalFraction) }
        for (index, shear) in shears.enumerated() {
          let plane = ShearPlane(rawValue: index)!
          plane.assignMean(of: before, row: r, into: then[index])
          plane.assignMean(of: metalFraction, row: r, into: now[index])
          Self.carry(shear, r, n, from: then[index], to: now[index])
        }
      }
    }
  }

  private static func carry(_ strain: ScalarField, _ r: Int, _ n: Int, from before: ScalarField, to after: ScalarField) {
    let x = unsafe after.row(r, n).span, y = unsafe before.row(r, n).span
    var p = unsafe strain.row(r, n).mutableSpan
    for i in 1..<n + 1 where x[i] < y[i] { p[i] *= x[i] / y[i] }
    strain.seal(r)
  }

  /// Takes a mean strain; the fields hold displacement, fractions and plastic strain that go with it.
  func restore(meanStrain strain: SIMD3<Double>) {
    meanStrain = strain
    for axis in displacement.axes { for r in 0..<metalFraction.grid.rowCount { displacement.seal(axis, r) } }
    phases.assignModuli(metalFraction, into: medium)
    assignEigenstrain()
  }

  private func assignEigenstrain() {
    phases.assignEigenstrain(metalFraction, start: startFraction, plasticStrain: plasticStrain, into: medium)
  }
}
