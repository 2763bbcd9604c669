import Fields
import Physics
import Records

/// What a run will take, roughly: memory, steps and wall time.
struct RunEstimate {
  /// Of a thread, measured on fingers of 512 × 512 cells and of 64³ on processors at 2.5 GHz in 2026; recent ones do twice as many.
  static func cellStepsPerSecond(isDeep: Bool) -> Double { isDeep ? 4e5 : 8e5 }
  /// Without salt a step is one pass.
  private static let speedWithoutSalt = 4.0
  /// A first step of a tenth, and steps cut for schedules, lengthen a run by about this.
  private static let overhead = 1.2
  /// A tip advances this many times as fast as a flat front, or less; beyond, a run is taken to reach its stop height.
  private static let tipAdvantage = 3.0

  let cells: Double
  let steps: Double
  /// What the number of steps rests on.
  let basis: String
  /// Cell steps a second of one thread.
  let rate: Double
  /// Bytes.
  let memory: Double

  /// Nil while the cell size is open.
  init?(_ config: RunConfiguration, _ planar: PlanarCell) {
    guard let grid = config.grid else { return nil }
    cells = Double(grid.cellCount)
    // A field file is in memory twice before it is written.
    let perCell = config.output.fieldFiles.map { settings in
      settings.fields.reduce(0) { $0 + 2 * Double($1.componentCount * settings.precision.bytes) }
    }
    rate = Self.cellStepsPerSecond(isDeep: grid.depth > 1) * (config.electrolyte.saltTransport ? 1 : Self.speedWithoutSalt)
    let distance = max(0, config.charging.stopHeight - config.electrode.position)
    var current = abs(planar.start.currentDensity)
    if case .voltage = config.charging.control, let limit = planar.limitingCurrentDensity { current = min(current, limit) }
    if let advice = LiteratureAdvice(config) { current = min(abs(advice.deposition), abs(advice.conduction)) }
    let travel = Self.tipAdvantage * abs(planar.platedThickness(current))
    let reachesTop = travel > distance && !config.numerics.holdInterface
    let length = reachesTop ? distance : travel
    memory = MemoryEstimate(config, grid, reach: config.numerics.holdInterface ? 0 : length).bytes + (perCell ?? 0) * cells
    let bySpeed = Self.overhead * length / (config.travelPerStep * min(grid.widthSpacing, grid.growthSpacing))
    let byLimit = config.numerics.maximumTimeStep.map { reachesTop ? 0 : config.charging.duration / $0 } ?? 0
    steps = max(1, bySpeed, byLimit).rounded(.up)
    basis = reachesTop ? "until the tip is at the stop height" : "for the whole duration"
  }

  /// s.
  func wallTime(threads: Int) -> Double { cells * steps / (rate * Double(threads)) }
}
