import Fields
import Foundation
import Physics

/// A cell driven step by step, with the simplest chooser: a step that fails is tried again at half its length.
final class ElectrochemistryCell {
  let model: ButlerVolmerModel
  /// What the next step is tried with, s.
  var timeStep: Double
  /// Factor between an accepted step and the next try.
  var growth = 1.2
  /// Steps below this are not tried, s: the failure is passed on.
  var shortestStep = 1e-9
  var longestStep = Double.infinity
  /// Largest way of the front in a step, cells.
  var largestTravel = 0.2
  /// Every refusal, in order.
  private(set) var failures: [StepFailure] = []
  private var frontSpeed = 0.0

  init(_ model: ButlerVolmerModel, timeStep: Double) {
    self.model = model
    self.timeStep = timeStep
  }

  /// Takes one step.
  func advance(_ control: ChargingControl) throws(StepFailure) -> StepReport {
    while true {
      timeStep = min(timeStep, longestStep)
      if !model.parameters.isInterfaceHeld && frontSpeed > 0 {
        timeStep = min(timeStep, largestTravel * model.grid.growthSpacing / frontSpeed)
      }
      do {
        let report = try model.advance(timeStep, control)
        frontSpeed = report.frontSpeed
        timeStep *= growth
        return report
      } catch {
        failures.append(error)
        timeStep *= 0.5
        if timeStep < shortestStep { throw error }
      }
    }
  }

  /// Mean of a field over the interface. Where i is uniform, c is linear right through the diffuse front, because the current
  /// collected so far and the conducting fraction are the same function of position; the mean is then the value at the front.
  func frontMean(_ field: ScalarField) -> Double { model.front.density.dot(field) / model.front.density.sum() }

  /// Height of the top face, m.
  var top: Double { model.grid.length(.growth) }
}

/// Zero of a function that falls from `low` to `high`, by bisection: slow and beyond doubt.
func fallingRoot(_ low: Double, _ high: Double, _ function: (Double) -> Double) -> Double {
  var a = low, b = high
  for _ in 0..<200 {
    let middle = 0.5 * (a + b)
    if function(middle) > 0 { a = middle } else { b = middle }
  }
  return 0.5 * (a + b)
}

/// An electrolyte that only conducts: t₊ = ½ and an ideal salt leave no diffusion potential.
func supportingElectrolyte(_ conductivity: Double) -> Electrolyte {
  Electrolyte(
    concentration: 1000, saltDiffusivity: 3e-10, conductivity: ConstantConductivity(conductivity), cationTransferenceNumber: 0.5)
}
