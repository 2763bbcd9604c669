import Records

/// From where to where the colours of rendered frames go.
public enum ColorRangeChoice: Equatable, Sendable {
  /// As in the run's own frames.
  case ofTheRun
  /// From the smallest to the largest value in the electrolyte over all files, so that a movie does not flicker.
  case auto
  /// Two values with units, such as `0 mol/L, 1.2 mol/L`, for the one quantity that is rendered.
  case text(String)

  /// Of a logarithmic range that is chosen: three decades show what a page can.
  private static let widest = 1e3

  /// Sets the ranges of a config.
  func apply(to config: inout RunConfiguration, _ sequences: [RunConfiguration.Output.Field], _ saved: SavedFields) throws {
    switch self {
    case .ofTheRun: return
    case .auto:
      let shown = FieldQuantity.allCases.filter { quantity in
        saved.held.contains(quantity) && sequences.contains { config.output.isShown(quantity, in: $0) }
      }
      for quantity in shown where ![.lithium, .layers, .stress, .frontCurrent].contains(quantity) {
        guard let extent = try saved.extent(of: quantity) else { continue }
        Self.set(quantity, Self.widened(extent, quantity), in: &config)
      }
    case .text(let text):
      let name = sequences[0] == .surface ? config.output.surface?.coloredBy.rawValue : sequences[0].rawValue
      guard sequences.count == 1, let name, let quantity = FieldQuantity(rawValue: name), quantity != .lithium && quantity != .stress else {
        throw FigureError(
          "--range: two values are of one quantity; expected one --field of salt, potential, current, pressure, vonMises, "
            + "principalStress and filmThickness, found " + sequences.map(\.rawValue).joined(separator: ", "))
      }
      Self.set(quantity, try Self.range(text, quantity), in: &config)
    }
  }

  private static func set(_ quantity: FieldQuantity, _ range: ClosedRange<Double>, in config: inout RunConfiguration) {
    switch quantity {
    case .lithium, .layers, .frontCurrent: break
    case .salt: config.output.ranges.salt = range
    case .potential: config.output.ranges.potential = range
    case .current: config.output.ranges.current = range
    case .pressure: config.output.ranges.pressure = range
    case .vonMises: config.output.ranges.vonMises = range
    case .principalStress: config.output.ranges.principalStress = range
    case .stress: break
    case .filmThickness: config.output.ranges.filmThickness = range
    }
  }

  /// Room where values hardly differ; decades for the current, which is next to nothing somewhere.
  private static func widened(_ extent: ClosedRange<Double>, _ quantity: FieldQuantity) -> ClosedRange<Double> {
    let low = extent.lowerBound, high = extent.upperBound
    if quantity == .current {
      guard high > 0 else { return 0...10 }
      let lower = max(low, high / widest)
      return lower < 0.999 * high ? lower...high : high / 2...2 * high
    }
    let magnitude = max(abs(low), abs(high))
    guard high - low <= 1e-6 * magnitude || high == low else { return extent }
    // A thousandth of the value; of zero 1 nm of a film, or 1 mV of a potential.
    let room = max(1e-3 * magnitude, quantity == .filmThickness ? 1e-9 : 1e-3)
    return low - room...high + room
  }

  static func range(_ text: String, _ quantity: FieldQuantity) throws(FigureError) -> ClosedRange<Double> {
    let (kind, example): (QuantityKind, String) =
      switch quantity {
      case .lithium, .layers: (.number, "0, 1")
      case .salt: (.concentration, "0 mol/L, 1.2 mol/L")
      case .potential: (.voltage, "-100 mV, 0 mV")
      case .current, .frontCurrent: (.currentDensity, "1 mA/cm^2, 100 mA/cm^2")
      case .vonMises: (.pressure, "0 MPa, 2 MPa")
      case .filmThickness: (.length, "0 nm, 20 nm")
      case .pressure, .principalStress, .stress: (.pressure, "-2 MPa, 2 MPa")
      }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { throw FigureError("--range: expected auto or two values such as \"\(example)\", found \"\(text)\"") }
    var values: [Double] = []
    for part in parts.map({ String($0.trimmingPrefix(while: \.isWhitespace)) }) {
      let found: Quantity
      do throws(QuantityError) {
        found = try Quantity(parsing: part)
      } catch {
        throw FigureError("--range: \(error.complaint(expecting: kind, found: part).message)")
      }
      guard found.dimension == kind.dimension else {
        let remark = found.dimension == .one ? "without a unit" : "(\(QuantityKind.name(of: found.dimension)))"
        throw FigureError("--range: expected \(kind.expectation), found \"\(part)\" \(remark)")
      }
      values.append(found.value)
    }
    guard let range = ClosedRange(from: values[0], to: values[1]) else {
      throw FigureError("--range: expected the lower value first, found \"\(text)\"")
    }
    return range
  }
}
