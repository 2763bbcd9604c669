import Foundation
import Simulations

@testable import Configuration
@testable import Records

/// The bytes stand in the place of one of the texts of a whole checkpoint, which the first byte chooses: what a program with a mistake,
/// or another version, could have written there. A run goes on from it for a time step, or it is refused.
///
/// Bytes of the file itself are no use here: the digest finds out.
enum CheckpointFuzzer {
  @Sendable static func read(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let text = String(decoding: bytes.dropFirst().filter { $0 != 0 }, as: UTF8.self)
    let path = ScratchFile.write([], as: "step-00000003.h5").path
    // Made before the door to HDF5 is shut behind a writer.
    let whole = whole
    do {
      try write(text, inPlaceOf: first % 2 == 0 ? "/simulation" : "/recording", of: whole, to: path)
      try goOn(from: path, of: whole)
    } catch let error as RecordError {
      demand(!error.description.isEmpty, "refused without a word")
    } catch {
      fatalError("an error of another kind: \(error)")
    }
  }

  private static func goOn(from path: String, of whole: Whole) throws {
    let checkpoint = try Checkpoint(path: path)
    let simulation = whole.config.simulation()
    try checkpoint.resume(simulation)
    _ = try checkpoint.recording(RunRecorders.Memory.self)
    var looks = 0
    simulation.interruption = {
      looks += 1
      return looks > 1 ? 2 : nil
    }
    _ = try simulation.run()
  }

  private static func write(_ text: String, inPlaceOf name: String, of whole: Whole, to path: String) throws {
    let image = try HDF5Writer.image(path) { file throws(RecordError) in
      try file.attribute("format", of: "/", "lidendrite checkpoint")
      try file.attribute("formatVersion", of: "/", [Int64(Checkpoint.formatVersion)])
      try file.attribute("program", of: "/", ProgramVersion.withBuild)
      for other in ["/config", "/simulation", "/recording"] { try file.dataset(other, other == name ? text : whole.texts[other] ?? "") }
      try file.group("/fields")
      for (name, field) in whole.fields {
        try file.dataset(name, .init(shape: field.shape)) { layers in
          let size = field.shape[1] * field.shape[2]
          return Array(field.numbers[layers.lowerBound * size..<layers.upperBound * size])
        }
      }
    }
    let name = URL(fileURLWithPath: path).lastPathComponent
    _ = ScratchFile.write(image, as: name)
    _ = ScratchFile.write(Array("\(unsafe Digest.hex(of: image.span.bytes))  \(name)\n".utf8), as: name + ".sha256")
  }

  /// What a run of three time steps left.
  private struct Whole {
    var config: RunConfiguration
    var texts: [String: String]
    var fields: [(name: String, field: (shape: [Int], numbers: [Double]))]
  }

  private static let whole: Whole = {
    do {
      var config = try RunConfiguration(
        parsing: SoundConfig.text + "\n[output]\nframes = 0\n[numerics]\ncellSize = \"2.5 um\"\n", file: "fuzz.toml")
      _ = try config.settleInterface()
      let place = ScratchFile.write([], as: "whole").deletingLastPathComponent().path + "/run"
      let folder = try RunFolder(
        creating: place, config: config.resolvedTOML(), provenance: Provenance(threads: 1, seed: nil), overwrite: true)
      var driver = RunDriver(config, folder: folder)
      var looks = 0
      driver.interruption = {
        looks += 1
        return looks > 3 ? 2 : nil
      }
      _ = try driver.run()
      guard let path = try CheckpointFolder(folder).paths().first else { fatalError("no checkpoint") }
      return try HDF5Reader.read(path) { file throws(RecordError) in
        var texts: [String: String] = [:]
        for name in ["/config", "/simulation", "/recording"] { texts[name] = try file.text(name) }
        var fields: [(name: String, field: (shape: [Int], numbers: [Double]))] = []
        for name in try file.names(in: "/fields").map({ "/fields/\($0)" }) {
          let shape = try file.shape(of: name)
          fields.append((name, (shape, try file.doubles(name, layers: 0..<shape[0]))))
        }
        return Whole(config: config, texts: texts, fields: fields)
      }
    } catch {
      fatalError("no whole checkpoint: \(error)")
    }
  }()
}
