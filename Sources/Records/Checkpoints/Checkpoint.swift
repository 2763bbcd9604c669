import Fields
import Foundation
import Physics
public import Simulations

/// All that a run needs to go on bit for bit: one HDF5 file, whose numbers h5py reads too.
///
/// Texts `/config` (the resolved config) and `/simulation` and `/recording` (JSON whose numbers have all their digits), and the model's
/// fields under `/fields`, raw doubles in SI. Nothing in it depends on the time of day, the number of threads or how often the run was
/// resumed.
public struct Checkpoint {
  public let path: String
  /// The resolved config of the run.
  public let config: String
  /// What the program was that wrote it, such as `0.1.0 (Swift 6.3, x86_64, native)`.
  public let program: String
  /// Accepted time steps, and simulated time, s.
  public let step: Int, time: Double
  private let contents: Contents
  private let recording: String

  /// The layout of the file; a program refuses those it does not know.
  public static let formatVersion = 3
  private static let format = "lidendrite checkpoint"

  private struct Contents: Codable {
    var model: CellMemory
    var simulation: Simulation.Memory
  }

  // MARK: Writing

  /// Writes the state of a run.
  /// - Parameters:
  ///   - recording: what those who write the run's files remember.
  ///   - kept: checkpoints to keep, this one included, ≥ 2.
  /// - Returns: the path; nil, and nothing is written, where a field holds what is no number.
  /// - Throws: `RecordError`; the checkpoints before are untouched then.
  public static func write(
    _ simulation: Simulation, config: String, recording: some Encodable, into folder: CheckpointFolder, kept: Int
  ) throws(RecordError) -> String? {
    let model = simulation.model, memory = simulation.model.memory
    guard memory.isPlausible, model.keptFields.allSatisfy({ $0.field.isFinite }) else { return nil }
    let contents = try JSONText.encode(Contents(model: memory, simulation: simulation.memory), named: "simulation")
    let recorded = try JSONText.encode(recording, named: "recording")
    let numbers = model.keptFields.reduce(0) { $0 + 8 * $1.field.grid.cellCount }
    let texts = config.utf8.count + contents.utf8.count + recorded.utf8.count
    return try folder.write(step: memory.step, kept: kept) { partial throws(RecordError) in
      try HDF5Writer.write(partial, as: folder.path(step: memory.step), byteCount: numbers + texts) { file throws(RecordError) in
        try file.attribute("format", of: "/", format)
        try file.attribute("formatVersion", of: "/", [Int64(formatVersion)])
        try file.attribute("program", of: "/", ProgramVersion.withBuild)
        try file.attribute("step", of: "/", [Int64(memory.step)])
        try file.attribute("time", of: "/", [memory.time])
        try file.attribute("spacing", of: "/", [model.grid.widthSpacing, model.grid.depthSpacing, model.grid.growthSpacing])
        try file.dataset("/config", config)
        try file.dataset("/simulation", contents)
        try file.dataset("/recording", recorded)
        try file.group("/fields")
        for kept in model.keptFields {
          try file.dataset("/fields/\(kept.name)", .init(shape: kept.field.shape)) { kept.field.numbers(ofLayers: $0) }
          try file.attribute("unit", of: "/fields/\(kept.name)", kept.unit)
        }
      }
    }
  }

  // MARK: Reading

  /// Reads all but the fields, after its digest has told that it is whole.
  /// - Throws: `RecordError`, refused, with what is wrong.
  public init(path: String) throws(RecordError) {
    if let complaint = try CheckpointFolder.complaint(path) { throw .refused(complaint) }
    self = try HDF5Reader.read(path) { file throws(RecordError) in try Checkpoint(path, file) }
  }

  private init(_ path: String, _ file: HDF5Reader) throws(RecordError) {
    self.path = path
    guard try file.text("format", of: "/") == Self.format else { throw .refused("\(path): no checkpoint of this program") }
    let version = try file.integers("formatVersion", of: "/").first ?? 0
    guard version == Self.formatVersion else {
      throw .refused("\(path): written in format \(version); this program reads format \(Self.formatVersion)")
    }
    program = try file.text("program", of: "/")
    config = try file.text("/config")
    contents = try JSONText.decode(Contents.self, from: file.text("/simulation"), named: "\(path): /simulation")
    recording = try file.text("/recording")
    guard contents.model.isPlausible else { throw .refused("\(path): /simulation holds numbers that no run has") }
    step = contents.model.step
    time = contents.model.time
  }

  /// Of the cell then.
  public var metrics: CellMetrics { contents.simulation.metrics }

  /// What those who write the run's files remembered.
  /// - Throws: `RecordError`, refused, where it is of another form.
  public func recording<Value: Decodable>(_ type: Value.Type) throws(RecordError) -> Value {
    try JSONText.decode(type, from: recording, named: "\(path): /recording")
  }

  /// Brings a run back to the state of the checkpoint: it goes on as if it had never stopped.
  /// - Throws: `RecordError`, refused, where the checkpoint is of another grid or protocol.
  public func resume(_ simulation: Simulation) throws(RecordError) {
    try restore(simulation.model)
    if !simulation.resume(contents.simulation) { throw mismatch }
  }

  /// Lets another run begin with the cell of the checkpoint.
  /// - Parameter continuesProtocol: whether the protocol goes on where it was; else it begins now.
  /// - Throws: `RecordError`, refused, where the checkpoint is of another grid or protocol.
  public func branch(_ simulation: Simulation, continuesProtocol: Bool) throws(RecordError) {
    try restore(simulation.model)
    if !continuesProtocol { return simulation.branch(contents.simulation) }
    if !simulation.resume(contents.simulation, isSeen: false) { throw mismatch }
  }

  private var mismatch: RecordError { .refused("\(path): /simulation is of another protocol than the config's, or damaged") }

  private func restore(_ model: any CellModel) throws(RecordError) {
    try HDF5Reader.read(path) { file throws(RecordError) in
      for kept in model.keptFields {
        let name = "/fields/\(kept.name)"
        let shape = try file.shape(of: name)
        guard shape == kept.field.shape else {
          throw .refused(
            "\(path): \(name) has \(shape.reversed()) cells along width, depth and height, the config \(kept.field.shape.reversed())")
        }
        for layer in 0..<shape[0] { kept.field.assign(try file.doubles(name, layers: layer..<layer + 1), toLayer: layer) }
        guard kept.field.isFinite else { throw .refused("\(path): \(name) holds what is no number") }
      }
    }
    if !model.restore(contents.model) { throw .refused("\(path): /simulation is of another model than the config's") }
  }
}
