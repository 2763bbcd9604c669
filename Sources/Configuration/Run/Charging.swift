extension RunConfiguration {
  /// `[charging]`: what drives the cell, and when it ends.
  public struct Charging: Equatable, Sendable {
    /// What is imposed; positive plates lithium, negative strips it.
    public enum Control: Equatable, Sendable {
      /// Cell voltage, V.
      case voltage(Double)
      /// Current per electrode width, A/m².
      case currentDensity(Double)
    }

    public var control: Control
    /// Simulated time, s, > 0.
    public var duration: Double
    /// A galvanostatic run stops when the voltage exceeds this, V, > 0; nil never stops it.
    public var maximumVoltage: Double?
    /// The run stops when the highest tip reaches this height, m. Standard: 90 % of the cell height, before the tip feels the top.
    public var stopHeight: Double
  }
}

extension RunConfiguration.Charging {
  init(reading section: SectionReader, in cell: RunConfiguration.Cell, electrode: RunConfiguration.Electrode) {
    let voltage = section.optionalQuantity("voltage", .voltage)
    let currentDensity = section.optionalQuantity("currentDensity", .currentDensity)
    duration = section.quantity("duration", .time, .positive)
    maximumVoltage = section.optionalQuantity("maximumVoltage", .voltage, .positive)
    stopHeight = section.quantity("stopHeight", .length, .positive, standard: 0.9 * cell.height)
    if let currentDensity { control = .currentDensity(currentDensity) } else { control = .voltage(voltage ?? .nan) }

    switch (voltage, currentDensity) {
    case (.some, .some): section.report("currentDensity", "set either voltage or currentDensity, not both")
    case (nil, nil):
      section.document.reportMissing(
        section.fullPath("voltage"), "set either voltage = \"100 mV\" or currentDensity = \"1 mA/cm^2\"")
    case (.some, nil) where section.has("maximumVoltage"):
      section.report("maximumVoltage", "has no effect with an imposed voltage; it belongs to a run with currentDensity")
    default: break
    }
    if section.has("stopHeight"), stopHeight > cell.height {
      section.report(
        "stopHeight", "expected at most the cell height of \(Readable.length(cell.height)), found \(Readable.length(stopHeight))")
    } else if stopHeight <= electrode.position, electrode.position < cell.height {
      section.report(
        "stopHeight",
        "expected more than the electrode position of \(Readable.length(electrode.position)), found \(Readable.length(stopHeight))")
    }
  }

  func write(to writer: inout SettingWriter) {
    writer.section("charging")
    switch control {
    case .voltage(let voltage): writer.quantity("voltage", voltage, .voltage, "imposed; positive plates lithium")
    case .currentDensity(let density): writer.quantity("currentDensity", density, .currentDensity, "imposed; positive plates lithium")
    }
    writer.quantity("duration", duration, .time, "simulated time")
    if let maximumVoltage { writer.quantity("maximumVoltage", maximumVoltage, .voltage, "stops the run when exceeded") }
    writer.quantity("stopHeight", stopHeight, .length, "stops the run when the highest tip reaches it")
  }
}
