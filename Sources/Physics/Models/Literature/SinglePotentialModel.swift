public import Fields

/// The phase-field models of electrodeposition with one potential for metal and electrolyte: Chen et al., J. Power Sources 300 (2015)
/// 376, Hong & Viswanathan, ACS Energy Lett. 3 (2018) 1737, and those after them, in the form that conserves total lithium,
///   ∂ξ/∂t = −L_σ [W 2ξ(1 − ξ)(1 − 2ξ) + δE/δξ] − L_η h′ {e^{(1−α)fφ} − c̃ e^{−αfφ}},
///   ∂c̃/∂t = ∇·[D(ξ)(∇c̃ + f c̃ ∇φ)] − (c_s/c₀) ∂ξ/∂t,   ∇·(σ(ξ)∇φ) = F c_s ∂ξ/∂t.
///
/// They are here to reproduce papers. φ is overpotential and ohmic drop at once; charge is balanced, but its larger part can pass
/// without depositing what it should.
///
/// Time integration: the L-stable, singly diagonally implicit formula of second order and two stages, γ = 1 − 1/√2 (R. Alexander, SIAM
/// J. Numer. Anal. 14 (1977) 1006), whose second stage is the step's end. Reaction, potential and ions answer each other at once: each
/// stage is solved until they agree.
public final class SinglePotentialModel {
  public let grid: Grid
  public let scratch: Scratch
  public let parameters: Parameters
  public let state: State
  /// c = c₀ c̃, mol/m³.
  public let ionConcentration: ScalarField
  public let frontDensity: ScalarField
  private let frontDensityLaw: InterfaceDensity
  private let stage: SinglePotentialStage
  /// ξ, c̃ and φ at the end of the first stage.
  private let middle: [ScalarField]
  /// γ.
  private static let gamma = 1 - 0.5.squareRoot()

  public init(_ grid: Grid, _ parameters: Parameters) {
    precondition(parameters.isPlausible, "parameters of no cell")
    precondition(
      grid.growthClosure == .mirrored, "potential and order parameter are prescribed along the growth axis: it cannot be periodic")
    precondition(parameters.anisotropy == 0 || grid.depth == 1, "the anisotropy of the gradient energy is that of a plane")
    self.grid = grid
    scratch = Scratch(grid)
    self.parameters = parameters
    state = State(grid)
    ionConcentration = ScalarField(grid)
    frontDensity = ScalarField(grid)
    frontDensityLaw = InterfaceDensity(halfWidth: 2 * parameters.interfaceLength)
    stage = SinglePotentialStage(grid, parameters)
    middle = [ScalarField(grid), ScalarField(grid), ScalarField(grid)]
  }

  /// Starts from a front given by its signed distance into the electrolyte (m) as a function of position, with c̃ = 1 − ξ and φ = 0.
  public func start(distance: (_ x: Double, _ y: Double, _ z: Double) -> Double) {
    let width = 2 * parameters.interfaceLength
    state.orderParameter.fill { x, y, z in OrderParameter.profile(distance(x, y, z), halfWidth: width) }
    state.relativeConcentration.fill { x, y, z in OrderParameter.profile(-distance(x, y, z), halfWidth: width) }
    state.potential.fill(0)
    restart()
  }

  /// The same with the potential of a cell in which nothing reacts yet.
  public func start(voltage: Double, distance: (_ x: Double, _ y: Double, _ z: Double) -> Double) throws(StepFailure) {
    start(distance: distance)
    try stage.balance(state, voltage: voltage)
    describe()
  }

  /// Starts from fields that the caller has filled in.
  public func restart() {
    for rate in [state.orderRate, state.concentrationRate, state.potentialRate] { rate.fill(0) }
    state.currents = Currents()
    state.charges = Currents()
    state.time = 0
    state.step = 0
    state.ionInflow = 0
    describe()
  }

  /// The potential of a cell in which nothing reacts yet; current and front speed are those with which its reaction begins.
  ///
  /// - Parameter control: a voltage; these models know no other.
  public func balance(_ control: ChargingControl) throws(StepFailure) -> StepReport {
    let voltage = Self.voltage(control)
    try stage.balance(state, voltage: voltage)
    state.voltage = voltage
    describe()
    var report = StepReport()
    let rates = reactionRates()
    report.frontSpeed = 4 * parameters.interfaceLength * rates.largest
    report.current = parameters.siteCharge * rates.sum * grid.growthSpacing / Double(grid.width * grid.depth)
    report.topCurrent = report.current
    return report
  }

  public func advance(_ timeStep: Double, _ control: ChargingControl) throws(StepFailure) -> StepReport {
    try advance(timeStep, voltage: Self.voltage(control))
  }

  private static func voltage(_ control: ChargingControl) -> Double {
    guard case .potentiostatic(let voltage) = control else { preconditionFailure("the one-potential models impose a voltage") }
    return voltage
  }

  /// Tries a step of `timeStep` seconds with −`voltage` at the bottom; on success the state is that at its end.
  ///
  /// The report's current is the deposition's, its top current the difference of those through the ends, its front speed that of a
  /// resting profile with the largest |∂ξ/∂t|.
  public func advance(_ timeStep: Double, voltage: Double) throws(StepFailure) -> StepReport {
    var report = StepReport()
    let xi = state.orderParameter, c = state.relativeConcentration, phi = state.potential
    let tau = Self.gamma * timeStep
    stage.baseOrder.assign(xi)
    stage.baseConcentration.assign(c)
    combine(stage.order, xi, 1, state.orderRate, tau)
    combine(stage.concentration, c, 1, state.concentrationRate, tau)
    combine(stage.potential, phi, 1, state.potentialRate, tau)
    try stage.solve(timeStep: tau, voltage: voltage, &report)
    let first = stage.currents, firstInflow = stage.inflow
    for (to, from) in zip(middle, [stage.order, stage.concentration, stage.potential]) { to.assign(from) }

    // The second base u + (1 − γ)/γ (u₁ − u), from which the stage's own derivative leads on; the first derivative is the guess.
    let factor = (1 - Self.gamma) / Self.gamma
    extrapolate(stage.baseOrder, xi, middle[0], factor)
    extrapolate(stage.baseConcentration, c, middle[1], factor)
    extrapolate(stage.order, xi, middle[0], factor + 1)
    extrapolate(stage.concentration, c, middle[1], factor + 1)
    extrapolate(stage.potential, phi, middle[2], 1 / Self.gamma)
    try stage.solve(timeStep: tau, voltage: voltage, &report)
    let second = stage.currents

    report.stepError = largestError()
    if report.stepError > parameters.stepTolerance { throw .stepErrorTooLarge(error: report.stepError) }
    let mean = (1 - Self.gamma) * first + Self.gamma * second
    report.current = mean.deposition
    report.topCurrent = mean.top - mean.bottom
    combine(state.orderRate, stage.order, 1 / tau, stage.baseOrder, -1 / tau)
    combine(state.concentrationRate, stage.concentration, 1 / tau, stage.baseConcentration, -1 / tau)
    combine(state.potentialRate, stage.potential, 1 / timeStep, phi, -1 / timeStep)
    report.frontSpeed = 4 * parameters.interfaceLength * max(state.orderRate.maximum(), -state.orderRate.minimum())
    xi.assign(stage.order)
    c.assign(stage.concentration)
    phi.assign(stage.potential)
    state.voltage = voltage
    state.currents = second
    state.charges = state.charges + timeStep * mean
    state.ionInflow += parameters.concentration * (stage.inflow + factor * firstInflow)
    state.time += timeStep
    state.step += 1
    describe()
    return report
  }

  /// Lithium in metal and electrolyte per cross-section, mol/m².
  public var lithiumPerArea: Double {
    let height = grid.growthSpacing / Double(grid.width * grid.depth)
    return (parameters.siteConcentration * state.orderParameter.sum() + parameters.concentration * state.relativeConcentration.sum())
      * height
  }

  /// ∫ξ over the cell per cross-section, m: the mean height of the metal.
  public var metalThickness: Double { state.orderParameter.sum() * grid.growthSpacing / Double(grid.width * grid.depth) }

  /// Change of ξ that the step makes beyond that of the embedded formula of first order, u + Δt F(u₁).
  private func largestError() -> Double {
    let n = grid.width
    let end = stage.order, base = stage.baseOrder, start = state.orderParameter, middle = self.middle[0]
    return grid.maximum { r in
      let e = unsafe end.row(r, n).span, b = unsafe base.row(r, n).span
      let s = unsafe start.row(r, n).span, m = unsafe middle.row(r, n).span
      var largest = 0.0
      for i in 1..<n + 1 {
        let size = abs((e[i] - b[i]) - (m[i] - s[i]))
        largest = size.isNaN ? size : max(largest, size)
      }
      return largest
    }
  }

  /// Sum and largest size of the ∂ξ/∂t that the reaction makes now, 1/s.
  private func reactionRates() -> (sum: Double, largest: Double) {
    let n = grid.width
    let reaction = parameters.reaction
    let xi = state.orderParameter, c = state.relativeConcentration, phi = state.potential
    let sum = grid.sum { r in
      let x = unsafe xi.row(r, n).span, y = unsafe c.row(r, n).span, p = unsafe phi.row(r, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum += reaction.speed(x[i], y[i], p[i]) }
      return sum
    }
    let largest = grid.maximum { r in
      let x = unsafe xi.row(r, n).span, y = unsafe c.row(r, n).span, p = unsafe phi.row(r, n).span
      var largest = 0.0
      for i in 1..<n + 1 { largest = max(largest, abs(reaction.speed(x[i], y[i], p[i]))) }
      return largest
    }
    return (sum, largest)
  }

  /// factor × a + other × b.
  private func combine(_ result: ScalarField, _ a: ScalarField, _ factor: Double, _ b: ScalarField, _ other: Double) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe a.row(r, n).span, y = unsafe b.row(r, n).span
        var z = unsafe result.row(r, n).mutableSpan
        for i in 0..<n + 2 { z[i] = factor * x[i] + other * y[i] }
      }
    }
  }

  /// from + factor × (to − from), which leaves alone what does not change.
  private func extrapolate(_ result: ScalarField, _ from: ScalarField, _ to: ScalarField, _ factor: Double) {
    let n = grid.width
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe from.row(r, n).span, y = unsafe to.row(r, n).span
        var z = unsafe result.row(r, n).mutableSpan
        for i in 0..<n + 2 { z[i] = x[i] + factor * (y[i] - x[i]) }
      }
    }
  }

  /// What others look at, from the state.
  func describe() {
    let n = grid.width
    let scale = parameters.concentration, c = state.relativeConcentration, x = ionConcentration
    grid.forEachTile { rows in
      for r in rows {
        let from = unsafe c.row(r, n).span
        var to = unsafe x.row(r, n).mutableSpan
        for i in 0..<n + 2 { to[i] = scale * from[i] }
      }
    }
    frontDensityLaw.assign(state.orderParameter, into: frontDensity)
  }
}
