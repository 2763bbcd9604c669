import Foundation
import Physics
import Simulations

/// What somebody who reproduces a paper should know of its model, in numbers of this very config.
///
/// The exchange current density and the cohesion number follow from the equations; what a cohesion number does to the speed was measured on
/// planar fronts (`lidendrite validate literature-kinetic-speed`).
struct LiteratureAdvice {
  private let config: RunConfiguration
  private let constants: SinglePotentialModel.Parameters

  /// Nil for the default model.
  init?(_ config: RunConfiguration) {
    guard let literature = config.literature else { return nil }
    self.config = config
    constants = literature.parameters
  }

  /// Speed of the reaction against that of the force that holds the profile together: L_η c̃ e^{αf|η|}/(L_σ W) with c̃ = 1.
  var cohesionNumber: Double {
    let rates = levels.map { constants.reaction.factors(-$0) }.map { max($0.deposition, $0.dissolution) }
    return (rates.max() ?? 0) / (constants.mobility * constants.barrier)
  }

  /// Above it a profile is no longer that of rest.
  static let largestCohesionNumber = 0.1

  /// Cells across 10–90 % of the interface; nil while the cell size is open.
  var cellsAcrossInterface: Double? {
    config.numerics.cellSize.map { RunConfiguration.Cell.interfaceWidth(halfWidth: 2 * constants.interfaceLength) / $0 }
  }

  /// All that is imposed, V.
  private var levels: [Double] {
    let all = config.charging.steps?.steps.flatMap { $0.step.control.levels } ?? [config.charging.control]
    return all.compactMap { if case .voltage(let voltage) = $0 { voltage } else { nil } }
  }

  private var voltage: Double {
    if case .voltage(let voltage) = config.charging.control { return voltage }
    return 0
  }

  /// Of a flat front at c̃ = 1 that is driven by the whole voltage, A/m².
  var deposition: Double { constants.siteCharge * constants.kineticSpeed(concentration: 1, potential: -voltage) }

  /// What the electrolyte conducts between a flat front at −V and the top, A/m².
  var conduction: Double { voltage * constants.electrolyteConductivity / PlanarCell(config).thickness }

  /// c̃ at which a flat front's reaction takes what the electrolyte conducts: ions gather at slow fronts, since they carry all of the
  /// current.
  var frontConcentration: Double { voltage > 0 ? min(20, conduction / deposition) : 1 }

  var warnings: [String] { [width, doubleCounting, cohesion, resolution].compactMap { $0 } }

  private var width: String {
    let exchange = constants.exchangeCurrentDensity
    return
      "literature.reactionRate: the reaction fills the interface, so that its exchange current density, 6 F c_s L_eta delta' = "
      + "\(Self.current(exchange)), is proportional to the interface's width: with delta' = "
      + "\(Readable.length(0.5 * constants.interfaceLength, digits: 3)) instead of \(Readable.length(constants.interfaceLength, digits: 3)) it would be "
      + "\(Self.current(0.5 * exchange)); keep reactionRate * delta' when you change barrier or gradientCoefficient"
  }

  /// φ is the driving force and the ohmic drop.
  private var doubleCounting: String? {
    guard voltage > 0 else { return nil }
    let once = PlanarCell(config).start
    return
      "charging.\(config.charging.steps == nil ? "voltage" : "step"): \(Readable.prefixed(voltage, "V")) are used twice, as overpotential and as ohmic drop: a flat front begins with "
      + "\(Self.current(deposition)), while the electrolyte conducts \(Self.current(conduction)) and the difference passes through the metal's end; "
      + "a cell that spends them once, as model = \"butler-volmer\" does, begins with \(Self.current(once.currentDensity)) at an "
      + "overpotential of \(Readable.prefixed(once.overpotential, "V"))"
  }

  private var cohesion: String? {
    let number = cohesionNumber
    guard number > Self.largestCohesionNumber else { return nil }
    let largest = Self.largestCohesionNumber * constants.mobility * constants.barrier
    let limit = constants.thermalVoltage / constants.chargeTransferCoefficient * log(largest / constants.reactionRate)
    let weaker = limit > 0 ? "at most \(Readable.prefixed((100 * limit).rounded(.down) / 100, "V", digits: 3)), " : ""
    let cure = "use \(weaker)a smaller reactionRate or a larger mobility"
    return
      "literature.mobility: the reaction outruns what holds the interface together: L_eta exp(alpha f |eta|)/(L_sigma W) = "
      + "\(Readable.number(number, digits: 2)), above \(Self.largestCohesionNumber) the profile is no longer that of rest and a flat "
      + "front is slower than its kinetics (by 2 % at 0.1, 17 % at 0.4, 32 % at 0.8); \(cure)"
  }

  private var resolution: String? {
    guard let cells = cellsAcrossInterface, cells < 4.39 else { return nil }
    return
      "numerics.cellSize: \(Readable.number(cells, digits: 2)) cells across the interface (10-90 %), 4.4 are needed: fronts stick to the grid "
      + "and tips follow its axes; use \(Readable.length(constants.interfaceLength, digits: 3)) or less"
  }

  private static func current(_ value: Double) -> String { "\(Readable.number(value / 10, digits: 3)) mA/cm^2" }
}
