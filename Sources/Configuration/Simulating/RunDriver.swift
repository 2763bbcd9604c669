import Fields
import Foundation
import Physics
public import Records
public import Simulations

/// One run from its config into its folder: metrics, steps, frames, log, progress and summary.
public struct RunDriver {
  public let config: RunConfiguration
  public let folder: RunFolder
  public var progress = ProgressLine.Style.quiet
  /// Takes warnings, each saying what to do.
  public var warn: (String) -> Void = { _ in }
  /// Asked after each step: the signal that ends the run, or nil.
  public var interruption: () -> Int32? = { nil }

  /// How a run ended.
  public struct Result: Sendable {
    public let reason: EndReason
    /// The reason in words.
    public let words: String
    public let metrics: CellMetrics
    /// Frames of each sequence.
    public let frames: Int
  }

  /// - Parameter config: with its interface settled.
  public init(_ config: RunConfiguration, folder: RunFolder) {
    self.config = config
    self.folder = folder
  }

  /// What the run begins with.
  public enum Origin {
    /// The initial state of its config.
    case initialState
    /// Where an earlier process left this very run.
    case resumed(Checkpoint)
    /// The cell of another run; whether its protocol goes on where it was, or that of the config begins.
    case branched(Checkpoint, continuesProtocol: Bool)
  }

  /// Runs to the end and leaves a complete folder, whatever ended the run.
  /// - Throws: `RecordError` or `PictureError` when a file cannot be written, or a checkpoint does not fit.
  public func run(from origin: Origin = .initialState) throws -> Result {
    let started = ProcessInfo.processInfo.systemUptime
    let log = try RunLog(path: folder.log)
    func warn(_ text: String) throws {
      self.warn(text)
      try log.append("warning: \(text)")
    }
    let simulation = config.simulation()
    let model = simulation.model
    var memory: RunRecorders.Memory?
    var resumed: Checkpoint?
    switch origin {
    case .initialState: break
    case .resumed(let checkpoint):
      try checkpoint.resume(simulation)
      memory = try checkpoint.recording(RunRecorders.Memory.self)
      resumed = checkpoint
      try log.append("resumed from \(checkpoint.path): step \(checkpoint.step), t = \(Readable.time(checkpoint.time))")
      try checkProgram(of: checkpoint, warn)
    case .branched(let checkpoint, let continuesProtocol):
      try checkpoint.branch(simulation, continuesProtocol: continuesProtocol)
      try log.append("branched from \(checkpoint.path): step \(checkpoint.step), t = \(Readable.time(checkpoint.time))")
      try checkProgram(of: checkpoint, warn)
    }
    let firstStep = model.step
    simulation.interruption = interruption
    let line = ProgressLine(
      progress, goal: ProgressGoal(duration: config.charging.duration, stopHeight: config.charging.stopHeight), firstSteps: firstStep)
    let recorders = try RunRecorders(config, folder: folder, log: log, line: line, memory: memory, warn: warn)
    let checkpoints = CheckpointRecorder(
      config.output.checkpoints, folder: folder, config: resumed?.config ?? config.resolvedTOML(), recorders: recorders, log: log,
      resumed: resumed)
    simulation.observers = recorders.observers + [checkpoints]
    // Now nothing can refuse it any more.
    if let resumed { try folder.note(Provenance.Resumption(step: resumed.step, threads: Tiling.threadBudget)) }

    let grid = model.grid
    try log.append(
      "\(config.name): \(config.model.rawValue), \(grid.width) x \(grid.growth) cells of \(Readable.length(grid.widthSpacing))")
    let planar = PlanarCell(config)
    let start = config.literature == nil ? planar.startLengths : nil
    if let start { try log.append("\(planar.moment): \(start.words)") }
    let halfWidth = model.scales.interfaceHalfWidth
    if resumed == nil {
      for advice in config.advice { try warn(advice) }
      for advice in LiteratureAdvice(config)?.warnings ?? [] { try warn(advice) }
      if let advice = start?.warning(halfWidth: halfWidth, when: "of the flat front \(planar.moment)") { try warn(advice) }
    }

    let reason = try simulation.run()
    line.finish()
    let end = lengths(simulation)
    if let end { try log.append("at the end, where the front carries most: \(end.words)") }
    if let advice = end?.warning(
      halfWidth: halfWidth, when: "where the front carried most at the end", share: CharacteristicLengths.largestShareAtTheEnd)
    {
      try warn(advice)
    }
    let elapsed = ProcessInfo.processInfo.systemUptime - started
    try folder.write(summary(simulation, reason, end, elapsed, firstStep: firstStep).json(), to: folder.summary)
    try log.append("\(words(reason, simulation.metrics)); \(simulation.metrics.step) steps in \(Readable.wallTime(elapsed))")
    return Result(
      reason: reason, words: words(reason, simulation.metrics), metrics: simulation.metrics, frames: recorders.frames?.count ?? 0)
  }

  /// Other builds of the program, or other processors, round otherwise.
  private func checkProgram(of checkpoint: Checkpoint, _ warn: (String) throws -> Void) throws {
    guard checkpoint.program != ProgramVersion.withBuild else { return }
    try warn(
      "the checkpoint was written by lidendrite \(checkpoint.program), this is \(ProgramVersion.withBuild): "
        + "what follows may differ in its last digits")
  }

  /// The reason, with what a short circuit is known by.
  private func words(_ reason: EndReason, _ metrics: CellMetrics) -> String {
    guard reason == .shortCircuit else { return reason.words }
    return "\(reason.words) at t = \(Readable.time(metrics.time)), \(Readable.number(metrics.charge / 36000)) mA*h/cm^2"
  }

  /// λ_c and ℓ_k with the largest current density on the front and the conductivity there; nil in a model of the literature.
  private func lengths(_ simulation: Simulation) -> CharacteristicLengths? {
    if config.literature != nil { return nil }
    let parameters = config.modelParameters
    let metrics = simulation.metrics
    let cell = simulation.busiestCell
    let found = simulation.model.ionConcentration[cell.i, cell.j, cell.k]
    let concentration = max(found, 1e-9 * parameters.electrolyte.concentration)
    let kinetics = parameters.kinetics
    // η = η̃ − (RT/F) ln(c/c₀).
    let relative = concentration / parameters.electrolyte.referenceConcentration
    let overpotential =
      kinetics.overpotential(carrying: metrics.largestFrontCurrentDensity, relativeConcentration: relative)
      - kinetics.thermalVoltage * log(relative)
    return CharacteristicLengths(
      parameters, currentDensity: metrics.largestFrontCurrentDensity,
      conductivity: parameters.electrolyte.conductivity.conductivity(concentration), overpotential: overpotential)
  }

  private func summary(
    _ simulation: Simulation, _ reason: EndReason, _ lengths: CharacteristicLengths?, _ elapsed: Double, firstStep: Int
  ) -> Summary {
    let metrics = simulation.metrics
    let end = EndOfRun(
      metrics: metrics, reason: reason, stepsDone: simulation.tally.done, coulombicEfficiency: simulation.tally.coulombicEfficiency,
      lengths: lengths, elapsed: elapsed, timeSteps: metrics.step - firstStep, gridCells: simulation.model.grid.cellCount)
    return Summary(outcome: reason.outcome, reason: words(reason, metrics), steps: metrics.step, results: end.results)
  }
}

extension CharacteristicLengths {
  var words: String {
    "capillary wavelength \(capillaryWavelength.map { Readable.length($0, digits: 3) } ?? "none"), "
      + "kinetic length \(kineticLength.map { Readable.length($0, digits: 3) } ?? "none")"
  }
}
