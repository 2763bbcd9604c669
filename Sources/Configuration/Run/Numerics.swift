import Physics
import Simulations

extension RunConfiguration {
  /// `[numerics]`: the grid and the time steps; may be left out.
  public struct Numerics: Equatable, Sendable {
    /// δ of the profile ½(1 − tanh(d/δ)), m, > 0; nil leaves it to what the kinetics and the curvature need.
    public var interfaceHalfWidth: Double?
    /// Edge of a grid cell h, m, ≤ δ/2. Standard: δ/2, a little less where that makes whole cells; nil while δ is open.
    public var cellSize: Double?
    /// Rate of the conservative sharpening in units of the front's own speed, > 0. Standard: 4, several times faster
    /// than the front can distort the profile.
    public var sharpeningRate: Double
    /// Largest travel of the front in one step, in cells, in (0, 1). Standard: 0.2.
    public var timeStepFactor: Double
    /// Longest time step, s, > 0; nil sets no limit.
    public var maximumTimeStep: Double?
    /// Keeps the interface where it is, for studies of the fields alone. Standard: false.
    public var holdInterface: Bool
    /// Relative error of one step above which the next ones are shorter, > 0. Standard: 1e-2, below what a front resolved by
    /// four cells can tell.
    public var stepTolerance: Double
    /// Relative residual at which the potential counts as solved, > 0. Standard: that of the model, 1e-7.
    public var potentialTolerance: Double
    /// Relative residual at which the salt concentration counts as solved, > 0. Standard: that of the model, 1e-6;
    /// salt is conserved to round-off at any.
    public var saltTolerance: Double
  }
}

extension RunConfiguration.Numerics {
  static let meanings: KeyMeanings = [
    "interfaceHalfWidth": .init(
      "δ of the profile ½(1 − tanh(d/δ))",
      standard:
        "a twentieth of the capillary wavelength at the start, but with at least 64 cells along the shorter edge and at most about a "
        + "million cells; two cells where `cellSize` is set"
    ),
    "cellSize": .init(
      "edge of a grid cell; must divide width, depth and height", bound: "≤ δ/2",
      standard: "δ/2, or a little less where that makes whole cells"),
    "sharpeningRate": "speed of the sharpening over the local speed of the front",
    "timeStepFactor": .init(
      "largest travel of the front in one step, in cells; with the default model at most 3.2 (h/δ)² on cells finer than δ/2 "
        + "([Numerics](Numerics.md#step-size))"),
    "maximumTimeStep": "longest step",
    "holdInterface": "keeps the interface where it is",
    "stepTolerance": .init(
      "relative change of the current between the passes above which a step is refused and tried again at half its length; a single "
        + "pass has to leave less than half of it; of the models of the literature, the error of the order parameter"),
    "potentialTolerance": .init(
      "relative residual of the potential at the start, and in all steps without salt transport; with it the passes ask for 1e-4 "
        + "([One step](Numerics.md#one-step))"),
    "saltTolerance": "relative residual of the salt concentration; salt is conserved to round-off at any",
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell, standard: StepSizeControl = ModelStandard.stepSize) {
    section.describe(Self.meanings)
    interfaceHalfWidth = section.optionalQuantity("interfaceHalfWidth", .length, .positive)
    cellSize = section.optionalQuantity("cellSize", .length, .positive)
    sharpeningRate = section.quantity("sharpeningRate", .number, .positive, standard: ModelStandard.parameters.sharpeningRate)
    timeStepFactor = section.quantity("timeStepFactor", .number, .openUnit, standard: standard.timeStepFactor)
    maximumTimeStep = section.optionalQuantity("maximumTimeStep", .time, .positive)
    holdInterface = section.boolean("holdInterface", standard: false)
    stepTolerance = section.quantity("stepTolerance", .number, .positive, standard: standard.stepTolerance)
    potentialTolerance = section.quantity(
      "potentialTolerance", .number, .positive, standard: ModelStandard.parameters.potentialTolerance)
    saltTolerance = section.quantity("saltTolerance", .number, .positive, standard: ModelStandard.parameters.saltTolerance)
    guard section.isSound("interfaceHalfWidth", "cellSize"), cell.width > 0, cell.height > 0 else { return }
    let key = section.has("cellSize") ? "cellSize" : "interfaceHalfWidth"
    do throws(ResolutionError) {
      try resolveGrid(in: cell)
    } catch {
      section.report(key, error.message)
    }
  }

  /// - Parameter hasSharpening: false leaves out what the models of the literature do not have.
  func write(to writer: inout SettingWriter, hasSharpening: Bool) {
    writer.section("numerics", Self.meanings)
    if hasSharpening, let interfaceHalfWidth { writer.quantity("interfaceHalfWidth", interfaceHalfWidth, .length, "of the tanh profile") }
    if let cellSize { writer.quantity("cellSize", cellSize, .length) }
    writer.quantity("timeStepFactor", timeStepFactor, .number)
    if let maximumTimeStep { writer.quantity("maximumTimeStep", maximumTimeStep, .time) }
    writer.quantity("stepTolerance", stepTolerance, .number, hasSharpening ? "relative error of one step" : "of the order parameter")
    guard hasSharpening else { return }
    writer.quantity("sharpeningRate", sharpeningRate, .number, "of the interface, relative to the front speed")
    writer.boolean("holdInterface", holdInterface, "true keeps the interface where it is")
    writer.quantity("potentialTolerance", potentialTolerance, .number, "relative residual of the potential")
    writer.quantity("saltTolerance", saltTolerance, .number)
  }
}
