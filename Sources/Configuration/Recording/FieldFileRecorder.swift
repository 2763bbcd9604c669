import Fields
import Physics
import Records
import Simulations

/// Writes field files: at the start, at scheduled times, and at the end.
final class FieldFileRecorder: Observer {
  /// What it must know to go on after a resume. Files numbered from `count` on are then made anew.
  struct Memory: Codable, Equatable, Sendable {
    var schedule: Schedule
    /// Files so far.
    var count = 0
    /// At which the last one was taken; −1 before the first.
    var lastStep = -1
  }

  private(set) var memory: Memory
  private let settings: RunConfiguration.Output.FieldFiles
  private let name: String
  private let folder: RunFolder

  /// Nil when the config asks for no field files.
  ///
  /// - Throws: `RecordError` when files that came after a checkpoint cannot be removed.
  init?(_ config: RunConfiguration, folder: RunFolder, _ memory: Memory?) throws(RecordError) {
    guard let settings = config.output.fieldFiles else { return nil }
    self.settings = settings
    self.folder = folder
    name = config.name
    self.memory = memory ?? Memory(schedule: settings.schedule(over: config.charging.duration))
    if let memory { try folder.removeFieldFiles(from: memory.count) }
  }

  var nextTime: Double { memory.schedule.nextTime }

  func observe(_ simulation: Simulation) throws {
    if memory.schedule.isDue(at: simulation.metrics.time) { try write(simulation) }
  }

  func finish(_ simulation: Simulation, _ reason: EndReason) throws {
    if memory.lastStep != simulation.metrics.step { try write(simulation) }
  }

  private func write(_ simulation: Simulation) throws {
    let model = simulation.model
    let potential = model.scratch.field(0, on: model.grid)
    let current = CurrentDensityField(
      model.grid, withComponents: settings.fields.contains(.current), scratch: model.scratch, first: 1)
    if settings.fields.contains(.potential) { model.assignPotential(into: potential) }
    if settings.fields.contains(.current) { model.assignCurrentDensity(into: current) }
    func stress(_ quantities: [StressQuantity], _ index: Int) -> [ScalarField?] {
      quantities.enumerated().map { offset, quantity in
        let field: ScalarField = model.scratch.field(index + offset, on: model.grid)
        return model.assignStress(quantity, into: field) ? field : nil
      }
    }
    let contents = settings.fields.map { quantity -> FieldFile.Content in
      switch quantity {
      case .lithium: return FieldFile.Content(.lithium, model.orderParameter)
      case .salt: return FieldFile.Content(.salt, model.ionConcentration)
      case .potential: return FieldFile.Content(.potential, potential)
      // Nothing flows along the depth of a cell that is one cell deep.
      case .current: return FieldFile.Content(.current, current.components?.width, current.components?.depth, current.components?.growth)
      case .frontCurrent:
        let front: ScalarField = model.scratch.field(16, on: model.grid)
        return FieldFile.Content(.frontCurrent, model.assignFrontCurrent(into: front) ? front : nil)
      case .pressure: return FieldFile.Content(.pressure, stress([.pressure], 5))
      case .vonMises: return FieldFile.Content(.vonMises, stress([.vonMises], 6))
      case .principalStress: return FieldFile.Content(.principalStress, stress([.largestPrincipal], 7))
      case .layers:
        let layers: ScalarField = model.scratch.field(15, on: model.grid)
        return FieldFile.Content(.layers, model.assignLayers(into: layers) ? layers : nil)
      case .filmThickness:
        let film: ScalarField = model.scratch.field(14, on: model.grid)
        return FieldFile.Content(.filmThickness, model.assignFilmThickness(into: film) ? film : nil)
      case .stress: return FieldFile.Content(.stress, stress([.width, .depth, .growth, .widthDepth, .depthGrowth, .widthGrowth], 8))
      }
    }
    let header = FieldFileHeader(grid: model.grid, time: model.time, charge: model.charge, step: simulation.metrics.step, run: name)
    try FieldFile.write(
      contents, header, precision: settings.precision, compression: settings.compression, to: try folder.fieldFile(memory.count))
    memory.lastStep = simulation.metrics.step
    memory.count += 1
  }
}

extension RunConfiguration.Output.FieldFiles {
  func schedule(over duration: Double) -> Schedule {
    switch spacing {
    case .count(let count): Schedule(count: count, over: duration)
    case .interval(let interval): Schedule(interval: interval)
    }
  }

  /// Files of a whole run, with those of its start and its end.
  func fileCount(over duration: Double) -> Double {
    switch spacing {
    case .count(let count): Double(count) + 1
    case .interval(let interval): (duration / interval * (1 - 1e-12)).rounded(.up) + 1
    }
  }
}
