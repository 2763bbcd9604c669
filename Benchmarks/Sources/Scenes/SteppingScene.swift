import Fields
import Physics

/// The front in motion: consecutive steps of a fifth of a cell, or as long as the model takes them.
///
/// A refused step is tried again at half its size, and the next may be 1.2 times as long.
final class SteppingScene {
  /// Refusals in a row at which it is given up.
  private static let largestRefusals = 12
  /// Steps that let salt and potential settle.
  private static let settlingSteps = 5

  private let scene: FrontScene
  private let control = ChargingControl.potentiostatic(voltage: FrontScene.voltage)
  /// Of the front, m/s.
  private var speed: Double
  /// Of the next step, s.
  private var size = Double.infinity
  private var refusals = 0

  /// - Throws: `StepFailure` where the front takes no steps.
  init(_ size: GridSize) throws {
    scene = FrontScene(size)
    speed = try scene.model.balance(control).frontSpeed
    for _ in 0..<Self.settlingSteps { while try advance() == nil {} }
  }

  /// The next step; nil where it was refused.
  ///
  /// - Throws: `StepFailure` after too many refusals.
  func advance() throws -> Workload.Counts? {
    size = min(size, 0.2 * scene.grid.widthSpacing / speed)
    do throws(StepFailure) {
      let report = try scene.model.advance(size, control)
      defer { refusals = 0 }
      speed = report.frontSpeed
      size *= 1.2
      return [
        "passes": report.passes, "Newton": report.newtonIterations, "potential CG": report.potentialIterations,
        "salt CG": report.saltIterations, "substeps": report.sharpeningSubsteps, "refused": refusals,
      ]
    } catch {
      refusals += 1
      if refusals > Self.largestRefusals { throw error }
      size *= 0.5
      return nil
    }
  }
}

extension Workload {
  /// A step of the model.
  static func step(_ size: GridSize) throws -> Workload {
    let scene = try SteppingScene(size)
    return Workload { try scene.advance() }
  }
}
