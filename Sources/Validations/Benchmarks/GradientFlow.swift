import Fields
import Solvers

/// Relaxation of a field down its free energy: ∂u/∂t = −A(L u + g(u, t)).
///
/// L u = −κ∇²u is what the gradient energy ∫ ½κ|∇u|² adds to δF/δu, g the rest of it. A is the mobility: M for an order parameter that
/// nothing conserves (Allen–Cahn), −M∇² for a concentration (Cahn–Hilliard). Both are numbers to each harmonic of the grid, M or M k²
/// and κk². The backward differences of second order with L implicit and g extrapolated (SBDF2; U. M. Ascher, S. J. Ruuth &
/// B. T. R. Wetton, SIAM J. Numer. Anal. 32 (1995) 797) are
///
/// (3/2 + Δt A L) u₊ = 2u − ½u₋ − Δt A(2g − g₋).
///
/// The first step is one of semi-implicit Euler, whose local error is of second order as well. The flow conserves the mean of a
/// concentration to round-off.
final class GradientFlow {
  enum Mobility {
    /// M of ∂u/∂t = −M δF/δu.
    case relaxing(Double)
    /// M of ∂u/∂t = ∇·M∇ δF/δu.
    case diffusing(Double)
  }

  /// Writes g(u, t) into the last field, cells only.
  typealias Slope = (_ u: ScalarField, _ time: Double, _ g: ScalarField) throws -> Void

  let timeStep: Double
  private(set) var steps = 0
  /// u at `time`.
  private(set) var field: ScalarField
  private var earlier: ScalarField
  private var slope: ScalarField
  private var earlierSlope: ScalarField
  private let inertia: ScalarField
  private let drive: ScalarField
  private let mobility: Mobility
  private let splitting: Double
  private let first: Propagator
  private let later: Propagator

  /// What a step does to 2u − ½u₋ (or u) and, where the mobility depends on the wavenumber, to the extrapolated g.
  private struct Propagator {
    let inertia: SpectralFilter
    let drive: SpectralFilter?

    /// - Parameter lead: factor of u₊ in the backward difference.
    init(_ grid: Grid, lead: Double, timeStep: Double, mobility: Mobility, gradientCoefficient: Double, splitting: Double) {
      func square(_ x: Double, _ y: Double, _ z: Double) -> Double { x * x + y * y + z * z }
      switch mobility {
      case .relaxing(let m):
        inertia = SpectralFilter(grid) { x, y, z in 1 / (lead + timeStep * m * (gradientCoefficient * square(x, y, z) + splitting)) }
        drive = nil
      case .diffusing(let m):
        let decay = { (k2: Double) in lead + timeStep * m * (gradientCoefficient * k2 + splitting) * k2 }
        inertia = SpectralFilter(grid) { x, y, z in 1 / decay(square(x, y, z)) }
        drive = SpectralFilter(grid) { x, y, z in -timeStep * m * square(x, y, z) / decay(square(x, y, z)) }
      }
    }
  }

  /// - Parameters:
  ///   - start: u at time zero, copied.
  ///   - gradientCoefficient: κ ≥ 0.
  /// - Throws: `GradientFlowError` when the step is no positive number.
  ///   - splitting: s ≥ 0, taken from g into L = −κ∇² + s, so that steps may be longer than the curvature of the free energy allows.
  init(
    from start: ScalarField, mobility: Mobility, gradientCoefficient: Double, splitting: Double = 0, timeStep: Double
  ) throws(GradientFlowError) {
    self.splitting = splitting
    guard timeStep > 0, timeStep.isFinite else { throw .stepNotPositive(timeStep) }
    let grid = start.grid
    self.timeStep = timeStep
    self.mobility = mobility
    first = Propagator(
      grid, lead: 1, timeStep: timeStep, mobility: mobility, gradientCoefficient: gradientCoefficient, splitting: splitting)
    later = Propagator(
      grid, lead: 1.5, timeStep: timeStep, mobility: mobility, gradientCoefficient: gradientCoefficient, splitting: splitting)
    field = ScalarField(grid)
    field.assign(start)
    earlier = ScalarField(grid)
    slope = ScalarField(grid)
    earlierSlope = ScalarField(grid)
    inertia = ScalarField(grid)
    drive = ScalarField(grid)
  }

  var time: Double { Double(steps) * timeStep }

  /// Steps until `time`, a multiple of the step.
  /// - Throws: `GradientFlowError`, and what `slope` throws.
  func advance(to time: Double, _ slope: Slope) throws {
    let count = (time / timeStep).rounded()
    guard time >= self.time, abs(count * timeStep - time) <= 1e-9 * time else {
      throw GradientFlowError.timeNotReached(time, step: timeStep)
    }
    while steps < Int(count) { try step(slope) }
    guard field.sum().isFinite else { throw GradientFlowError.diverged(time: time, step: timeStep) }
  }

  private func step(_ slope: Slope) throws {
    try slope(field, time, self.slope)
    if splitting > 0 { self.slope.set(1, self.slope, -splitting, field) }
    let isFirst = steps == 0
    let propagator = isFirst ? first : later
    inertia.set(isFirst ? 1 : 2, field, isFirst ? 0 : -0.5, earlier)
    drive.set(isFirst ? 1 : 2, self.slope, isFirst ? 0 : -1, earlierSlope)
    // The oldest fields are free for the new ones.
    swap(&self.slope, &earlierSlope)
    swap(&field, &earlier)
    switch mobility {
    case .relaxing(let m):
      inertia.set(1, inertia, -timeStep * m, drive)
      propagator.inertia.apply(inertia, into: field)
    case .diffusing:
      propagator.inertia.apply(inertia, into: inertia)
      propagator.drive?.apply(drive, into: drive)
      field.set(1, inertia, 1, drive)
    }
    steps += 1
  }
}

/// Why a flow does not get where it should.
enum GradientFlowError: Error, Equatable, CustomStringConvertible {
  case stepNotPositive(Double)
  case timeNotReached(Double, step: Double)
  case diverged(time: Double, step: Double)

  var description: String {
    switch self {
    case .stepNotPositive(let step): "a time step must be positive, found \(step)"
    case .timeNotReached(let time, let step): "steps of \(step) do not reach the time \(time)"
    case .diverged(let time, let step): "the field is not finite at the time \(time): steps of \(step) are too long"
    }
  }
}
