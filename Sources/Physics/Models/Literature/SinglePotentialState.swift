public import Fields

extension SinglePotentialModel {
  /// The cell at one time; the rates are the first guess of the next step.
  public final class State {
    /// ξ.
    public let orderParameter: ScalarField
    /// c̃ = c/c₀.
    public let relativeConcentration: ScalarField
    /// φ, V.
    public let potential: ScalarField
    /// Of ξ and c̃ at the end of the last step, and of φ over it, 1/s and V/s.
    public let orderRate: ScalarField, concentrationRate: ScalarField, potentialRate: ScalarField
    /// At the end of the last step.
    public internal(set) var currents = Currents()
    /// −φ at the bottom in the last step, V.
    public internal(set) var voltage = 0.0
    /// Simulated time, s.
    public internal(set) var time = 0.0
    /// Accepted steps.
    public internal(set) var step = 0
    /// Charge through top and bottom and deposited, C/m².
    public internal(set) var charges = Currents()
    /// Ions that came in through the top, mol/m².
    public internal(set) var ionInflow = 0.0

    init(_ grid: Grid) {
      orderParameter = ScalarField(grid)
      relativeConcentration = ScalarField(grid)
      potential = ScalarField(grid)
      orderRate = ScalarField(grid)
      concentrationRate = ScalarField(grid)
      potentialRate = ScalarField(grid)
    }
  }

  /// Current densities over the cross-section, A/m²; their difference top − bottom is the deposition. Or charges, C/m².
  public struct Currents: Codable, Equatable, Sendable {
    /// Through the top, into the cell.
    public var top = 0.0
    /// Through the bottom, out of the cell.
    public var bottom = 0.0
    /// F c_s d/dt ∫ξ over the height.
    public var deposition = 0.0

    public init() {}

    init(top: Double, bottom: Double, deposition: Double) {
      self.top = top
      self.bottom = bottom
      self.deposition = deposition
    }

    static func + (a: Self, b: Self) -> Self {
      Self(top: a.top + b.top, bottom: a.bottom + b.bottom, deposition: a.deposition + b.deposition)
    }

    static func * (factor: Double, a: Self) -> Self {
      Self(top: factor * a.top, bottom: factor * a.bottom, deposition: factor * a.deposition)
    }
  }
}
