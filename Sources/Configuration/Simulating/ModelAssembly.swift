import Fields
import Physics
public import Simulations

/// The parts of a simulation as a config describes them.
extension RunConfiguration {
  /// The electrolyte's laws at the cell's temperature.
  var electrolyteLaws: Physics.Electrolyte { electrolyte.laws(at: cell.temperature) }

  /// Parameters of the model, its grid left aside. An interface half width that is open stays not-a-number.
  var modelParameters: ButlerVolmerModel.Parameters {
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: electrolyteLaws, exchangeCurrentDensity: electrode.exchangeCurrentDensity(at: cell.temperature),
      interfaceHalfWidth: numerics.interfaceHalfWidth ?? .nan)
    parameters.chargeTransferCoefficient = electrode.chargeTransferCoefficient
    parameters.kineticLaw = electrode.kinetics
    parameters.filmResistance = electrode.filmResistance
    parameters.films = interlayers.map { $0.law(in: cell) }
    parameters.layers = layers.map {
      $0.law(
        in: cell, parameters.electrolyte, above: electrode.position, exchange: parameters.exchangeCurrentDensity,
        energy: electrode.interfacialEnergy, mechanics)
    }
    parameters.hasDisplacementFlow = electrolyte.displacementFlow
    parameters.anisotropy = electrode.anisotropy?.law
    parameters.shotNoise = electrode.noise?.law
    parameters.interfacialEnergy = electrode.interfacialEnergy
    parameters.molarVolume = electrode.molarVolume
    parameters.mechanics = mechanics?.parameters(
      halfWidth: parameters.interfaceHalfWidth, stackPressure: charging.stackPressure)
    parameters.mechanics?.equilibrium.hasLayers = parameters.layers.contains { $0.stiffness != nil }
    parameters.hasSaltTransport = electrolyte.saltTransport
    parameters.sharpeningRate = numerics.sharpeningRate
    parameters.isInterfaceHeld = numerics.holdInterface
    parameters.stepTolerance = numerics.stepTolerance
    parameters.potentialTolerance = numerics.potentialTolerance
    parameters.saltTolerance = numerics.saltTolerance
    return parameters
  }

  /// The grid; nil while the cell size is open.
  var grid: Grid? {
    guard let size = numerics.cellSize else { return nil }
    let counts = cell.cellCounts(of: size)
    let sides = cell.sides.closure
    // Of a cell of two dimensions the depth is as good as any; nothing depends on it.
    return Grid(
      width: counts.width, depth: counts.depth, growth: counts.height, widthSpacing: cell.width / Double(counts.width),
      depthSpacing: cell.depth.map { $0 / Double(counts.depth) }, growthSpacing: cell.height / Double(counts.height),
      widthClosure: sides, depthClosure: cell.depth == nil ? .periodic : sides)
  }

  var initialFront: InitialFront {
    let nuclei = electrode.nuclei.map {
      InitialFront.Nucleus(
        x: $0.position, y: $0.depthPosition ?? 0, z: electrode.position + $0.height, radius: $0.radius)
    }
    let sides = cell.sides.closure
    let waves = electrode.roughness?.waves(in: cell)
    if let surface = electrode.surface { return InitialFront(outline: surface.outline, nuclei: nuclei, width: cell.width, sides: sides) }
    if case .spectrum = electrode.roughness?.form, let waves {
      let outline = waves.outline(width: cell.width).raised(by: electrode.position)
      return InitialFront(outline: outline, nuclei: nuclei, width: cell.width, sides: sides)
    }
    return InitialFront(position: electrode.position, roughness: waves, nuclei: nuclei, width: cell.width, sides: sides)
  }

  var chargingProtocol: ChargingProtocol {
    if let steps = charging.steps { return steps }
    switch charging.control {
    case .voltage(let voltage): return ChargingProtocol(.potentiostatic(voltage: voltage))
    case .currentDensity(let density): return ChargingProtocol(.galvanostatic(currentDensity: density))
    }
  }

  /// Height of a tip that touches the counter electrode, m; nil where that lies beyond the domain, or the interface half width is open.
  var shortCircuitHeight: Double? {
    guard electrolyte.reservoirDistance == 0, let halfWidth = numerics.interfaceHalfWidth else { return nil }
    return cell.height - EndConditions.shortCircuitDistance * halfWidth
  }

  /// Largest travel of the front in one step, in cells: as set, or less where the cells are much finer than the interface.
  var travelPerStep: Double {
    guard literature == nil, !numerics.holdInterface, let size = numerics.cellSize, let halfWidth = numerics.interfaceHalfWidth else {
      return numerics.timeStepFactor
    }
    return min(numerics.timeStepFactor, StepSizeControl.largestTravel(spacing: size, halfWidth: halfWidth))
  }

  /// A started model and what drives it; the grid must be settled.
  public func simulation() -> Simulation {
    guard let grid else { preconditionFailure("the interface half width is settled before a run") }
    let distance = initialFront.distance(on: grid)
    let model: any CellModel
    if let literature {
      let cell = SinglePotentialModel(grid, literature.parameters)
      cell.start(distance: distance)
      model = cell
    } else {
      let cell = ButlerVolmerModel(grid, modelParameters)
      cell.start(distance: distance)
      model = cell
    }
    var ends = EndConditions(duration: charging.endsAfterDuration ? charging.duration : .infinity)
    ends.stopHeight = charging.stopHeight
    ends.maximumVoltage = charging.maximumVoltage ?? .infinity
    ends.leastLithium = EndConditions.leastLithiumDistance * model.scales.interfaceHalfWidth
    ends.shortCircuitHeight = shortCircuitHeight ?? .infinity
    var stepSize = StepSizeControl(spacing: grid.leastSpacing)
    stepSize.timeStepFactor = travelPerStep
    stepSize.stepTolerance = numerics.stepTolerance
    stepSize.maximumTimeStep = numerics.maximumTimeStep ?? .infinity
    return Simulation(model, protocol: chargingProtocol, ends: ends, stepSize: stepSize)
  }
}

extension RunConfiguration.Cell.Sides {
  var closure: Closure { self == .periodic ? .periodic : .mirrored }
}
