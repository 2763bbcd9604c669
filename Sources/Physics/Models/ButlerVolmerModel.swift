public import Fields
import Foundation
import Solvers

/// The default model: two potentials, smoothed boundary, lithium conserved.
///
/// Metal is an equipotential; electrolyte potential, salt and the position of the front follow
///   ∇·(ψJ) = −w i,   ∂(ψc)/∂t = ∇·(ψD∇c) − (1 − t₊) w i/F,   ∂ξ/∂t = s v + ∇·J_sharp,   Σ s v = Σ w i V_m/F
/// with i from Butler–Volmer or another kinetic law, capillarity in E_eq, v constant across the front. One step iterates potential,
/// salt and front until their current agrees, with the front's density, normals and curvature in the middle of the step: a front that
/// gains area while it moves draws the current of the area in between.
public final class ButlerVolmerModel {
  public let grid: Grid
  public let scratch: Scratch
  public let parameters: Parameters
  public let state: CellState
  public let front: FrontCurrent
  public let potential: ElectrolytePotential
  let salt: SaltDiffusion
  let interfaceDensity: InterfaceDensity
  let remnantDensity: RemnantDensity
  let curvature: Curvature
  let dropAcrossFront: OhmicDropAcrossFront
  let sharpening: ConservativeSharpening
  /// What the front carries.
  public let films: [InterfaceFilm]
  /// Nil where there is nothing but lithium and electrolyte.
  public let layers: LayerStack?
  /// Nil where lithium displaces nothing.
  public let displacement: DisplacementFlow?
  /// Salt on its way with the flow.
  let displacedSalt: DisplacedQuantity?
  /// Nil where nothing bears stress.
  public let mechanics: StressCoupling?
  /// Evens out the current density along the current, and hands the charge to the profile's slope along the normal.
  let currentAverage: NormalAverage
  let slopeAverage: NormalAverage
  /// Front velocity, m/s, constant across the front.
  public let velocity: ScalarField
  /// Slope of the front's profile, 1/m: this times the velocity is what moves ξ.
  public let slope: ScalarField
  /// Current density after averaging along the current, A/m²: of the last pass, before the first as the last two steps foresee it.
  let meanCurrent: ScalarField
  let meanCurrentBefore: ScalarField
  /// What it was at the end of the last step; after one that was taken, of the step before.
  let earlierMeanCurrent: ScalarField
  /// cos m(θ − θ₀) of the front's normals, where the surface is anisotropic.
  let harmonic: ScalarField
  /// ξ where the front is located: in the middle of a step, as the last velocity foresees it.
  let frontOrder: ScalarField
  /// ξ at the end of the step, as the last pass has it.
  let trialOrder: ScalarField
  /// Of the step under way; after one that was taken, what was before it: for the first guess of the next.
  let trialConcentration: ScalarField
  let trialPotential: ScalarField
  /// Length of the last step (s), where the fields above are from its beginning.
  var earlierTimeStep: Double?

  public init(_ grid: Grid, _ parameters: Parameters) {
    self.grid = grid
    var parameters = parameters
    if LayerStack.hasTransference(parameters.layers) {
      parameters.electrolyte.transference = LocalTransference(law: parameters.electrolyte.transference)
    }
    self.parameters = parameters
    state = CellState(grid)
    front = FrontCurrent(
      grid, kinetics: parameters.kinetics, hasUniformExchange: parameters.anisotropy == nil && !LayerStack.hasExchange(parameters.layers),
      hasNoise: parameters.shotNoise != nil,
      hasStress: parameters.mechanics != nil, hasFilms: !parameters.films.isEmpty)
    // These are worked out one after the other; only the current's direction is needed from the first pass to the last.
    scratch = Scratch(grid.corners)
    let solver = ConjugateGradient(grid, scratch: scratch, first: 4)
    layers =
      parameters.layers.isEmpty
      ? nil : LayerStack(grid, parameters.layers, halfWidth: parameters.interfaceHalfWidth, scratch: scratch)
    layers?.assignFactors()
    potential = ElectrolytePotential(
      grid, electrolyte: parameters.electrolyte, obstruction: layers?.conduction, layered: layers?.transference, scratch: scratch,
      solver: solver)
    salt = SaltDiffusion(
      grid, electrolyte: parameters.electrolyte, tolerance: parameters.saltTolerance, obstruction: layers?.diffusion,
      layered: layers?.transference, scratch: scratch, solver: solver)
    let isDisplaced = !parameters.isInterfaceHeld && (parameters.hasDisplacementFlow || parameters.layers.contains(where: \.isRiding))
    displacement = isDisplaced ? DisplacementFlow(grid, scratch: scratch, solver: solver) : nil
    displacedSalt = isDisplaced && parameters.hasSaltTransport ? DisplacedQuantity(grid, scratch: scratch) : nil
    interfaceDensity = InterfaceDensity(halfWidth: parameters.interfaceHalfWidth)
    remnantDensity = RemnantDensity(halfWidth: parameters.interfaceHalfWidth)
    curvature = Curvature(grid, halfWidth: parameters.interfaceHalfWidth, scratch: scratch)
    dropAcrossFront = OhmicDropAcrossFront(
      halfWidth: parameters.interfaceHalfWidth, electrolyte: parameters.electrolyte,
      exchangeCurrentDensity: parameters.exchangeCurrentDensity * parameters.layers.reduce(1) { max($0, $1.exchangeRatio) },
      hasSaltTransport: parameters.hasSaltTransport)
    sharpening = ConservativeSharpening(grid, halfWidth: parameters.interfaceHalfWidth, scratch: scratch)
    currentAverage = NormalAverage(grid, halfWidth: parameters.interfaceHalfWidth, slowestRate: 3, work: scratch)
    slopeAverage = NormalAverage(
      grid, halfWidth: parameters.interfaceHalfWidth, slowestRate: 1, reduction: 0.003, scratch: scratch)
    films = parameters.films.map { [scratch] in
      InterfaceFilm(grid, $0, halfWidth: parameters.interfaceHalfWidth, scratch: scratch)
    }
    mechanics = parameters.mechanics.map { [front, scratch] in
      StressCoupling(
        grid, $0, molarVolume: parameters.molarVolume, thermalVoltage: parameters.electrolyte.thermalVoltage,
        potential: front.stressPotential!, keepsPrincipalStress: LayerStack.hasStrength(parameters.layers), scratch: scratch)
    }
    velocity = ScalarField(grid)
    slope = ScalarField(grid)
    meanCurrent = ScalarField(grid)
    // From the end of a pass's solves to that of its averages, as is the derivative in these.
    meanCurrentBefore = scratch.field(0, on: grid)
    earlierMeanCurrent = ScalarField(grid)
    harmonic = ScalarField(grid)
    frontOrder = ScalarField(grid)
    trialOrder = ScalarField(grid)
    trialConcentration = ScalarField(grid)
    trialPotential = ScalarField(grid)
  }

  /// Starts from a front given by its signed distance into the electrolyte (m) as a function of position, with salt at rest.
  public func start(distance: (_ x: Double, _ y: Double, _ z: Double) -> Double) {
    let delta = parameters.interfaceHalfWidth
    earlierTimeStep = nil
    state.metalPotential = 0
    state.time = 0
    state.step = 0
    state.charge = 0
    state.saltInflow = 0
    state.inflow.fill(0)
    state.frontVelocity.fill(0)
    meanCurrent.clear()
    state.orderParameter.fill { x, y, z in OrderParameter.profile(distance(x, y, z), halfWidth: delta) }
    state.ionConcentration.fill(parameters.electrolyte.concentration)
    state.reducedPotential.fill(parameters.electrolyte.reservoirReducedPotential)
    if parameters.shotNoise != nil { front.fluctuation.clear() }
    mechanics?.start(state.orderParameter)
    for film in films { film.start(state.orderParameter) }
    layers?.start(distance: distance)
    displacement?.potential.clear()
    let c = parameters.electrolyte.concentration
    let amount = state.saltAmount, xi = state.orderParameter
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        var q = unsafe amount.row(r, n).mutableSpan
        for i in 0..<n + 2 { q[i] = c * ElectrolytePotential.conductingFraction(x[i]) }
      }
    }
    locateFront()
  }

  /// The current that the front would carry now, without a step: for the first step's size and for tests.
  @discardableResult
  public func balance(_ control: ChargingControl) throws(StepFailure) -> StepReport {
    do throws(StepFailure) {
      _ = nucleate()
      var report = try tryToBalance(control)
      while nucleate() {
        let spent = report
        report = try tryToBalance(control)
        report.addIterations(of: spent)
      }
      return report
    } catch {
      dropTrial()
      throw error
    }
  }

  private func tryToBalance(_ control: ChargingControl) throws(StepFailure) -> StepReport {
    var report = StepReport()
    potential.inflow.assign(state.inflow)
    earlierMeanCurrent.assign(sparse: meanCurrent)
    try balanceStress(&report)
    if !parameters.isInterfaceHeld { locateFront(hasRemnants: state.step > 0) }
    // What comes next need not follow from what was before; noise is a step's.
    earlierTimeStep = nil
    if parameters.shotNoise != nil { front.fluctuation.clear() }
    front.assignNoise()
    trialConcentration.assign(state.ionConcentration)
    trialPotential.assign(state.reducedPotential)
    var metal = state.metalPotential
    if case .potentiostatic(let voltage) = control { metal = -voltage }
    // The drop across the front follows its current, from one round to the next.
    for round in 1...Self.balanceRounds {
      assignOhmicDrop(trialConcentration)
      try balancePotential(&metal, control, 0, &report)
      meanCurrentBefore.assign(sparse: meanCurrent)
      front.assignCurrent(trialConcentration, scale: 1 / parameters.electrolyte.referenceConcentration)
      averageCurrent(isDirectionNew: true)
      report.frontSpeed = largestFrontSpeed()
      if round > 1, largestChange() <= 1e-4 * max(report.frontSpeed, restSpeed) { break }
    }
    averageVelocity()
    report.current = front.density.dot(front.currentDensity) * columnHeight
    try carryCurrent(&report)
    report.voltage = potential.voltageSplit(
      trialPotential, trialConcentration, front, metalPotential: metal, least: restCurrent / columnHeight)
    noteNucleation(metalPotential: metal)
    state.reducedPotential.assign(trialPotential)
    state.metalPotential = metal
    state.inflow.assign(potential.inflow)
    state.frontVelocity.assign(sparse: velocity)
    return report
  }

  /// Residual of the salt in a first pass that only foresees the others; twice that is no solution.
  static let foreseenResidual = 1e-6
  /// Part of the passes' tolerance, and of the step's, that the first pass may have left to be the only one.
  private static let onlyPassShare = (ofPasses: 0.1, ofStep: 0.5)
  /// Residual of the potential that carries the current, ten times what is asked for, above which there is none.
  private static let carriedResidual = 10 * ElectrolytePotential.carriedTolerance

  /// Rounds of current and drop across the front in `balance`, each of which leaves a sixth of what the last one changed where the drop is of
  /// the thermal voltage over a half width, and far less on fine interfaces.
  private static let balanceRounds = 5

  /// The noise of the next step, from the partial currents at its beginning: a function of the state alone.
  private func assignNoise(_ timeStep: Double, _ control: ChargingControl) {
    guard let noise = parameters.shotNoise else { return }
    setRelativeConcentration(state.ionConcentration)
    front.evaluate(state.reducedPotential, metalPotential: state.metalPotential)
    var isImposed = false
    if case .galvanostatic = control { isImposed = true }
    noise.assign(front, step: state.step, timeStep: timeStep, hasZeroMean: isImposed)
    front.assignNoise()
  }

  /// A thousandth of the exchange current density, below which the cell counts as at rest, A/m².
  var restCurrent: Double { 1e-3 * parameters.exchangeCurrentDensity }

  /// Speed of the front at a thousandth of the exchange current: what a change is measured against near rest, m/s.
  private var restSpeed: Double { 1e-3 * parameters.exchangeCurrentDensity * parameters.volumePerCharge }

  /// Height of a cell over the number of columns: Σ w i × this is the current density over the cross-section.
  var columnHeight: Double { grid.growthSpacing / Double(grid.width * grid.depth) }

  /// - Parameter slack: tolerance that suffices in this pass, where it is above the model's.
  private func balancePotential(
    _ metal: inout Double, _ control: ChargingControl, _ slack: Double, _ report: inout StepReport
  ) throws(StepFailure) {
    setRelativeConcentration(trialConcentration)
    potential.assemble(frontOrder, concentration: trialConcentration)
    let balance = potential.balance(
      trialPotential, front, metalPotential: &metal, control: control,
      tolerance: max(slack, parameters.potentialTolerance))
    report.newtonIterations += balance.newtonIterations
    report.potentialIterations += balance.linearIterations
    if !balance.isConverged { throw .potentialNotBalanced(residual: balance.residual) }
  }

  /// The potential that carries the front's current at the concentration that has been found.
  private func carryCurrent(_ report: inout StepReport) throws(StepFailure) {
    setRelativeConcentration(trialConcentration)
    potential.assemble(frontOrder, concentration: trialConcentration)
    let carried = potential.carry(trialPotential, front)
    report.potentialIterations += carried.iterations
    if !(carried.relativeResidual <= Self.carriedResidual) { throw .potentialNotBalanced(residual: carried.relativeResidual) }
    report.topCurrent = potential.topCurrentDensity
  }

  private func setRelativeConcentration(_ c: ScalarField) {
    let n = grid.width
    let inverse = 1 / parameters.electrolyte.referenceConcentration
    let x = front.relativeConcentration, fronts = front.rows
    grid.forEachTile { rows in
      for r in rows where fronts[r] > 0 {
        let from = unsafe c.row(r, n).span
        var to = unsafe x.row(r, n).mutableSpan
        for i in 0..<n + 2 { to[i] = inverse * from[i] }
      }
    }
  }

  /// Tries a step of `timeStep` seconds; on success the state is that at its end.
  public func advance(_ timeStep: Double, _ control: ChargingControl) throws(StepFailure) -> StepReport {
    do throws(StepFailure) {
      return try tryToAdvance(timeStep, control)
    } catch {
      dropTrial()
      throw error
    }
  }

  private func tryToAdvance(_ timeStep: Double, _ control: ChargingControl) throws(StepFailure) -> StepReport {
    var report = StepReport()
    let xi = state.orderParameter
    potential.inflow.assign(state.inflow)
    // Where no balance was found after the last step.
    if nucleate() { earlierTimeStep = nil }
    // What a lithium electrode lets in is known from the pass before.
    let mayBeOnly = earlierTimeStep != nil && parameters.hasSaltTransport && parameters.electrolyte.counterSide == .reservoir
    extrapolate(timeStep)
    try balanceStress(&report)
    // A held front stays where the start located it.
    if !parameters.isInterfaceHeld { locateFront(ahead: 0.5 * timeStep, hasRemnants: true) }
    // The noise must not depend on what the last pass left.
    if parameters.shotNoise != nil { front.ohmicDrop.clear() }
    assignNoise(timeStep, control)
    if !parameters.isInterfaceHeld { foresee(timeStep, within: 1, into: trialOrder) }
    var metal = state.metalPotential
    if case .potentiostatic(let voltage) = control { metal = -voltage }
    let scale = 1 / parameters.electrolyte.referenceConcentration
    var firstCurrent = 0.0, inflowChange = 0.0
    while true {
      report.passes += 1
      // Noise, different in every cell, leaves the passes nothing to agree on if the drop follows it.
      if report.passes == 1 || parameters.shotNoise == nil { assignOhmicDrop(trialConcentration) }
      // No pass needs to be solved better than what it is compared with.
      let isRough = report.passes == 1 && !mayBeOnly
      let slack = isRough ? min(1e-3, 0.1 * parameters.stepTolerance) : 0.01 * parameters.passTolerance
      try balancePotential(&metal, control, parameters.hasSaltTransport ? slack : 0, &report)
      var (current, _) = front.assignCurrent(trialConcentration, scale: scale)
      if parameters.hasSaltTransport {
        // The currents are over links whose place those of the salt take.
        salt.assembleMigration(potential, trialPotential, trialConcentration)
        inflowChange = salt.assembleInflow(potential, trialConcentration, isFirst: report.passes == 1, least: restCurrent)
        // What the front sweeps is displaced after the step, from where the salt is until then.
        let order = displacement != nil ? xi : parameters.isInterfaceHeld ? frontOrder : trialOrder
        salt.assemble(order, concentration: trialConcentration)
        let slack = isRough ? Self.foreseenResidual : 0
        current = try solveSalt(order, timeStep, control, &metal, slack: slack, &report)
      }
      if case .galvanostatic(let density) = control { try close(on: density / columnHeight, &current, &report) }
      meanCurrentBefore.assign(sparse: meanCurrent)
      // The current's direction hardly changes between passes.
      averageCurrent(isDirectionNew: report.passes == 1)
      report.current = current * columnHeight
      report.frontSpeed = largestFrontSpeed()
      if report.passes == 1 { firstCurrent = current }
      if !report.frontSpeed.isFinite { throw .notFinite }
      var frontChange = Double.infinity, tolerance = parameters.passTolerance
      if report.passes > 1 {
        frontChange = largestChange() / max(report.frontSpeed, restSpeed)
      } else if mayBeOnly {
        frontChange = largestInconsistency() / max(report.frontSpeed, restSpeed)
        tolerance = min(Self.onlyPassShare.ofPasses * tolerance, Self.onlyPassShare.ofStep * parameters.stepTolerance)
      }
      let change = max(frontChange, inflowChange)
      report.passChange = change
      let isLast = !parameters.hasSaltTransport || change <= tolerance
      // The first pass foresees the electrolyte of the step's end; later ones change it by far less than the step's error.
      if isLast || report.passes == 1 {
        if !parameters.isInterfaceHeld && report.frontSpeed * timeStep > grid.growthSpacing {
          throw .orderParameterOutOfBounds(least: -.infinity, greatest: .infinity)
        }
        moveFront(xi, timeStep, &report)
      }
      if isLast { break }
      if report.passes == parameters.maximumPasses { throw .passesNotConverged(change: change) }
    }
    if !parameters.isInterfaceHeld {
      // A step too long lets the source overshoot; nothing is clipped, the step is refused.
      let least = trialOrder.minimum(), greatest = trialOrder.maximum()
      if !(least >= -1e-14 && greatest <= 1 + 1e-14) { throw .orderParameterOutOfBounds(least: least, greatest: greatest) }
    }
    // Near equilibrium a thousandth of the exchange is the measure.
    let measure = max(abs(report.current), 1e-3 * parameters.exchangeCurrentDensity)
    report.stepError = report.passes == 1 && mayBeOnly ? report.passChange : abs(firstCurrent * columnHeight - report.current) / measure
    if report.stepError > parameters.stepTolerance { throw .stepErrorTooLarge(error: report.stepError) }
    if parameters.hasSaltTransport { salt.noteFluxes(trialConcentration) }
    try solveDisplacement(timeStep, &report)
    try carryCurrent(&report)
    if parameters.hasSaltTransport {
      state.saltInflow += salt.advance(
        state.saltAmount, trialConcentration, front, potential, trialPotential, timeStep: timeStep)
    }
    report.voltage = potential.voltageSplit(
      trialPotential, trialConcentration, front, metalPotential: metal, least: restCurrent / columnHeight)
    noteNucleation(metalPotential: metal)
    let hasTorn = displace(timeStep, speed: report.frontSpeed)
    if !parameters.isInterfaceHeld { xi.assign(trialOrder) }
    for film in films { film.advance(xi, middle: frontOrder, velocity: parameters.isInterfaceHeld ? nil : velocity, timeStep: timeStep) }
    // A front that moves is located anew before its films resist.
    if parameters.isInterfaceHeld { assignFilmResistance() }
    state.ionConcentration.exchange(with: trialConcentration)
    state.reducedPotential.exchange(with: trialPotential)
    earlierTimeStep = timeStep
    state.inflow.assign(potential.inflow)
    state.frontVelocity.assign(sparse: velocity)
    state.metalPotential = metal
    state.time += timeStep
    state.step += 1
    state.charge += report.current * timeStep
    mechanics?.pass(speed: parameters.isInterfaceHeld ? 0 : report.frontSpeed, timeStep: timeStep)
    if hasTorn { mechanics?.expire() }
    return report
  }
}
