import Fields

/// All that a time step depends on, to be kept and brought back: the same steps with the same bits follow.
extension SinglePotentialModel {
  /// In the order in which they are kept.
  public var keptFields: [KeptField] {
    [
      KeptField(name: "orderParameter", unit: "1", field: state.orderParameter),
      KeptField(name: "relativeConcentration", unit: "1", field: state.relativeConcentration),
      KeptField(name: "potential", unit: "V", field: state.potential),
      KeptField(name: "orderRate", unit: "1/s", field: state.orderRate),
      KeptField(name: "concentrationRate", unit: "1/s", field: state.concentrationRate),
      KeptField(name: "potentialRate", unit: "V/s", field: state.potentialRate),
    ]
  }

  /// Currents in A/m², charges in C/m², inflow in mol/m².
  public var memory: CellMemory {
    CellMemory(
      time: state.time, step: state.step,
      numbers: [
        "voltage": state.voltage, "ionInflow": state.ionInflow, "topCurrent": state.currents.top, "bottomCurrent": state.currents.bottom,
        "depositionCurrent": state.currents.deposition, "topCharge": state.charges.top, "bottomCharge": state.charges.bottom,
        "depositionCharge": state.charges.deposition,
      ])
  }

  public func restore(_ memory: CellMemory) -> Bool {
    let names = ["voltage", "ionInflow"] + ["Current", "Charge"].flatMap { kind in ["top", "bottom", "deposition"].map { $0 + kind } }
    let numbers = names.compactMap { memory.numbers[$0] }
    guard numbers.count == names.count else { return false }
    state.time = memory.time
    state.step = memory.step
    state.voltage = numbers[0]
    state.ionInflow = numbers[1]
    state.currents = Currents(top: numbers[2], bottom: numbers[3], deposition: numbers[4])
    state.charges = Currents(top: numbers[5], bottom: numbers[6], deposition: numbers[7])
    describe()
    return true
  }
}
