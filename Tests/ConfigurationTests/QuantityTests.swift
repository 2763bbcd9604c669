import Testing

@testable import Configuration

@Suite struct QuantityTests {
  /// Text, value in SI by hand, kind.
  static let table: [(String, Double, QuantityKind)] = [
    ("1 mA/cm^2", 10, .currentDensity), ("1 mA/cm²", 10, .currentDensity), ("-0.5 mA*cm^-2", -5, .currentDensity),
    ("1 mA cm⁻²", 10, .currentDensity), ("50 nm", 50e-9, .length), ("50nm", 50e-9, .length), ("40 um", 40e-6, .length),
    ("40 µm", 40e-6, .length), ("40 μm", 40e-6, .length), ("0.4 mm", 4e-4, .length), (".4 mm", 4e-4, .length), ("4. mm", 4e-3, .length),
    ("2 Å", 2e-10, .length), ("1 cm", 0.01, .length), ("3.2e-10 m^2/s", 3.2e-10, .diffusivity), ("3.2e-6 cm^2/s", 3.2e-10, .diffusivity),
    ("3.2E-6 cm**2/s", 3.2e-10, .diffusivity), ("0.5 J/m^2", 0.5, .interfacialEnergy), ("500 mN/m", 0.5, .interfacialEnergy),
    ("4.9 GPa", 4.9e9, .pressure), ("2 bar", 2e5, .pressure), ("1 mol/L", 1000, .concentration), ("1 mol/l", 1000, .concentration),
    ("1.2 mol/dm^3", 1200, .concentration), ("1 M", 1000, .concentration), ("1 mM", 1, .concentration),
    ("13 cm^3/mol", 1.3e-5, .molarVolume), ("10 ohm*cm^2", 1e-3, .arealResistance), ("10 Ω·cm²", 1e-3, .arealResistance),
    ("10 kohm cm^2", 1, .arealResistance), ("25 degC", 298.15, .temperature), ("25 °C", 298.15, .temperature),
    ("-20 degC", 253.15, .temperature),
    ("298 K", 298, .temperature), ("10 mS/cm", 1, .conductivity), ("1 S/m", 1, .conductivity), ("1 mA·h/cm²", 36000, .arealCapacity),
    ("1 mAh/cm^2", 36000, .arealCapacity), ("2 h", 7200, .time), ("1.5 min", 90, .time), ("1 d", 86400, .time), ("3 ms", 3e-3, .time),
    ("300 mV", 0.3, .voltage), ("−300 mV", -0.3, .voltage), ("1 J/C", 1, .voltage), ("1 J/(A*s)", 1, .voltage), ("90 %", 0.9, .number),
    ("0.38", 0.38, .number), ("+1e3", 1000, .number), ("7\u{A0}nm", 7e-9, .length),
  ]

  @Test(arguments: table) func valuesInSI(text: String, value: Double, kind: QuantityKind) throws {
    let quantity = try Quantity(parsing: text)
    #expect(quantity.value == value)
    #expect(quantity.dimension == kind.dimension)
  }

  @Test(arguments: [
    ("forty um", QuantityError.notANumber), ("", .notANumber), ("um", .notANumber), ("- 3 um", .notANumber), ("nan m", .notANumber),
    ("1e999 m", .notANumber), ("1 microns", .unknownUnit("microns", suggestions: ["um"])),
    ("1 Mpa", .unknownUnit("Mpa", suggestions: ["MPa", "mPa"])), ("1 cm2", .unknownUnit("cm2", suggestions: ["cm^2"])),
    ("1 hours", .unknownUnit("hours", suggestions: ["h"])), ("1 Celsius", .unknownUnit("Celsius", suggestions: ["degC"])),
    ("1 furlong", .unknownUnit("furlong", suggestions: [])),
    ("1 m^", .malformedUnit("m^", "an exponent must be a whole number from -9 to 9")),
    ("1 m^99", .malformedUnit("m^99", "an exponent must be a whole number from -9 to 9")),
    ("1 m^1.5", .malformedUnit("m^1.5", "a unit is missing before \".5\"")), ("1 m/", .malformedUnit("m/", "a unit is missing at its end")),
    ("1 m//s", .malformedUnit("m//s", "a unit is missing before \"/s\"")),
    ("1 J/(mol", .malformedUnit("J/(mol", "a parenthesis is not closed")),
    (
      "1 " + String(repeating: "(", count: 100_000),
      .malformedUnit(String(repeating: "(", count: 100_000), "parentheses within parentheses at most 20 deep can be followed")
    ),
    ("1 m)", .malformedUnit("m)", "a parenthesis is closed that was not opened")), ("1 J/degC", .celsiusInProduct("J/degC")),
    ("1 degC^2", .celsiusInProduct("degC^2")), ("1 m 2", .malformedUnit("m 2", "a unit is missing before \"2\"")),
    ("1,5 um", .malformedUnit(",5 um", "a unit is missing before \",5 um\"")),
  ])
  func whatCannotBeRead(text: String, expected: QuantityError) {
    #expect(throws: expected) { try Quantity(parsing: text) }
  }

  @Test func writingAndReadingBackKeepsTheBits() throws {
    let values = [1.0 / 3, .leastNonzeroMagnitude, 3.2e-10.nextUp, -0.0, 6.02214076e23, .greatestFiniteMagnitude, 0.1 + 0.2]
    for kind in [QuantityKind.length, .conductivity, .arealResistance, .interfacialEnergy, .molarVolume, .voltage, .number] {
      for value in values {
        let quantity = try Quantity(parsing: kind.text(value))
        #expect(quantity.value.bitPattern == value.bitPattern)
        #expect(quantity.dimension == kind.dimension)
      }
    }
  }

  @Test func theExampleOfEveryKindIsOfThatKind() throws {
    for kind in QuantityKind.named {
      #expect(try Quantity(parsing: kind.example).dimension == kind.dimension)
      let one = try Quantity(parsing: "1 \(kind.unit)")
      #expect(one.value == 1)
      #expect(one.dimension == kind.dimension)
    }
  }

  @Test func noTwoUnitsClaimOneSymbol() {
    var symbols: Set<String> = []
    for unit in PhysicalUnit.all {
      for symbol in [unit.symbol] + unit.aliases { #expect(symbols.insert(symbol).inserted, "\(symbol)") }
    }
  }

  @Test(arguments: [("frames", "frame", 1), ("width", "widht", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("same", "same", 0)])
  func editsBetweenWords(a: String, b: String, edits: Int) {
    #expect(Spelling.edits(a, b) == edits)
    #expect(Spelling.edits(b, a) == edits)
  }
}
