import Testing

@testable import Pictures

@Suite struct PlotAxisTests {
  private static let length = AxisQuantity("tip height", unit: "um")

  @Test func linearAndLogarithmicFractions() {
    let linear = PlotAxis(Self.length, range: 2...12)
    #expect(linear.fraction(2) == 0)
    #expect(linear.fraction(4.5) == 0.25)
    #expect(linear.fraction(.nan) == nil)
    let logarithmic = PlotAxis(Self.length, range: 1e-3...1e3, isLogarithmic: true)
    #expect(abs(logarithmic.fraction(1)! - 0.5) < 1e-15)
    #expect(abs(logarithmic.fraction(100)! - 5.0 / 6) < 1e-15)
    #expect(logarithmic.fraction(0) == nil)
    #expect(logarithmic.fraction(-1) == nil)
  }

  @Test func roomIsLeftBesideTheValues() {
    #expect(PlotAxis(Self.length, around: [5, .nan, 6], margin: 0.1).range == 4.9...6.1)
    #expect(PlotAxis(Self.length, around: [5, 6], margin: 0).range == 5...6)
    #expect(PlotAxis(Self.length, around: [0.1, 10], margin: 0.1).range.lowerBound == 0)
    #expect(PlotAxis(Self.length, around: [-10, -0.1], margin: 0.1).range.upperBound == 0)
  }

  /// A constant voltage with its rounding must not fill the plot with noise.
  @Test func roundingIsNotShown() {
    let range = PlotAxis(Self.length, around: [0.5, 0.5 + 1e-9], margin: 0.1).range
    #expect(range.lowerBound < 0.47 && range.upperBound > 0.53)
    #expect(PlotAxis(Self.length, around: [0, 0], margin: 0.1).range == -1...1)
  }

  @Test func decadesHaveNumbersAndSmallTicksBetween() {
    let ticks = AxisTicks(logarithmic: 1e-3...1, count: 6)
    #expect(ticks.labels == ["10⁻³", "10⁻²", "10⁻¹", "10⁰"])
    #expect(ticks.minor.count == 24)
    #expect(abs(ticks.minor[1] - 3e-3) < 1e-18)
  }

  @Test func aShortLogarithmicAxisHasOneTwoAndFive() {
    #expect(AxisTicks(logarithmic: 0.15...1.1, count: 6).labels == ["0.2", "0.5", "1"])
    #expect(AxisTicks(logarithmic: 1.5e-6...2.2e-5, count: 6).labels == ["2×10⁻⁶", "5×10⁻⁶", "10⁻⁵", "2×10⁻⁵"])
    // Within one step of that series what is round has to do.
    #expect(AxisTicks(logarithmic: 2.2...2.8, count: 6).labels == ["2.2", "2.4", "2.6", "2.8"])
  }

  @Test func manyDecadesAreThinnedToSmallTicks() {
    let ticks = AxisTicks(logarithmic: 1e-12...1, count: 5)
    #expect(ticks.labels.count <= 5)
    #expect(ticks.minor.count == 13)
  }

  @Test(arguments: [
    ("current density", "mA/cm^2", 0, "Current density (mA/cm²)"), ("areal capacity", "mA*h/cm^2", 0, "Areal capacity (mA·h/cm²)"),
    ("tip height", "um", 0, "Tip height (µm)"), ("step", "", 0, "Step"), ("time", "s", 3, "Time (10³\u{202F}s)"),
    ("resistance", "ohm*cm^2", 0, "Resistance (Ω·cm²)"), ("rate", "s^-1", -2, "Rate (10⁻²\u{202F}s⁻¹)"), ("z", "um", 0, "z (µm)"),
    ("cell voltage", "V", 0, "Cell voltage (V)"), ("current balance", "", -9, "Current balance (10⁻⁹)"),
  ]) func unitsAreSetAsPrintWritesThem(name: String, unit: String, exponent: Int, heading: String) {
    #expect(AxisQuantity(name, unit: unit).heading(exponent: exponent) == heading)
  }
}
