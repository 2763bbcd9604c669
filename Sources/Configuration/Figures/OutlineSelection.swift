import Fields
public import Pictures
public import Records

/// The outline of the lithium of a run at a moment, coloured by a quantity on it, from field files.
public struct OutlineSelection: Sendable {
  /// On which side of the front a quantity is taken that both have.
  public enum Side: String, CaseIterable, Sendable { case electrolyte, lithium }

  /// One of `quantities`.
  public var quantity = FieldQuantity.frontCurrent
  /// A time with its unit, such as `20 s`; the file nearest to it is shown. Nil: the last one.
  public var time: String?
  public var side = Side.electrolyte
  /// Two values with units; nil: from the smallest to the largest value on the outline.
  public var range: String?

  public init() {}

  /// Those that have a meaning on the outline.
  public static let quantities: [FieldQuantity] = [
    .frontCurrent, .salt, .potential, .filmThickness, .pressure, .vonMises, .principalStress,
  ]

  /// How far from the front fields are taken that mean little within it.
  private static let halfWidthsFromFront = 1.5

  /// - Throws: `FigureError`, `RecordError` or `ConfigurationErrors` when the run lacks what is asked for.
  public func figure(of run: RecordedRun, style: FigureStyle) throws -> Figure {
    guard Self.quantities.contains(quantity) else {
      throw FigureError("--by: expected one of \(Self.quantities.map(\.rawValue).joined(separator: ", ")), found \(quantity.rawValue)")
    }
    if side == .lithium, !quantity.isMechanical {
      throw FigureError("--side: lithium has no \(quantity.rawValue) of its own; expected pressure, vonMises or principalStress with it")
    }
    let moment = try SavedMoment.chosen(time.map { [$0] } ?? [], of: run, holding: [.lithium, quantity])[0]
    guard moment.file.header.grid.depth == 1 else {
      throw FigureError(
        "\(moment.file.path): an outline is one of a cell without a depth; `lidendrite render --field surface` shows this one")
    }
    let trace = FrontTrace(try moment.field(.lithium), try moment.field(quantity), offset: offset(moment.halfWidth))
    guard let extent = trace.range else {
      throw FigureError("\(moment.file.path): no \(quantity.rawValue) on the outline of the lithium")
    }
    let range = try self.range.map { try ColorRangeChoice.range($0, quantity) } ?? shown(extent)
    let size = quantity.unitSize
    let scale = ColorScale(
      isSigned(range) ? .polar : .viridis, range: range.lowerBound / size...range.upperBound / size, label: "", unit: quantity.unit,
      unitsPerSI: 1 / size)
    var figure = Figure(trace: trace, scale: scale, quantity: AxisQuantity(words, unit: quantity.unit), style: style)
    figure.caption = try caption(run, moment, trace, extent)
    return figure
  }

  /// m.
  private func offset(_ halfWidth: Double) -> Double {
    switch quantity {
    case .frontCurrent, .filmThickness: 0
    default: (side == .lithium ? -1 : 1) * Self.halfWidthsFromFront * halfWidth
    }
  }

  /// Whether colours tell the sign.
  private func isSigned(_ range: ClosedRange<Double>) -> Bool {
    [.frontCurrent, .pressure, .principalStress].contains(quantity) && range.lowerBound < 0 && range.upperBound > 0
  }

  /// About zero alike where the sign counts; a hundredth of the value, or one unit of nothing, where all are the same.
  private func shown(_ extent: ClosedRange<Double>) -> ClosedRange<Double> {
    let size = max(abs(extent.lowerBound), abs(extent.upperBound)), span = extent.upperBound - extent.lowerBound
    if isSigned(extent) {
      // What is next to nothing against the rest is none of the other sign.
      if -extent.lowerBound < Self.least * size { return 0...extent.upperBound }
      if extent.upperBound < Self.least * size { return extent.lowerBound...0 }
      return -size...size
    }
    if span > 1e-3 * size { return extent }
    let room = size > 0 ? 1e-2 * size : quantity.unitSize
    return extent.lowerBound - room...extent.upperBound + room
  }

  private static let least = 0.02

  private var words: String {
    switch quantity {
    case .salt: "salt concentration at the front"
    case .potential: "electrolyte potential at the front"
    case .filmThickness: "film thickness"
    case .pressure: "pressure at the front"
    case .vonMises: "von Mises stress at the front"
    case .principalStress: "largest principal stress at the front"
    default: "current density at the front"
    }
  }

  private func caption(_ run: RecordedRun, _ moment: SavedMoment, _ trace: FrontTrace, _ extent: ClosedRange<Double>) throws -> [String] {
    let size = quantity.unitSize
    func value(_ value: Double) -> String { FigureCaption.value(value / size, quantity.unit) }
    let heights = trace.window
    var sentences = [
      "Outline of the lithium at \(FigureCaption.time(moment.time)), coloured by the \(FigureCaption.quantity(words, quantity.unit)); shown is the "
        + "whole width of \(FigureCaption.length(trace.width)), from \(FigureCaption.length(heights.lowerBound)) to "
        + "\(FigureCaption.length(heights.upperBound)) above the bottom of the domain, which is \(FigureCaption.length(trace.height)) high.",
      "On the outline it goes from \(value(extent.lowerBound)) to \(value(extent.upperBound)).",
    ]
    switch quantity {
    case .frontCurrent: sentences.append("It is positive where lithium is plated.")
    case .filmThickness: sentences.append("It is that of all films together.")
    default:
      let place = side == .lithium ? "beneath the front, in the lithium" : "before the front, in the electrolyte"
      sentences.append("It is taken \(FigureCaption.length(abs(offset(moment.halfWidth)))) \(place).")
    }
    if quantity == .pressure { sentences.append("Compression is positive.") }
    if quantity == .principalStress { sentences.append("Tension is positive.") }
    return sentences + (try FigureCaption.runs([run], [run.name]))
  }
}
