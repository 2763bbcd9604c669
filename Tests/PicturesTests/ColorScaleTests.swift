import Pictures
import Testing

@Suite struct ColorScaleTests {
  @Test func linearScaleConvertsUnits() {
    let scale = ColorScale(.viridis, range: -2...8, label: "i", unit: "mA/cm²", unitsPerSI: 0.1)
    #expect(scale.fraction(-2) == 0)
    #expect(scale.fraction(3) == 0.5)
    #expect(scale.color(30) == Colormap.viridis.color(at: 0.5))
  }

  @Test func logarithmicScaleCountsDecades() {
    let scale = ColorScale(.magma, range: 0.01...100, spacing: .logarithmic, label: "i")
    #expect(abs(scale.fraction(1) - 0.5) < 1e-15)
    #expect(scale.fraction(0) == -.infinity)
    #expect(scale.fraction(-1) == -.infinity)
    #expect(scale.color(0) == Colormap.magma.color(at: 0))
  }

  @Test func undefinedValuesHaveTheirOwnColor() {
    let scale = ColorScale(.viridis, range: 0...1, label: "c", undefinedColor: Color(hex: 0x123456))
    #expect(scale.color(.nan).hex == 0x123456)
    #expect(scale.color(.infinity) == Colormap.viridis.color(at: 1))
    #expect(scale.color(-.infinity) == Colormap.viridis.color(at: 0))
  }

  @Test(arguments: [
    (0.0, 1000.0, 7, ["0", "200", "400", "600", "800", "1000"], 0),
    (-150.0, 150.0, 7, ["−150", "−100", "−50", "0", "50", "100", "150"], 0),
    (0.0, 1.0, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], 0),
    (-0.37, 0.12, 6, ["−0.3", "−0.2", "−0.1", "0.0", "0.1"], 0),
    (0.0, 2.5e-4, 6, ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"], -4),
    (0.0, 3e6, 4, ["0", "1", "2", "3"], 6),
    (998.2, 1001.9, 5, ["999", "1000", "1001"], 0),
  ])
  func linearTicksAreRound(_ lower: Double, _ upper: Double, _ count: Int, _ labels: [String], _ exponent: Int) {
    let ticks = Ticks(linear: lower...upper, count: count)
    #expect(ticks.labels == labels)
    #expect(ticks.exponent == exponent)
    #expect(ticks.values.allSatisfy { $0 >= lower - 1e-9 * abs(lower) && $0 <= upper + 1e-9 * abs(upper) })
  }

  @Test func logarithmicTicksArePowersOfTen() {
    #expect(Ticks(logarithmic: 0.01...100, count: 7).labels == ["10⁻²", "10⁻¹", "10⁰", "10¹", "10²"])
    #expect(Ticks(logarithmic: 1e-12...1, count: 5).values == [1e-12, 1e-9, 1e-6, 1e-3, 1])
    // Less than a decade has the ticks of a linear scale.
    #expect(Ticks(logarithmic: 2...9, count: 4).labels == ["2", "4", "6", "8"])
  }
}
