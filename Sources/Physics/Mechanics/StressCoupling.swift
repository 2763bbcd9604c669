public import Fields
import Solvers

/// Mechanical equilibrium beside the time steps of a model: when it is solved again, and what it does to the front's potential.
///
/// It is solved at the beginning of a step where the front has moved on far enough since the last time: k steps, of which k follows the
/// change of the front's equilibrium potential that the last solve brought about, but no more than that in which the front's fastest
/// place crosses half a cell.
public final class StressCoupling {
  public let equilibrium: MechanicalEquilibrium
  public let shift: StressShift
  /// −⅓ tr σ, Pa.
  public let pressure: ScalarField
  /// The largest, Pa; nil where nothing breaks by it.
  let principalStress: ScalarField?
  /// What stress adds to E_eq, V, where the front is.
  public let potential: ScalarField
  private let potentialBefore: ScalarField
  /// Of the last solve.
  private(set) var extremes = (vonMises: 0.0, principal: 0.0, meanGrowthStress: 0.0)
  /// On the upper plate, Pa; nil for the load of the parameters, such as the height of the start.
  public var stackPressure: Double?
  private let thermalVoltage: Double
  var schedule = Schedule()

  /// What decides when equilibrium is solved again.
  struct Schedule: Equatable {
    /// Steps from one solve to the next.
    var interval = 1
    /// Steps since the last solve, −1 where there is none that counts.
    var age = -1
    /// How far the front's fastest place has moved since, m.
    var travel = 0.0
    /// With which it was solved, Pa; nil without one.
    var stackPressure: Double?
  }

  /// Part of the thermal voltage by which the front's potential may change from one solve to the next.
  public static let tolerance = 5e-3
  /// Part of a cell that the front may cross meanwhile.
  public static let largestTravel = 0.5
  private static let longestInterval = 20

  /// - Parameter keepsPrincipalStress: something breaks by it.
  public init(
    _ grid: Grid, _ parameters: Parameters, molarVolume: Double, thermalVoltage: Double, potential: ScalarField,
    keepsPrincipalStress: Bool = false, scratch: Scratch
  ) {
    equilibrium = MechanicalEquilibrium(grid, parameters.equilibrium, scratch: scratch)
    shift = StressShift(
      molarVolume: molarVolume, cationMolarVolume: parameters.cationMolarVolume,
      halfWidth: parameters.equilibrium.interfaceHalfWidth)
    self.thermalVoltage = thermalVoltage
    stackPressure = parameters.stackPressure
    pressure = ScalarField(grid)
    principalStress = keepsPrincipalStress ? ScalarField(grid) : nil
    self.potential = potential
    potentialBefore = scratch.field(7, on: grid)
  }

  public struct Parameters: Sendable, Equatable {
    public var equilibrium: MechanicalEquilibrium.Parameters
    /// V₊, m³/mol.
    public var cationMolarVolume = 0.0
    public var stackPressure: Double?

    public init(_ equilibrium: MechanicalEquilibrium.Parameters) { self.equilibrium = equilibrium }
  }

  /// Nothing is deposited yet.
  func start(_ xi: ScalarField) {
    equilibrium.start(xi)
    pressure.clear()
    principalStress?.clear()
    potential.clear()
    extremes = (0, 0, 0)
    schedule = Schedule()
  }

  var isDue: Bool {
    let spacing = pressure.grid.growthSpacing
    return schedule.age < 0 || schedule.age >= schedule.interval || schedule.travel > Self.largestTravel * spacing
      || schedule.stackPressure != stackPressure
  }

  /// Solves for the front where it is.
  ///
  /// - Parameters:
  ///   - density: of the front, 1/m: where its potential counts.
  func update(_ xi: ScalarField, density: ScalarField) -> MechanicalEquilibrium.Report {
    let report = equilibrium.update(xi, growthLoad: stackPressure.map { .stress(-$0) })
    guard report.isConverged else {
      expire()
      return report
    }
    shift.assign(xi, density: density, pressure: pressure, into: potentialBefore)
    assignPressure()
    shift.assign(xi, density: density, pressure: pressure, into: potential)
    let change = meanChange(density), age = Double(max(1, schedule.age))
    let allowed = Self.tolerance * thermalVoltage
    if schedule.age >= 0 {
      let longest = change > 0 ? allowed * age / change : .infinity
      schedule.interval = Int(max(1, min(2 * age, longest, Double(Self.longestInterval))))
    }
    schedule.age = 0
    schedule.travel = 0
    schedule.stackPressure = stackPressure
    return report
  }

  /// Solves again before anything else: what stress depends on is no longer what it was.
  func expire() {
    schedule.age = -1
    schedule.interval = 1
  }

  /// After a step was taken.
  func pass(speed: Double, timeStep: Double) {
    schedule.age += 1
    schedule.travel += speed * timeStep
  }

  /// The pressure of the equilibrium as it is, and the largest principal stress where that is kept.
  func assignPressure() {
    extremes = equilibrium.assignPressure(into: pressure)
    if let principalStress { equilibrium.assignStress(.largestPrincipal, into: principalStress) }
  }

  /// What stress adds to E_eq for a front that has moved on since the last solve.
  func assignPotential(_ xi: ScalarField, density: ScalarField) {
    shift.assign(xi, density: density, pressure: pressure, into: potential)
  }

  /// Root mean square over the front of the potential's change, V.
  private func meanChange(_ density: ScalarField) -> Double {
    let area = density.sum()
    guard area > 0 else { return 0 }
    let n = density.grid.width, potential = self.potential, before = potentialBefore
    let square = density.grid.sum { r in
      let w = unsafe density.row(r, n).span, e = unsafe potential.row(r, n).span, f = unsafe before.row(r, n).span
      var sum = 0.0
      for i in 1..<n + 1 { sum += w[i] * (e[i] - f[i]) * (e[i] - f[i]) }
      return sum
    }
    return (square / area).squareRoot()
  }
}

extension StressCoupling {
  /// In the order in which they are kept.
  var keptFields: [KeptField] {
    let names = ["Width", "Depth", "Growth"], planes = ["WidthGrowth", "WidthDepth", "DepthGrowth"]
    let axes = equilibrium.displacement.axes.map { $0 == .width ? 0 : $0 == .depth ? 1 : 2 }
    return zip(axes, equilibrium.displacement.components).map { KeptField(name: "displacement\(names[$0])", unit: "m", field: $1) }
      + [
        KeptField(name: "elasticMetalFraction", unit: "1", field: equilibrium.metalFraction),
        KeptField(name: "elasticMetalFractionAtStart", unit: "1", field: equilibrium.startFraction),
      ] + zip(names, equilibrium.plasticStrain).map { KeptField(name: "plasticStrain\($0)", unit: "1", field: $1) }
      + zip(planes, equilibrium.medium.shearEigenstrain).map { KeptField(name: "plasticShear\($0)", unit: "1", field: $1) }
      + surroundings
  }

  /// Layers move on from one solve to the next.
  private var surroundings: [KeptField] {
    guard let around = equilibrium.surroundings else { return [] }
    return [
      KeptField(name: "surroundingBulkCompliance", unit: "1/Pa", field: around.bulkCompliance),
      KeptField(name: "surroundingShearCompliance", unit: "1/Pa", field: around.shearCompliance),
    ]
  }

  /// The numbers that are kept beside them.
  var memory: [String: Double] {
    var numbers = [
      "meanStrainWidth": equilibrium.meanStrain.x, "meanStrainDepth": equilibrium.meanStrain.y,
      "meanStrainGrowth": equilibrium.meanStrain.z, "stressInterval": Double(schedule.interval), "stressAge": Double(schedule.age),
      "stressTravel": schedule.travel,
    ]
    numbers["stressStackPressure"] = schedule.stackPressure
    return numbers
  }

  /// Goes on from kept numbers, once the kept fields are filled; false where the numbers are not those. Who drives the cell presses again.
  func restore(_ numbers: [String: Double]) -> Bool {
    guard let x = numbers["meanStrainWidth"], let y = numbers["meanStrainDepth"], let z = numbers["meanStrainGrowth"],
      let interval = numbers["stressInterval"], let age = numbers["stressAge"], let travel = numbers["stressTravel"],
      interval >= 1, interval <= 1e6, age >= -1, age <= 1e9, travel >= 0
    else { return false }
    equilibrium.restore(meanStrain: SIMD3(x, y, z))
    schedule.interval = Int(interval)
    schedule.age = Int(age)
    schedule.travel = travel
    schedule.stackPressure = numbers["stressStackPressure"]
    assignPressure()
    return true
  }
}
