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

  private let config: RunConfiguration
  private let folder: RunFolder
  private let fields: [RunConfiguration.Output.Field]
  private let ranges: ColorRanges
  private let electrolyte: ElectrolyteFields
  private var times: FrameTimes
  private var lastStep: Int
  /// Frames of each sequence so far.
  private(set) var count: Int

  /// Nil when the config asks for no frames.
  ///
  /// - Throws: `RecordError` when frames that came after a checkpoint cannot be removed.
  init?(_ config: RunConfiguration, grid: Grid, folder: RunFolder, _ memory: Memory?) throws(RecordError) {
    guard let times = FrameTimes(config), !config.output.fields.isEmpty else { return nil }
    self.config = config
    self.folder = folder
    fields = config.output.fields
    ranges = ColorRanges(config)
    electrolyte = ElectrolyteFields(grid)
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
    let isComposite = fields.contains(.composite)
    if isComposite || fields.contains(.potential) { electrolyte.assignPotential(model) }
    if isComposite || fields.contains(.current) { electrolyte.assignCurrentDensity(model) }
    let xi = model.state.orderParameter
    func panel(_ field: RunConfiguration.Output.Field) -> FieldPanel {
      switch field {
      case .lithium, .composite: FieldPanel(lithium: xi)
      case .salt: FieldPanel(field: model.state.ionConcentration, mask: xi, scale: ranges.salt, title: "Salt concentration")
      case .potential: FieldPanel(field: electrolyte.potential, mask: xi, scale: ranges.potential, title: "Electrolyte potential")
      case .current: FieldPanel(field: electrolyte.currentDensity, mask: xi, scale: ranges.current, title: "Ionic current density")
      }
    }
    let context = FrameContext(
      time: model.state.time, charge: model.state.charge, title: config.name, timeUnit: .fitting(config.charging.duration))
    let style = FrameStyle(width: max(64, 12 * config.output.frameHeight / 5), height: config.output.frameHeight)
    for field in fields {
      var kinds = [field]
      if field == .composite {
        kinds = [.lithium, .salt, .potential, .current].filter { $0 != .salt || config.electrolyte.saltTransport }
      }
      let path = try folder.frame(field.rawValue, count)
      try CompositeFrame(panels: kinds.map(panel), context: context, style: style).write(to: path)
    }
    count += 1
  }
}
