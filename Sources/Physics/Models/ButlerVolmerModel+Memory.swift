public import Fields

/// All that a time step depends on, to be kept and brought back: the same steps with the same bits follow.
///
/// Everything else that the model holds is computed anew from this before it is used.
extension ButlerVolmerModel {
  /// A field to be kept, SI.
  public struct KeptField {
    public let name: String
    public let unit: String
    public let field: ScalarField
  }

  /// The numbers beside the fields, SI.
  public struct Memory: Codable, Equatable, Sendable {
    /// φ_m, V.
    public var metalPotential: Double
    /// s.
    public var time: Double
    /// Accepted time steps.
    public var step: Int
    /// C/m².
    public var charge: Double
    /// mol/m².
    public var saltInflow: Double
    /// Size of the last time step, from whose beginning are the earlier fields, s; nil where none came before.
    public var earlierTimeStep: Double?

    /// Whether these can be of a run at all.
    public var isPlausible: Bool {
      [metalPotential, time, charge, saltInflow, earlierTimeStep ?? 1].allSatisfy(\.isFinite) && time >= 0 && step >= 0
        && earlierTimeStep ?? 1 > 0
    }
  }

  /// In the order in which they are kept.
  public var keptFields: [KeptField] {
    [
      KeptField(name: "orderParameter", unit: "1", field: state.orderParameter),
      KeptField(name: "saltAmount", unit: "mol/m^3", field: state.saltAmount),
      KeptField(name: "ionConcentration", unit: "mol/m^3", field: state.ionConcentration),
      KeptField(name: "reducedPotential", unit: "V", field: state.reducedPotential),
      KeptField(name: "frontVelocity", unit: "m/s", field: state.frontVelocity),
      KeptField(name: "topCurrentDensity", unit: "A/m^2", field: state.inflow),
      KeptField(name: "earlierIonConcentration", unit: "mol/m^3", field: earlierConcentration),
      KeptField(name: "earlierReducedPotential", unit: "V", field: earlierPotential),
      // The first guess of the next.
      KeptField(name: "metalPotentialResponse", unit: "1", field: potential.response),
    ]
  }

  public var memory: Memory {
    Memory(
      metalPotential: state.metalPotential, time: state.time, step: state.step, charge: state.charge, saltInflow: state.saltInflow,
      earlierTimeStep: earlierTimeStep)
  }

  /// Goes on from kept numbers, once the kept fields are filled, ghosts included.
  public func restore(_ memory: Memory) {
    state.metalPotential = memory.metalPotential
    state.time = memory.time
    state.step = memory.step
    state.charge = memory.charge
    state.saltInflow = memory.saltInflow
    earlierTimeStep = memory.earlierTimeStep
    front.fluctuation.fill(0)
    velocity.assign(state.frontVelocity)
    locateFront()
  }
}
