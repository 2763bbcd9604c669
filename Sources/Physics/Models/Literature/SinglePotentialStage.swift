import Fields
import Solvers

/// One implicit stage u = u_b + τ F(u) of ξ and c̃ with φ in balance.
///
/// A pass solves in turn c̃ with what the reaction at the last ξ and φ makes of it, ξ by a step of Newton's method, and φ with the new
/// ∂ξ/∂t, until that changes nothing. Each pass leaves a tenth of the error or less; where it does not, the stage is too long, or no
/// potential balances the charge: the solution of ∇·(σ∇φ) = F c_s ∂ξ/∂t is lost where the reaction grows faster with φ than σ carries.
final class SinglePotentialStage {
  let order: ScalarField, concentration: ScalarField, potential: ScalarField
  let baseOrder: ScalarField, baseConcentration: ScalarField
  private let image: [ScalarField]
  private let relaxation: PhaseRelaxation
  private let migration: IonMigration
  private let balance: SinglePotential
  private let parameters: SinglePotentialModel.Parameters
  private(set) var currents = SinglePotentialModel.Currents()
  /// Ions that came in through the top, c₀ m.
  private(set) var inflow = 0.0

  init(_ grid: Grid, _ parameters: SinglePotentialModel.Parameters) {
    self.parameters = parameters
    order = ScalarField(grid)
    concentration = ScalarField(grid)
    potential = ScalarField(grid)
    baseOrder = ScalarField(grid)
    baseConcentration = ScalarField(grid)
    image = [ScalarField(grid), ScalarField(grid), ScalarField(grid)]
    relaxation = PhaseRelaxation(grid, parameters)
    migration = IonMigration(grid, parameters)
    balance = SinglePotential(grid, parameters)
  }

  /// Solves from the guess in the three fields.
  func solve(timeStep: Double, voltage: Double, _ report: inout StepReport) throws(StepFailure) {
    let guess = [order, concentration, potential]
    let x = image[0], c = image[1], phi = image[2]
    var passes = 0
    while true {
      passes += 1
      report.passes += 1
      for (from, to) in zip(guess, image) { to.assign(from) }
      if !parameters.isElectrolyteHeld {
        migration.assemble(x, phi, voltage: voltage)
        let ions = migration.solve(
          c, base: baseConcentration, x, baseOrder: baseOrder, phi, timeStep: timeStep, follows: true, tolerance: 1e-2, isRelative: true)
        report.saltIterations += ions.iterations
      }
      report.newtonIterations += 1
      _ = relaxation.improve(x, base: baseOrder, c, phi, timeStep: timeStep)
      if !parameters.isElectrolyteHeld {
        let charge = balance.solve(phi, x, base: baseOrder, timeStep: timeStep, voltage: voltage, tolerance: 1e-2, isRelative: true)
        report.potentialIterations += charge.iterations
      }
      let change = max(
        x.largestDifference(from: order), 0.1 * c.largestDifference(from: concentration),
        0.1 * phi.largestDifference(from: potential) / parameters.thermalVoltage)
      report.passChange = change
      if !change.isFinite { throw .notFinite }
      for (to, from) in zip(guess, image) { to.assign(from) }
      if change <= parameters.passTolerance { break }
      if passes == parameters.maximumPasses { throw .passesNotConverged(change: change) }
    }
    try close(timeStep, voltage, &report)
  }

  /// Balances charge and ions with the ξ that was found as far as the arithmetic goes.
  private func close(_ timeStep: Double, _ voltage: Double, _ report: inout StepReport) throws(StepFailure) {
    if parameters.isElectrolyteHeld { return }
    let charge = balance.solve(
      potential, order, base: baseOrder, timeStep: timeStep, voltage: voltage, tolerance: 1e-10, isRelative: false)
    report.potentialIterations += charge.iterations
    if !(charge.relativeResidual <= 1e-8) { throw .potentialNotBalanced(residual: charge.relativeResidual) }
    migration.assemble(order, potential, voltage: voltage)
    let ions = migration.solve(
      concentration, base: baseConcentration, order, baseOrder: baseOrder, potential, timeStep: timeStep, follows: false,
      tolerance: 1e-9, isRelative: false)
    report.saltIterations += ions.iterations
    if !(ions.relativeResidual <= 1e-7) { throw .saltNotSolved(residual: ions.relativeResidual) }
    inflow = migration.close(concentration, base: baseConcentration, order, baseOrder: baseOrder, timeStep: timeStep)
    currents = balance.currents(order, base: baseOrder, timeStep: timeStep, voltage: voltage)
  }

  /// φ for ξ and ∂ξ/∂t as they are, where a step has not begun yet.
  func balance(_ state: SinglePotentialModel.State, voltage: Double) throws(StepFailure) {
    if parameters.isElectrolyteHeld { return }
    let charge = balance.solve(
      state.potential, state.orderParameter, base: state.orderParameter, timeStep: 1, voltage: voltage, tolerance: 1e-10,
      isRelative: false)
    if !(charge.relativeResidual <= 1e-8) { throw .potentialNotBalanced(residual: charge.relativeResidual) }
  }
}
