import Physics
import Simulations

/// What the model and the step-size control take where nothing is said. Configs take their standard values from here, so that there
/// is one place to change them.
enum ModelStandard {
  /// Only values that have a standard are of use; the others stand for any.
  static let parameters = ButlerVolmerModel.Parameters(
    electrolyte: Physics.Electrolyte(
      concentration: 1, saltDiffusivity: 1, conductivity: ConstantConductivity(1), cationTransferenceNumber: 0),
    exchangeCurrentDensity: 1, interfaceHalfWidth: 1)
  static let stepSize = StepSizeControl(spacing: 1)
  /// Of the models of the literature, whose step's error is that of the order parameter.
  static let literatureStepSize = {
    var control = StepSizeControl(spacing: 1)
    control.timeStepFactor = 0.5
    control.stepTolerance = SinglePotentialModel.Parameters.hong2018.stepTolerance
    return control
  }()
}
