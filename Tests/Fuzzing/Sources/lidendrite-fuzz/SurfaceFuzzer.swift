import Configuration
import Foundation

/// The bytes after the first are an outline (.csv) or, where they begin as a PNG file does, a micrograph; the first chooses its keys.
enum SurfaceFuzzer {
  @Sendable static func read(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let isPicture = bytes.dropFirst().starts(with: PNGChecksums.signature)
    let contents = isPicture ? PNGChecksums.mended(Array(bytes.dropFirst())) : Array(bytes.dropFirst())
    let file = ScratchFile.write(contents, as: isPicture ? "surface.png" : "surface.csv")
    let sides = choice & 1 == 0 ? "periodic" : "mirrored"
    let keys =
      isPicture
      ? ["metal = \"\(choice & 2 == 0 ? "dark" : "bright")\"", choice & 4 == 0 ? "" : "threshold = 0.1"]
      : [choice & 2 == 0 ? "" : "fit = true", choice & 4 == 0 ? "" : "unit = \"nm\""]
    let text = SoundConfig.text + "\n[electrode.surface]\nfile = \"\(file.lastPathComponent)\"\n" + keys.joined(separator: "\n")
    do throws(ConfigurationErrors) {
      let config = try RunConfiguration(
        parsing: text, file: file.deletingLastPathComponent().appendingPathComponent("fuzz.toml").path,
        overrides: ["cell.sides=\(sides)"])
      demand(config.electrode.surface != nil, "a surface is passed over")
      demand(config.inputs.values.elementsEqual([Data(contents)]), "a run folder would keep another file")
    } catch {
      demand(error.errors.allSatisfy { !$0.message.isEmpty }, "refused without a word")
    }
  }
}
