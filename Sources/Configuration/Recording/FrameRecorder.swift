import Fields
import Physics
import Pictures
import Records
import Simulations

/// Writes frames: at the start, at scheduled times, each time the tip has risen by a step, and at the end.
final class FrameRecorder: Observer {
  /// What it goes on from when a run is resumed.
  struct Memory: Codable, Sendable {
    var times: FrameTimes
    var lastStep: Int
    var count: Int
  }

  private let folder: RunFolder
  private let output: RunConfiguration.Output
  private let frame: RunFrame
  private var times: FrameTimes
  private var lastStep: Int
  /// Frames of each sequence so far.
  private(set) var count: Int

  /// Nil when the config asks for no frames.
  ///
  /// - Throws: `RecordError` when frames that came after a checkpoint cannot be removed.
  init?(_ config: RunConfiguration, folder: RunFolder, _ memory: Memory?) throws(RecordError) {
    guard let times = FrameTimes(config), !config.output.fields.isEmpty else { return nil }
    self.folder = folder
    output = config.output
    frame = RunFrame(config)
    self.times = memory?.times ?? times
    lastStep = memory?.lastStep ?? -1
    count = memory?.count ?? 0
    if let memory { try folder.removeFrames(from: memory.count) }
  }

  var memory: Memory { Memory(times: times, lastStep: lastStep, count: count) }

  var nextTime: Double { times.nextTime }

  func observe(_ simulation: Simulation) throws {
    if times.isDue(simulation.metrics) { try write(simulation) }
  }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws {
    if lastStep != simulation.metrics.step { try write(simulation) }
  }

  private func write(_ simulation: Simulation) throws {
    lastStep = simulation.metrics.step
    let model = simulation.model
    let potential = model.scratch.field(0, on: model.grid)
    let current = CurrentDensityField(model.grid, withComponents: false, scratch: model.scratch, first: 1)
    func needs(_ quantity: FieldQuantity) -> Bool { output.fields.contains { output.isShown(quantity, in: $0) } }
    if needs(.potential) { model.assignPotential(into: potential) }
    if needs(.current) { model.assignCurrentDensity(into: current) }
    /// Nil where it is not wanted, or nothing bears stress.
    func stress(_ quantity: FieldQuantity, _ wanted: StressQuantity, _ index: Int) -> ScalarField? {
      guard needs(quantity) else { return nil }
      let field: ScalarField = model.scratch.field(index, on: model.grid)
      return model.assignStress(wanted, into: field) ? field : nil
    }
    let layers: ScalarField? = needs(.layers) && !frame.config.layers.isEmpty ? model.scratch.field(6, on: model.grid) : nil
    let film: ScalarField? = needs(.filmThickness) ? model.scratch.field(5, on: model.grid) : nil
    let quantities = RunFrame.Quantities(
      lithium: model.orderParameter, salt: model.ionConcentration, potential: potential,
      current: current.magnitude, pressure: stress(.pressure, .pressure, 2), vonMises: stress(.vonMises, .vonMises, 3),
      principalStress: stress(.principalStress, .largestPrincipal, 4),
      filmThickness: film.flatMap { model.assignFilmThickness(into: $0) ? $0 : nil },
      layers: layers.flatMap { model.assignLayers(into: $0) ? $0 : nil })
    for field in output.fields {
      let picture = frame.frame(field, quantities, time: model.time, charge: model.charge)
      try picture.write(to: try folder.frame(field.rawValue, count))
    }
    count += 1
  }
}
