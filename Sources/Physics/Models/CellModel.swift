public import Fields

/// A cell that a run drives through time: what whoever drives it, measures it and records it needs, whatever its equations.
///
/// A step is tried and either taken whole or refused with the state as it was. What `keptFields` and `memory` hold brings the same
/// steps back with the same bits.
public protocol CellModel: AnyObject {
  var grid: Grid { get }
  /// Memory for fields of the grid, numbers from 0 on, that nobody needs from one step to the next.
  var scratch: Scratch { get }
  /// Sizes that its equations share with those of other models.
  var scales: CellScales { get }

  /// Simulated time, s. A run puts it on the scheduled instant that a step has met but for rounding.
  var time: Double { get set }
  /// Accepted steps.
  var step: Int { get }
  /// Charge passed per cross-section, C/m².
  var charge: Double { get }
  /// Between the metal and the counter plane, V; positive plates lithium.
  var voltage: Double { get }

  /// ξ, 0 in the electrolyte to 1 in the metal.
  var orderParameter: ScalarField { get }
  /// c, mol/m³.
  var ionConcentration: ScalarField { get }
  /// w, 1/m: its integral is the area of the front.
  var frontDensity: ScalarField { get }
  /// Writes how busy the cells of a row are, counted from 0: what is largest where the front moves fastest, or, held, where it draws most.
  func assignFrontActivity(_ row: Int, _ values: inout MutableSpan<Double>)
  /// Lithium metal per cross-section as a thickness, m: its mean height.
  var metalThickness: Double { get }
  /// Salt per cross-section, mol/m².
  var saltPerArea: Double { get }
  /// Of that, what came in through the top since the start, mol/m².
  var saltInflow: Double { get }

  /// Largest rate at which the front's shape relaxes, which bounds steps that take it from their beginning, 1/s; 0 without such a bound.
  func relaxationRate() -> Double
  /// Part of the current that is drawn ahead of the front, 0 to 1.
  func tailShare() -> Double
  /// Part of the front that no layer keeps lithium from, by its i₀ over the least of any layer that lets it in; nil where none keeps it out.
  func openShare() -> Double?
  /// When the salt at a flat front is used up at a current density (A/m²), s; nil where nothing can be told.
  func sandTime(currentDensity: Double) -> Double?

  /// Electrolyte potential against the counter plane, V. It has a meaning where ξ < ½.
  func assignPotential(into potential: ScalarField)
  /// Current density in the electrolyte, A/m². It has a meaning where ξ < ½.
  func assignCurrentDensity(into current: CurrentDensityField)

  /// Writes the current density on the front, A/m² of its area, positive where it plates, within one and a half half-widths of it, the same
  /// along its normal, and not-a-number elsewhere; false where no current crosses a front.
  func assignFrontCurrent(into field: ScalarField) -> Bool

  /// The upper plate from now on presses with this, Pa; nil for what the model's parameters say.
  func press(_ stackPressure: Double?)
  /// What was restored was kept by a run whose parameters may have been others.
  func takeParameters()
  /// Stress of the last mechanical equilibrium; nothing where nothing bears any.
  func stressSummary() -> StressSummary
  /// Writes a number of the stress of every cell, Pa; false where nothing bears any.
  func assignStress(_ quantity: StressQuantity, into field: ScalarField) -> Bool

  /// What the front carries: the mean thickness of all films, the least of any, and the most open one; nothing without films.
  func filmSummary() -> FilmSummary
  /// What coatings that ride on the lithium are like, the same of all of them; nothing without any.
  func coatingSummary() -> FilmSummary
  /// What has nucleated at the sites of collectors; nothing where none has to.
  func nucleationSummary() -> NucleationSummary
  /// Whether the last solution was beyond the overpotential at which one of them nucleates: the next balance is that with it.
  var isNucleationDue: Bool { get }
  /// Writes the thickness of all films together, m, within one and a half half-widths of the front, the same along its normal,
  /// and not-a-number elsewhere; false without films.
  func assignFilmThickness(into field: ScalarField) -> Bool
  /// Writes the share of each cell's electrolyte that whole layers take, 0 to 1; false without layers.
  func assignLayers(into field: ScalarField) -> Bool

  /// What the cell would carry now, without a step.
  func balance(_ control: ChargingControl) throws(StepFailure) -> StepReport
  /// Tries a step of `timeStep` seconds; on success the state is that at its end.
  func advance(_ timeStep: Double, _ control: ChargingControl) throws(StepFailure) -> StepReport

  /// In the order in which they are kept.
  var keptFields: [KeptField] { get }
  var memory: CellMemory { get }
  /// Goes on from kept numbers, once the kept fields are filled, ghosts included.
  /// - Returns: false, and nothing is changed, where the numbers are not those of this model.
  func restore(_ memory: CellMemory) -> Bool
}

extension CellModel {
  public func openShare() -> Double? { nil }
  public func press(_ stackPressure: Double?) {}
  public func takeParameters() {}
  public func stressSummary() -> StressSummary { StressSummary() }
  public func filmSummary() -> FilmSummary { FilmSummary() }
  public func coatingSummary() -> FilmSummary { FilmSummary() }
  public func nucleationSummary() -> NucleationSummary { NucleationSummary() }
  public var isNucleationDue: Bool { false }
  public func assignLayers(into field: ScalarField) -> Bool { false }
  public func assignFrontCurrent(into field: ScalarField) -> Bool { false }
  public func assignFilmThickness(into field: ScalarField) -> Bool { false }
  public func assignStress(_ quantity: StressQuantity, into field: ScalarField) -> Bool { false }
}

/// What measures and bounds are relative to.
public struct CellScales: Sendable {
  /// δ of the profile ½(1 − tanh(d/δ)), m.
  public var interfaceHalfWidth: Double
  /// V_m/F, m³/C: speed of a front per current density.
  public var volumePerCharge: Double
  /// At rest a thousandth of it stands for the current, A/m².
  public var exchangeCurrentDensity: Double
  /// c₀, mol/m³.
  public var concentration: Double
  /// Salt that a charge takes from the electrolyte, mol/C.
  public var saltPerCharge: Double
  public var hasSaltTransport: Bool
  public var isInterfaceHeld: Bool
}

/// A field that a model keeps from step to step, SI.
public struct KeptField {
  public let name: String
  public let unit: String
  public let field: ScalarField
}

/// The numbers that a model keeps beside the fields.
public struct CellMemory: Codable, Equatable, Sendable {
  /// Simulated time, s.
  public var time: Double
  /// Accepted steps.
  public var step: Int
  /// By name, SI.
  public var numbers: [String: Double]

  public init(time: Double, step: Int, numbers: [String: Double]) {
    self.time = time
    self.step = step
    self.numbers = numbers
  }

  /// Whether these can be of a run at all.
  public var isPlausible: Bool { time.isFinite && time >= 0 && step >= 0 && numbers.values.allSatisfy(\.isFinite) }
}
