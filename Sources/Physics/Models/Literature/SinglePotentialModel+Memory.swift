import Fields

/// All that a time step depends on, to be kept and brought back: the same steps with the same bits follow.
extension SinglePotentialModel {
  /// The numbers beside the fields, SI.
  public struct Memory: Codable, Equatable, Sendable {
    /// s.
    public var time: Double
    /// Accepted time steps.
    public var step: Int
    /// A/m² and C/m².
    public var currents: Currents, charges: Currents
    /// mol/m².
    public var ionInflow: Double

    /// Whether these can be of a run at all.
    public var isPlausible: Bool {
      [time, ionInflow, currents.top, currents.bottom, charges.top, charges.bottom].allSatisfy(\.isFinite) && time >= 0 && step >= 0
    }
  }

  /// In the order in which they are kept.
  public var keptFields: [ButlerVolmerModel.KeptField] {
    [
      .init(name: "orderParameter", unit: "1", field: state.orderParameter),
      .init(name: "relativeConcentration", unit: "1", field: state.relativeConcentration),
      .init(name: "potential", unit: "V", field: state.potential),
      .init(name: "orderRate", unit: "1/s", field: state.orderRate),
      .init(name: "concentrationRate", unit: "1/s", field: state.concentrationRate),
      .init(name: "potentialRate", unit: "V/s", field: state.potentialRate),
    ]
  }

  public var memory: Memory {
    Memory(time: state.time, step: state.step, currents: state.currents, charges: state.charges, ionInflow: state.ionInflow)
  }

  /// Goes on from kept numbers, once the kept fields are filled, ghosts included.
  public func restore(_ memory: Memory) {
    state.time = memory.time
    state.step = memory.step
    state.currents = memory.currents
    state.charges = memory.charges
    state.ionInflow = memory.ionInflow
  }
}
