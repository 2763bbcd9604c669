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
    /// Relative residual at which the salt concentration counts as solved, > 0. Standard: that of the model, 1e-8;
    /// salt is conserved to round-off at any.
    public var saltTolerance: Double
  }
}

extension RunConfiguration.Numerics {
  init(reading section: SectionReader, in cell: RunConfiguration.Cell, standard: StepSizeControl = ModelStandard.stepSize) {
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
    writer.section("numerics")
    if hasSharpening, let interfaceHalfWidth { writer.quantity("interfaceHalfWidth", interfaceHalfWidth, .length, "of the tanh profile") }
    if let cellSize { writer.quantity("cellSize", cellSize, .length, "edge of a grid cell") }
    writer.quantity("timeStepFactor", timeStepFactor, .number, "front travel in one step, in cells")
    if let maximumTimeStep { writer.quantity("maximumTimeStep", maximumTimeStep, .time, "longest step") }
    writer.quantity("stepTolerance", stepTolerance, .number, hasSharpening ? "relative error of one step" : "of the order parameter")
    guard hasSharpening else { return }
    writer.quantity("sharpeningRate", sharpeningRate, .number, "of the interface, relative to the front speed")
    writer.boolean("holdInterface", holdInterface, "true keeps the interface where it is")
    writer.quantity("potentialTolerance", potentialTolerance, .number, "relative residual of the potential")
    writer.quantity("saltTolerance", saltTolerance, .number, "relative residual of the salt concentration")
  }
}
