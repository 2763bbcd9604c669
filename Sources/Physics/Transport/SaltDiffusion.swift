public import Fields
public import Solvers

/// Salt of a binary electrolyte, ∂(ψc)/∂t = ∇·(ψD∇c) − (1 − t₊) w i/F − ψJ·∇t₊/F, by backward Euler with the current implicit in c:
/// i = (c/c₀) A − B puts a positive term on the diagonal, so c stays positive at any current and without clipping. D(c), t₊(c) and J
/// are those of the last pass.
///
/// The conserved quantity is ψc per volume, ψ with the floor of what conducts, so that a trace of salt in the metal is a trace of c,
/// too. After each solve it is advanced in flux form, so that salt is conserved to round-off however far the solve went. Top: a
/// reservoir at the end of a stagnant layer (Robin), or lithium, which gives as much as the current takes. Metal that grows displaces
/// no electrolyte, but where a `DisplacementFlow` carries it on: the salt it sweeps stays in ψc.
public final class SaltDiffusion {
  public let electrolyte: Electrolyte
  private let grid: Grid
  private let matrix: ConductionOperator
  private let solver: ConjugateGradient
  private let coefficient: ScalarField
  /// D over that of the electrolyte alone, where layers take a share; nil without.
  private let obstruction: ScalarField?
  /// t₊ where layers have one of their own; nil without.
  private let layered: LayerTransference?
  private let load: ScalarField
  private let image: ScalarField
  /// Whether t₊ is the same everywhere.
  private let isConstant: Bool
  /// t₊ of each cell, one row where it is constant.
  private let transference: ScalarField
  /// What a t₊(c) adds, A/m³.
  private let migration: ScalarField
  /// Link of each top cell to the reservoir, 1/s.
  private let endLink: ScalarField
  /// Current density that a lithium electrode gives to each top cell, A/m².
  private let inflow: ScalarField
  /// Of a solve, relative to its source.
  private let tolerance: Double

  /// - Parameters:
  ///   - tolerance: of a solve, relative to its source.
  ///   - obstruction: D over that of the electrolyte alone, > 0, its ghosts sealed; nil: there is nothing else.
  ///   - layered: t₊ where layers have one of their own, which the electrolyte's must say (`LocalTransference`).
  ///   - scratch: for what is needed from `assemble` to a solution, numbers 0, 3 and 7 and those of `solver`, 4 and 5; and 1 from
  ///     `noteFluxes` to `advance`.
  ///   - solver: shared with laws that solve at other times.
  public init(
    _ grid: Grid, electrolyte: Electrolyte, tolerance: Double, obstruction: ScalarField? = nil, layered: LayerTransference? = nil,
    scratch given: Scratch? = nil, solver: ConjugateGradient? = nil
  ) {
    let scratch = given ?? Scratch(grid)
    self.obstruction = obstruction
    self.layered = layered
    self.grid = grid
    self.electrolyte = electrolyte
    self.tolerance = tolerance
    coefficient = scratch.field(7, on: grid)
    let diagonal = scratch.field(3, on: grid)
    matrix =
      obstruction.map { [coefficient] in ConductionOperator(meansOf: coefficient, inSeriesBy: $0, diagonal: diagonal) }
      ?? ConductionOperator(meansOf: coefficient, diagonal: diagonal)
    self.solver = solver ?? ConjugateGradient(grid, scratch: scratch, first: 4)
    load = scratch.field(0, on: grid)
    image = scratch.field(1, on: grid)
    isConstant = electrolyte.transference.isConstant
    transference = ScalarField(isConstant ? grid.singleRow : grid, electrolyte.cationTransferenceNumber)
    migration = ScalarField(grid)
    endLink = ScalarField(grid.topLayer)
    inflow = ScalarField(grid.topLayer)
  }

  /// Takes over the order parameter at the end of the step, and properties at a concentration (mol/m³).
  public func assemble(_ xi: ScalarField, concentration c: ScalarField) {
    let n = grid.width
    let diffusivity = electrolyte.diffusivity, numbers = electrolyte.transference
    let coefficient = self.coefficient, transference = self.transference, isConstant = self.isConstant, obstruction = self.obstruction
    let layered = self.layered
    grid.forEachTile { rows in
      for r in rows {
        let p = unsafe xi.row(r, n).span, x = unsafe c.row(r, n).span
        var k = unsafe coefficient.row(r, n).mutableSpan
        diffusivity.assign(x, into: &k)
        for i in 0..<n + 2 { k[i] *= ElectrolytePotential.conductingFraction(p[i]) }
        if let obstruction {
          let f = unsafe obstruction.row(r, n).span
          for i in 0..<n + 2 { k[i] *= f[i] }
        }
        if !isConstant {
          var t = unsafe transference.row(r, n).mutableSpan
          numbers.assign(x, into: &t)
          layered?.mix(r, into: &t)
        }
      }
    }
    assembleTop(c)
    solver.assignLinks(matrix)
  }

  /// The half cell below the top, which metal may block, and the stagnant layer in series; a lithium electrode ties no concentration.
  private func assembleTop(_ c: ScalarField) {
    guard electrolyte.counterSide == .reservoir else { return }
    let n = grid.width
    let h = grid.growthSpacing
    let layer = StagnantLayer(electrolyte: electrolyte)
    let distance = electrolyte.reservoirDistance
    let coefficient = self.coefficient, endLink = self.endLink, electrolyte = self.electrolyte
    StagnantLayer.forEachTopCells(of: grid) { j, r, cells in
      let x = unsafe c.row(r, n).span, k = unsafe coefficient.row(r, n).span
      var link = unsafe endLink.row(j, n).mutableSpan
      for i in cells {
        let beyond = distance > 0 ? distance / layer.properties(from: x[i], to: electrolyte.concentration).diffusivity : 0
        link[i] = 1 / ((0.5 * h / k[i] + beyond) * h)
      }
    }
  }

  /// Takes the currents of a potential: only a t₊ that depends on c needs them.
  func assembleMigration(_ potential: ElectrolytePotential, _ phi: ScalarField, _ c: ScalarField) {
    if isConstant { return }
    potential.assignMigration(phi, c, fromCellsOwn: true, into: migration)
  }

  /// Takes what a potential lets in at a lithium electrode, once a pass.
  ///
  /// Where the current has brought salt it lets less in at the next pass: by N = 2(RT/F)κ(1 − t₊)²·TDF/(F D c) times its own change
  /// where salt diffuses along the electrode within the step, by nothing where it has no time to. Taking 2/(2 + N) of each change
  /// brings both ends closer by the same factor.
  ///
  /// - Returns: largest change, relative to the largest inflow or to `least` (A/m²).
  func assembleInflow(_ potential: ElectrolytePotential, _ c: ScalarField, isFirst: Bool, least: Double) -> Double {
    guard electrolyte.counterSide == .lithium else { return 0 }
    let n = grid.width
    var change = 0.0, largest = least
    forEachTopRow { j, r in
      let entered = unsafe potential.inflow.row(j, n).span, x = unsafe c.row(r, n).span
      var taken = unsafe inflow.row(j, n).mutableSpan
      for i in 1..<n + 1 {
        largest = max(largest, abs(entered[i]))
        change = max(change, abs(entered[i] - taken[i]))
        // The first pass knows of none before it, to the last bit.
        taken[i] = isFirst ? entered[i] : taken[i] + 2 / (2 + electrolyte.concentrationAnswer(x[i])) * (entered[i] - taken[i])
      }
    }
    return isFirst ? .infinity : change / largest
  }

  /// Solves for the concentration (in place, mol/m³) at the end of a step from the salt `amount` (ψc, mol/m³) at its beginning.
  ///
  /// - Parameters:
  ///   - tightening: factor on the tolerance.
  public func solve(
    _ c: ScalarField, amount: ScalarField, _ xi: ScalarField, _ front: FrontCurrent, timeStep: Double, tightening: Double = 1
  ) -> SolveReport {
    let n = grid.width, grid = self.grid
    let isConstant = self.isConstant
    let matrix = self.matrix, load = self.load, transference = self.transference, migration = self.migration
    let perCharge = 1 / PhysicalConstants.faraday, relative = 1 / electrolyte.referenceConcentration
    let density = front.density, plating = front.plating, stripping = front.stripping, fluctuation = front.fluctuation
    let inverse = 1 / timeStep
    let fronts = front.rows
    grid.forEachTile { rows in
      for r in rows {
        let q = unsafe amount.row(r, n).span, p = unsafe xi.row(r, n).span, w = unsafe density.row(r, n).span
        let a = unsafe plating.row(r, n).span, b = unsafe stripping.row(r, n).span, f = unsafe fluctuation.row(r, n).span
        let t = unsafe transference.row(isConstant ? 0 : r, n).span, m = unsafe migration.row(r, n).span
        var d = unsafe matrix.diagonal.row(r, n).mutableSpan
        var l = unsafe load.row(r, n).mutableSpan
        if fronts[r] == 0 {
          for i in 1..<n + 1 {
            d[i] = inverse * ElectrolytePotential.conductingFraction(p[i])
            l[i] = inverse * q[i] - perCharge * m[i]
          }
          continue
        }
        for i in 1..<n + 1 {
          let k = perCharge * (1 - t[i]) * w[i]
          d[i] = inverse * ElectrolytePotential.conductingFraction(p[i]) + relative * k * (a[i] + max(f[i], 0))
          l[i] = inverse * q[i] + k * (b[i] - min(f[i], 0)) - perCharge * m[i]
        }
      }
    }
    forEachTopRow { j, r in
      var d = unsafe matrix.diagonal.row(r, n).mutableSpan
      var l = unsafe load.row(r, n).mutableSpan
      if electrolyte.counterSide == .lithium {
        let entered = unsafe self.inflow.row(j, n).span, t = unsafe transference.row(isConstant ? 0 : r, n).span
        for i in 1..<n + 1 { l[i] += perCharge * (1 - t[i]) * entered[i] / grid.growthSpacing }
      } else {
        let link = unsafe endLink.row(j, n).span
        for i in 1..<n + 1 {
          d[i] += link[i]
          l[i] += link[i] * electrolyte.concentration
        }
      }
    }
    solver.assignDiagonal(matrix)
    // What is left of the equation goes into the amount, times the step: in a long step it is judged against what the cells hold.
    let source = load.dot(load).squareRoot()
    let reference = min(source, max(inverse * amount.dot(amount).squareRoot(), 1e-6 * source))
    let report = solver.solve(
      matrix, c, source: load, tolerance: tightening * tolerance, reference: reference, maximumIterations: 80)
    return report
  }

  /// Notes the fluxes of `c` as they are between `assemble` and `advance`.
  func noteFluxes(_ c: ScalarField) {
    matrix.diagonal.fill(0)
    matrix.apply(c, into: image)
  }

  /// Advances the amount by the fluxes of `c` that were noted and the current: amount += Δt [∇·(ψD∇c) + inflow − (1 − t₊) w i/F], with a t₊(c)
  /// amount += Δt [∇·(ψD∇c) − ∇·(ψ t₊ J)/F + inflow − w i/F], where J is what `potential` carries.
  ///
  /// - Returns: salt that came in through the top, mol/m² of cross-section; with a t₊(c), lithium ions.
  func advance(
    _ amount: ScalarField, _ c: ScalarField, _ front: FrontCurrent, _ potential: ElectrolytePotential, _ phi: ScalarField,
    timeStep: Double
  ) -> Double {
    let n = grid.width, grid = self.grid
    let image = self.image
    let perCharge = 1 / PhysicalConstants.faraday
    let k = electrolyte.saltPerCharge
    let isConstant = self.isConstant
    if !isConstant { potential.assignMigration(phi, c, fromCellsOwn: false, into: migration) }
    let migration = self.migration
    let density = front.density, current = front.currentDensity
    grid.forEachTile { rows in
      for r in rows {
        let w = unsafe density.row(r, n).span, i0 = unsafe current.row(r, n).span, f = unsafe image.row(r, n).span
        let m = unsafe migration.row(r, n).span
        var q = unsafe amount.row(r, n).mutableSpan
        for i in 1..<n + 1 { q[i] -= timeStep * (f[i] + k * w[i] * i0[i] + perCharge * m[i]) }
      }
    }
    var gained = 0.0
    // The currents through the top and into the front agree to the potential's tolerance; a lithium electrode keeps the salt exactly.
    let imbalance = density.dot(current) - potential.inflow.sum() / grid.growthSpacing
    let closure = timeStep * k * imbalance / Double(n * grid.depth)
    forEachTopRow { j, r in
      let x = unsafe c.row(r, n).span, link = unsafe endLink.row(j, n).span, entered = unsafe potential.inflow.row(j, n).span
      let end = unsafe potential.endTransference.row(j, n).span
      var q = unsafe amount.row(r, n).mutableSpan
      for i in 1..<n + 1 {
        var gain = timeStep * link[i] * (electrolyte.concentration - x[i])
        if electrolyte.counterSide == .lithium {
          gain = timeStep * perCharge * (1 - end[i]) * entered[i] / grid.growthSpacing + closure
        }
        q[i] += gain
        // The migration of cations through the face is already in q.
        gained += gain + (isConstant ? 0 : timeStep * perCharge * end[i] * entered[i] / grid.growthSpacing)
      }
    }
    grid.forEachTile { rows in for r in rows { amount.seal(r) } }
    return gained * grid.growthSpacing / Double(n * grid.depth)
  }

  /// Calls with the index of each top row among them, and in the grid.
  private func forEachTopRow(_ body: (_ index: Int, _ row: Int) -> Void) {
    for j in 0..<grid.depth { body(j, grid.rowCount - grid.depth + j) }
  }
}
