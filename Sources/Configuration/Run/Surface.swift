public import Foundation
import Pictures
public import Simulations

extension RunConfiguration {
  /// `[electrode.surface]`: the lithium surface at the start, from a file: an outline of points or a micrograph.
  public struct Surface: Equatable, Sendable {
    /// How the file is read.
    public enum Form: Equatable, Sendable {
      /// Points of a line, .csv.
      case points(Points)
      /// A picture, .png.
      case micrograph(Micrograph)
    }

    public struct Points: Equatable, Sendable {
      /// Of both columns where the header names none, such as `um`.
      public var unit: String?
      /// Scales the outline, x and height alike, to the cell width. Standard: false, it must have the cell width.
      public var fit: Bool
    }

    public struct Micrograph: Equatable, Sendable {
      /// What the lithium looks like: true for dark, false for bright.
      public var isLithiumDark: Bool
      /// Brightness at its outline, in (0, 1).
      public var threshold: Double
      /// Edge of a pixel, m, > 0; nil scales the picture to the cell width.
      public var pixelSize: Double?
    }

    /// As named in the config, relative to its folder.
    public var file: String
    public var form: Form
    /// The file's bytes: a run folder keeps them, so that its config goes on giving the same run.
    public let contents: Data
    /// In the cell, its mean height at `electrode.position`.
    public let outline: FrontOutline

    /// Name of the file in a run folder.
    public var recordName: String {
      if case .points = form { "surface.csv" } else { "surface.png" }
    }
  }
}

extension RunConfiguration {
  /// Files that the resolved config names, by the names it gives them.
  public var inputs: [String: Data] { electrode.surface.map { [$0.recordName: $0.contents] } ?? [:] }
}

extension RunConfiguration.Surface {
  static let meanings: KeyMeanings = [
    "file": "a `.csv` or a `.png`, relative to the folder of the config",
    "unit": .init("unit of length of both columns of a `.csv` whose header names none", standard: .conditional),
    "fit": "`true` scales the points of a `.csv`, x and height alike, until they span the width; else they must span it",
    "metal": .init("how the lithium looks in a `.png`; must be set with one", standard: .conditional),
    "threshold": "brightness at the outline of the lithium, 0 is black, 1 white",
    "pixelSize": .init(
      "edge of a pixel; the picture must then have the cell width to half a pixel", standard: "the picture is scaled to the width"),
  ]

  /// Nil when something is wrong, which is then noted.
  init?(reading section: SectionReader, in cell: RunConfiguration.Cell, position: Double) {
    section.describe(Self.meanings)
    file = section.text("file", example: "outline.csv")
    let unit = section.optionalText("unit", example: "um")
    let fit = section.boolean("fit", standard: false)
    let lithium: ImageOutline.Lithium? = section.optionalChoice("metal")
    let threshold = section.quantity("threshold", .number, .openUnit, standard: 0.5)
    let pixelSize = section.optionalQuantity("pixelSize", .length, .positive)
    guard section.isSound("file") else { return nil }

    let foreign: [String]
    switch file.split(separator: ".").last?.lowercased() {
    case "csv":
      form = .points(Points(unit: unit, fit: fit))
      foreign = ["metal", "threshold", "pixelSize"]
    case "png":
      if lithium == nil, section.isSound("metal") { section.reportMissing("metal", "\"dark\" or \"bright\", how the lithium looks") }
      form = .micrograph(Micrograph(isLithiumDark: lithium == .dark, threshold: threshold, pixelSize: pixelSize))
      foreign = ["unit", "fit"]
    default:
      section.report("file", expected: "a file of points (.csv) or a picture (.png)", found: "\"\(file)\"")
      return nil
    }
    for key in foreign where section.has(key) {
      let owner = if case .points = form { "a picture (.png)" } else { "a file of points (.csv)" }
      section.report(key, "has no effect with \"\(file)\"; it belongs to \(owner)")
    }
    guard section.isSound("unit", "metal", "threshold", "pixelSize", "fit"), !foreign.contains(where: section.has),
      cell.width > 0, cell.height > 0, position > 0, position < cell.height
    else { return nil }
    do throws(SurfaceError) {
      let loaded = try SurfaceFile(file, beside: section.document.file, form, in: cell)
      contents = loaded.contents
      outline = try loaded.placed(at: position, in: cell)
    } catch {
      section.report("file", error.message)
      return nil
    }
  }

  func write(to writer: inout SettingWriter) {
    writer.section("electrode.surface", Self.meanings)
    writer.text("file", recordName, "surface at the start, relative to this file")
    switch form {
    case .points(let points):
      if let unit = points.unit { writer.text("unit", unit, "of both columns where the header names none") }
      writer.boolean("fit", points.fit, "true scales the outline to the cell width")
    case .micrograph(let picture):
      writer.text("metal", picture.isLithiumDark ? "dark" : "bright")
      writer.quantity("threshold", picture.threshold, .number)
      if let size = picture.pixelSize { writer.quantity("pixelSize", size, .length) }
    }
  }

  func advice(in cell: RunConfiguration.Cell) -> [String] {
    guard cell.sides == .periodic, case .points = form, let line = outline.lines.first, let first = line.first,
      let last = line.dropLast().last,
      line.last?.z == first.z, last.x == line.last?.x
    else { return [] }
    return [
      "electrode.surface.file: the outline begins at \(Readable.length(first.z, digits: 3)) and ends at "
        + "\(Readable.length(last.z, digits: 3)), a wall where periodic sides meet; cell.sides = \"mirrored\" has none"
    ]
  }
}
