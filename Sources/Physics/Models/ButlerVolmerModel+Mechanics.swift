public import Fields

/// Stress beside the front's current.
extension ButlerVolmerModel {
  public func press(_ stackPressure: Double?) {
    mechanics?.stackPressure = stackPressure ?? parameters.mechanics?.stackPressure
  }

  public func takeParameters() { mechanics?.expire() }

  public func assignStress(_ quantity: StressQuantity, into field: ScalarField) -> Bool {
    guard let mechanics else { return false }
    mechanics.equilibrium.assignStress(quantity, into: field)
    return true
  }

  public func stressSummary() -> StressSummary {
    var summary = StressSummary()
    guard let mechanics else { return summary }
    let extremes = mechanics.extremes
    summary.largestVonMises = extremes.vonMises
    summary.largestPrincipal = extremes.principal
    summary.platePressure = -extremes.meanGrowthStress
    summary.frontPressure = front.density.dot(mechanics.pressure) / max(front.density.sum(), 1e-300)
    return summary
  }

  /// Mechanical equilibrium for the front where the last step left it, if that is due.
  func balanceStress(_ report: inout StepReport) throws(StepFailure) {
    guard let mechanics, mechanics.isDue else { return }
    interfaceDensity.assign(state.orderParameter, into: front.density)
    if let surroundings = mechanics.equilibrium.surroundings {
      layers?.assignCompliance(beside: mechanics.equilibrium.parameters.electrolyte, into: surroundings)
    }
    let solved = mechanics.update(state.orderParameter, density: front.density)
    report.mechanicsIterations += solved.iterations
    if !solved.isConverged { throw .stressNotBalanced(residual: solved.relativeResidual, yieldError: solved.yieldError) }
    // Otherwise the step locates the front.
    if parameters.isInterfaceHeld { locateFront() }
  }
}
