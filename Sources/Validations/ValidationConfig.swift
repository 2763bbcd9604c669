import Configuration
import Foundation
import Simulations

/// A config of `Configs/validation`, as the program carries it.
enum ValidationConfig {
  /// A run of a config with settings laid over it, ready to begin.
  ///
  /// - Parameters:
  ///   - text: the config.
  ///   - surface: name and content of the file that it takes the surface at the start from.
  static func simulation(_ text: [UInt8], surface: (name: String, content: [UInt8])? = nil, _ settings: [String]) throws -> Simulation {
    // A path in a config is relative to its folder.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("config.toml")
    try Data(text).write(to: path)
    if let surface { try Data(surface.content).write(to: folder.appendingPathComponent(surface.name)) }
    var config = try RunConfiguration.load(path: path.path, overrides: settings)
    _ = try config.settleInterface()
    return config.simulation()
  }
}
