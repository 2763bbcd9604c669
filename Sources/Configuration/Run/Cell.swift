extension RunConfiguration {
  /// `[cell]`: the simulated piece of the cell, from within the lithium up into the electrolyte.
  public struct Cell: Equatable, Sendable {
    /// What lies beyond the sides, all alike.
    public enum Sides: String, CaseIterable, Sendable {
      case periodic
      /// No flux through the sides: the picture continues as in a mirror.
      case mirrored
    }

    /// Along the electrode, m, > 0.
    public var width: Double
    /// Along the electrode, across the width, m, > 0; nil in a cell of two dimensions.
    public var depth: Double?
    /// From the bottom of the lithium to the top of the domain, m, > 0.
    public var height: Double
    /// K, > 0. Standard: room temperature; that of the published set with a model of the literature.
    public var temperature: Double
    /// Standard: periodic, which favours no place along the electrode.
    public var sides: Sides
  }
}

extension RunConfiguration.Cell {
  /// 25 °C, K, where most electrolyte data are measured.
  static let roomTemperature = 298.15

  static let meanings: KeyMeanings = [
    "width": "along the electrode",
    "depth": .init(
      "along the electrode, across the width: with it the run has three dimensions; frames and outlines show the plane in the "
        + "middle, but for frames of the `surface`"
    ),
    "height": "from the bottom of the lithium to the top of the domain",
    "temperature": "of the whole cell",
    "sides": "what lies beyond the sides, all alike",
  ]

  /// - Parameter temperature: where nothing is said of it, K.
  init(reading section: SectionReader, temperature roomTemperature: Double) {
    section.describe(Self.meanings)
    width = section.quantity("width", .length, .positive)
    depth = section.optionalQuantity("depth", .length, .positive)
    height = section.quantity("height", .length, .positive)
    temperature = section.quantity("temperature", .temperature, .positive, standard: roomTemperature)
    sides = section.choice("sides", standard: .periodic)
  }

  func write(to writer: inout SettingWriter) {
    writer.section("cell", Self.meanings)
    writer.quantity("width", width, .length)
    if let depth { writer.quantity("depth", depth, .length) }
    writer.quantity("height", height, .length)
    writer.quantity("temperature", temperature, .temperature)
    writer.text("sides", sides.rawValue, "what lies beyond the sides: periodic or mirrored")
  }
}

extension RunConfiguration.Cell {
  /// `position` and `depthPosition` of what lies on the electrode, m: along width and depth; the latter the middle unless set, nil in a cell
  /// without depth.
  func place(reading section: SectionReader) -> (position: Double, depthPosition: Double?) {
    let position = section.quantity("position", .length, .nonNegative)
    let beside = section.optionalQuantity("depthPosition", .length, .nonNegative)
    if position > width {
      section.report("position", "expected at most the cell width of \(Readable.length(width)), found \(Readable.length(position))")
    }
    guard let depth else {
      if beside != nil { section.report("depthPosition", "has no meaning in a cell without cell.depth") }
      return (position, nil)
    }
    if let beside, beside > depth {
      section.report("depthPosition", "expected at most the cell depth of \(Readable.length(depth)), found \(Readable.length(beside))")
    }
    return (position, beside ?? 0.5 * depth)
  }
}
