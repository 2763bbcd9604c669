import Pictures
import Records

extension RunConfiguration.Output.SurfaceFrames {
  /// `[output.surface.cut]`: the part of the cell between these lengths, which is taken away; nil reaches through the whole cell.
  public struct Cut: Equatable, Sendable {
    /// m.
    public var width: ClosedRange<Double>?, depth: ClosedRange<Double>?, height: ClosedRange<Double>?
  }

  /// `[output.surface.slice]`: a plane that shows a field where no lithium is.
  public struct Slice: Equatable, Sendable {
    /// What it shows.
    public enum Field: String, CaseIterable, Sendable { case current, salt, potential, pressure, vonMises, principalStress }
    /// The axis that it stands across.
    public enum Normal: String, CaseIterable, Sendable { case width, depth, height }

    public var field: Field
    /// Standard: depth.
    public var normal: Normal
    /// Along that axis, m.
    public var position: Double
  }
}

extension RunConfiguration.Output.SurfaceFrames.Cut {
  static let none = Self()

  static let meanings: KeyMeanings = [
    "width": .init("taken away between them, along the width", standard: "the whole"),
    "depth": .init("along the depth, 0 towards a viewer at azimuth 0", standard: "the whole"),
    "height": .init("above the bottom of the domain", standard: "the whole"),
  ]

  init(reading section: SectionReader, in cell: RunConfiguration.Cell) {
    section.describe(Self.meanings)
    func interval(_ key: String, _ length: Double?) -> ClosedRange<Double>? {
      guard let range = section.optionalInterval(key, .length) else { return nil }
      if let length, range.upperBound <= 0 || range.lowerBound >= length {
        section.report(
          key, expected: "lengths between which there is some of the cell, which is \(Readable.length(length)) along this axis",
          found: "[\(Readable.length(range.lowerBound)), \(Readable.length(range.upperBound))]")
      }
      return range
    }
    width = interval("width", cell.width)
    depth = interval("depth", cell.depth)
    height = interval("height", cell.height)
    func isWhole(_ range: ClosedRange<Double>?, _ length: Double?) -> Bool {
      guard let range, let length else { return true }
      return range.lowerBound <= 0 && range.upperBound >= length
    }
    if self != .none, isWhole(width, cell.width), isWhole(depth, cell.depth), isWhole(height, cell.height) {
      let key = section.entries.keys.sorted().first ?? "width"
      section.report(key, "takes the whole cell away")
    }
  }

  func write(to writer: inout SettingWriter) {
    if self == .none { return }
    writer.section("output.surface.cut", Self.meanings)
    if let width { writer.interval("width", width, .length, "taken away") }
    if let depth { writer.interval("depth", depth, .length, "taken away") }
    if let height { writer.interval("height", height, .length, "taken away") }
  }

  /// Nil where nothing is taken away.
  var surfaceCut: SurfaceCut? {
    if self == .none { return nil }
    let ranges = [width, depth, height]
    return SurfaceCut(
      lower: SIMD3(ranges.map { $0?.lowerBound ?? -.infinity }), upper: SIMD3(ranges.map { $0?.upperBound ?? .infinity }))
  }
}

extension RunConfiguration.Output.SurfaceFrames.Slice {
  static let meanings: KeyMeanings = [
    "field": "what it shows (stress needs `[mechanics]`)",
    "normal": "the axis that it stands across",
    "position": .init("along that axis", bound: "within the cell"),
  ]

  /// - Parameter lack: what a config needs for a quantity and has not, in words; nil where the quantity is there.
  init(reading section: SectionReader, in cell: RunConfiguration.Cell, lack: (FieldQuantity) -> String?) {
    section.describe(Self.meanings)
    let chosen: Field? = section.optionalChoice("field")
    if !section.has("field") {
      section.reportMissing("field", "one of \(Field.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))")
    }
    field = chosen ?? .current
    if let lack = lack(field.quantity) { section.report("field", "\"\(field.rawValue)\" needs \(lack)") }
    normal = section.choice("normal", standard: .depth)
    position = section.quantity("position", .length, .nonNegative)
    let length =
      switch normal {
      case .width: cell.width
      case .depth: cell.depth ?? .infinity
      case .height: cell.height
      }
    if position > length {
      section.report(
        "position", expected: "at most the cell \(normal.rawValue) of \(Readable.length(length))", found: Readable.length(position))
    }
  }

  func write(to writer: inout SettingWriter) {
    writer.section("output.surface.slice", Self.meanings)
    writer.text("field", field.rawValue, Field.allCases.map(\.rawValue).joined(separator: ", "))
    writer.text("normal", normal.rawValue)
    writer.quantity("position", position, .length)
  }
}

extension RunConfiguration.Output.SurfaceFrames.Slice.Field {
  var quantity: FieldQuantity {
    switch self {
    case .current: .current
    case .salt: .salt
    case .potential: .potential
    case .pressure: .pressure
    case .vonMises: .vonMises
    case .principalStress: .principalStress
    }
  }
}

extension RunConfiguration.Output.SurfaceFrames.Slice.Normal {
  var axis: SurfaceSlice.Axis {
    switch self {
    case .width: .width
    case .depth: .depth
    case .height: .growth
    }
  }
}
