import Records
import Simulations

/// What the results of `summary.json` are taken from.
struct EndOfRun {
  let metrics: CellMetrics
  let reason: EndReason
  /// Steps of the protocol that came to their own end.
  let stepsDone: Int
  /// Of the last cycle; nil where nothing was stripped.
  let coulombicEfficiency: Double?
  /// Nil in a model of the literature.
  let lengths: CharacteristicLengths?
  /// Wall-clock time of this process, s, and the time steps that it made.
  let elapsed: Double, timeSteps: Int
  let gridCells: Int

  /// The results that this run has.
  var results: [String: Summary.Value] {
    Dictionary(
      uniqueKeysWithValues: SummaryResult.all.compactMap { result in
        result.value(self).map { (result.name, Summary.Value($0, result.unit)) }
      })
  }
}

/// A result of `summary.json`.
struct SummaryResult: Sendable {
  let name: String
  let unit: String
  /// In the Markdown of the reference; empty: as the column of `metrics.csv` of the same name, at the end.
  let meaning: String
  /// In its unit; nil of a run that has none.
  let value: @Sendable (EndOfRun) -> Double?

  init(_ name: String, _ unit: String = "", _ meaning: String = "", _ value: @escaping @Sendable (EndOfRun) -> Double?) {
    self.name = name
    self.unit = unit
    self.meaning = meaning
    self.value = value
  }

  /// In the order of the reference. What a flat front, or one at rest, does not have is left out.
  static let all: [SummaryResult] = [
    SummaryResult("time", "s") { $0.metrics.time },
    SummaryResult("tip height", "um") { 1e6 * $0.metrics.morphology.tipHeight },
    SummaryResult("mean height", "um") { 1e6 * $0.metrics.morphology.meanHeight },
    SummaryResult("valley height", "um") { 1e6 * $0.metrics.morphology.valleyHeight },
    SummaryResult("roughness", "um") { 1e6 * $0.metrics.morphology.roughness },
    SummaryResult("tip radius", "um", "only where the tip is round") { finite($0.metrics.morphology.tipRadius).map { 1e6 * $0 } },
    SummaryResult("interface area ratio") { $0.metrics.morphology.interfaceAreaRatio },
    SummaryResult("specific interface area", "m^2/kg", "only where something was plated") { finite($0.metrics.specificInterfaceArea) },
    SummaryResult("tip speed", "nm/s") { 1e9 * $0.metrics.tipSpeed },
    SummaryResult("cell voltage", "V") { $0.metrics.voltage },
    SummaryResult("current density", "mA/cm^2") { $0.metrics.currentDensity / 10 },
    SummaryResult("largest front current density", "mA/cm^2") { $0.metrics.largestFrontCurrentDensity / 10 },
    SummaryResult("front current ratio", "", "only while current flows") { finite($0.metrics.frontCurrentRatio) },
    SummaryResult("areal capacity", "mA*h/cm^2") { $0.metrics.charge / 36000 },
    SummaryResult("plated charge", "mA*h/cm^2") { $0.metrics.platedCharge / 36000 },
    SummaryResult("stripped charge", "mA*h/cm^2") { $0.metrics.strippedCharge / 36000 },
    SummaryResult("detached lithium", "mA*h/cm^2") { $0.metrics.detachedCharge / 36000 },
    SummaryResult("detached fraction") { $0.metrics.detachedFraction },
    SummaryResult("lowest salt concentration", "mol/L") { $0.metrics.saltMinimum / 1000 },
    SummaryResult("lithium balance") { $0.metrics.lithiumBalance },
    SummaryResult("current balance") { $0.metrics.currentBalance },
    SummaryResult("salt balance") { $0.metrics.saltBalance },
    SummaryResult(
      "capillary wavelength", "um",
      "with the largest current on the front at the end and the conductivity there; only of the default model, while it plates"
    ) { $0.lengths?.capillaryWavelength.map { 1e6 * $0 } },
    SummaryResult("kinetic length", "um", "there as well; only with salt transport") { $0.lengths?.kineticLength.map { 1e6 * $0 } },
    SummaryResult("protocol steps done", "", "steps that came to their own end") { Double($0.stepsDone) },
    SummaryResult("cycles begun", "", "passages of the list or group") { Double($0.metrics.cycle) },
    SummaryResult("coulombic efficiency", "", "of the last cycle; only where something was stripped") { $0.coulombicEfficiency },
    SummaryResult("short-circuit time", "s", "only of a run that ended so") { $0.reason == .shortCircuit ? $0.metrics.time : nil },
    SummaryResult("short-circuit capacity", "mA*h/cm^2", "only of a run that ended so") {
      $0.reason == .shortCircuit ? $0.metrics.charge / 36000 : nil
    },
    SummaryResult("wall time", "s", "of this process") { $0.elapsed },
    SummaryResult("cell steps per second", "1/s", "grid cells times time steps over the wall time") {
      Double($0.gridCells) * Double($0.timeSteps) / max($0.elapsed, 1e-9)
    },
  ]

  private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}
