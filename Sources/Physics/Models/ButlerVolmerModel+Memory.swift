import Fields

/// All that a time step depends on, to be kept and brought back: the same steps with the same bits follow.
///
/// Everything else that the model holds is computed anew from this before it is used.
extension ButlerVolmerModel {
  /// In the order in which they are kept.
  public var keptFields: [KeptField] {
    let stress = mechanics?.keptFields ?? []
    let carried = films.enumerated().map { KeptField(name: "film\($0 + 1)Thickness", unit: "m", field: $1.thickness) }
    // The first guess of the next.
    let flow = displacement.map { [KeptField(name: "displacementPotential", unit: "m^2/s", field: $0.potential)] } ?? []
    return [
      KeptField(name: "orderParameter", unit: "1", field: state.orderParameter),
      KeptField(name: "saltAmount", unit: "mol/m^3", field: state.saltAmount),
      KeptField(name: "ionConcentration", unit: "mol/m^3", field: state.ionConcentration),
      KeptField(name: "reducedPotential", unit: "V", field: state.reducedPotential),
      KeptField(name: "frontVelocity", unit: "m/s", field: state.frontVelocity),
      KeptField(name: "frontCurrentDensity", unit: "A/m^2", field: meanCurrent),
      KeptField(name: "topCurrentDensity", unit: "A/m^2", field: state.inflow),
      KeptField(name: "earlierIonConcentration", unit: "mol/m^3", field: trialConcentration),
      KeptField(name: "earlierReducedPotential", unit: "V", field: trialPotential),
      KeptField(name: "earlierFrontCurrentDensity", unit: "A/m^2", field: earlierMeanCurrent),
      // The first guess of the next.
      KeptField(name: "metalPotentialResponse", unit: "1", field: potential.response),
    ] + stress + carried + (layers?.keptFields ?? []) + flow
  }

  public var memory: CellMemory {
    var numbers = ["metalPotential": state.metalPotential, "charge": state.charge, "saltInflow": state.saltInflow]
    // Size of the last time step, from whose beginning are the earlier fields, s.
    numbers["earlierTimeStep"] = earlierTimeStep
    if let mechanics { numbers.merge(mechanics.memory) { $1 } }
    if let layers { numbers.merge(layers.memory) { $1 } }
    return CellMemory(time: state.time, step: state.step, numbers: numbers)
  }

  public func restore(_ memory: CellMemory) -> Bool {
    let numbers = memory.numbers
    guard let metalPotential = numbers["metalPotential"], let charge = numbers["charge"], let saltInflow = numbers["saltInflow"],
      numbers["earlierTimeStep"] ?? 1 > 0
    else { return false }
    if let layers, !layers.restore(numbers) { return false }
    if let mechanics, !mechanics.restore(numbers) { return false }
    state.metalPotential = metalPotential
    state.time = memory.time
    state.step = memory.step
    state.charge = charge
    state.saltInflow = saltInflow
    earlierTimeStep = numbers["earlierTimeStep"]
    if parameters.shotNoise != nil { front.fluctuation.clear() }
    velocity.assign(sparse: state.frontVelocity)
    layers?.assignFactors()
    locateFront()
    assignOhmicDrop(state.ionConcentration)
    return true
  }
}
