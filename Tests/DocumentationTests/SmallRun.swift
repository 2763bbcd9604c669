import Configuration
import Foundation
import Records

/// A run of 8 × 16 cells and moments, whose files have all that files of a run have.
enum SmallRun {
  static let config = """
    [cell]
    width = "3.2 um"
    height = "6.4 um"

    [electrode]
    position = "2 um"
    exchangeCurrentDensity = "3 mA/cm^2"

    [electrolyte]
    concentration = "1 mol/L"
    saltDiffusivity = "3e-10 m^2/s"
    ionicConductivity = "10 mS/cm"
    cationTransferenceNumber = 0.38

    [charging]
    voltage = "10 mV"
    duration = "1 ms"

    [output]
    frames = 0

    [numerics]
    interfaceHalfWidth = "400 nm"
    """

  /// Runs a config into a new folder.
  static func run(_ text: String = config, into place: String) throws -> RunFolder {
    let config = try RunConfiguration(parsing: text, file: "small.toml")
    let folder = try RunFolder(
      creating: place, config: config.resolvedTOML(), provenance: Provenance(threads: 1, seed: nil), overwrite: false)
    _ = try RunDriver(config, folder: folder).run()
    return folder
  }
}
