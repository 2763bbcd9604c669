import Fields
import Solvers

/// What growing lithium displaces.
extension ButlerVolmerModel {
  /// Residual of the flow, relative to its source, above which there is none.
  private static let displacedResidual = 1e-8

  /// The flow of a step that is otherwise found.
  func solveDisplacement(_ timeStep: Double, _ report: inout StepReport) throws(StepFailure) {
    guard let displacement else { return }
    let solved = displacement.solve(from: state.orderParameter, to: trialOrder, timeStep: timeStep)
    report.displacementIterations = solved.iterations
    if !(solved.relativeResidual <= Self.displacedResidual) { throw .displacementNotSolved(residual: solved.relativeResidual) }
  }

  /// Carries layers and salt through a step, before the state takes over its order parameter.
  ///
  /// - Returns: whether stress is no longer what it was, because a layer tore.
  func displace(_ timeStep: Double, speed: Double) -> Bool {
    guard let displacement else { return false }
    let xi = state.orderParameter
    displacement.prepare(from: xi, to: trialOrder)
    let hasTorn =
      layers?.advance(along: displacement, from: xi, to: trialOrder, speed: speed, stress: mechanics?.principalStress) ?? false
    guard let displacedSalt else { return hasTorn }
    let left = displacedSalt.carry(
      trialConcentration, amount: state.saltAmount, along: displacement, from: xi, to: trialOrder,
      beyond: parameters.electrolyte.concentration)
    state.saltInflow -= left * columnHeight
    return hasTorn
  }
}
