import Testing

@testable import Configuration

@Suite struct CheckReportTests {
  @Test func columnsAreAligned() {
    var report = CheckReport(title: "demo", warnings: ["cell.width: too wide; make it smaller"])
    report.add([.init("short", "1.5", unit: "um"), .init("a longer label", "120 x 80", remark: "fine")], to: "One")
    report.add([.init("x", readable: "12.5 mA/cm^2", remark: "high")], to: "Two")
    report.add([.init("y", "2")], to: "One")
    #expect(
      report.text == """
        demo

        One
          short                1.5 um
          a longer label  120 x 80          fine
          y                      2

        Two
          x                   12.5 mA/cm^2  high

        Warnings
          cell.width: too wide; make it smaller

        """)
  }

  @Test func closedFormsOfAFlatElectrode() throws {
    let overrides = [
      "electrolyte.reservoirDistance=950 um", "electrolyte.cationTransferenceNumber=0.4", "electrolyte.saltDiffusivity=3e-10 m^2/s",
    ]
    let config = try RunConfiguration(parsing: SampleConfig.minimal, file: "sample.toml", overrides: overrides)
    let cell = PlanarCell(config)
    #expect(abs(cell.thickness - 1e-3) < 1e-15)
    // 96485.33212 · 3e-10 · 1000 / (0.6 · 1e-3) = 48.24266606
    #expect(abs((cell.limitingCurrentDensity ?? 0) - 48.24266606) < 1e-8)
    // π · 3e-10 · (96485.33212 · 1000 / (2 · 100 · 0.6))² = 609.296
    #expect(abs(cell.sandTime(100) - 609.296) < 0.01)
    // 10 A/m² · 600 s · 1.3e-5 / 96485.33212 = 8.0841e-7
    #expect(abs(cell.platedThickness(10) - 8.0841e-7) < 1e-11)
  }

  @Test func aGalvanostaticSetupNamesItsSandTime() throws {
    let text = SampleConfig.minimal.replacing("voltage = \"100 mV\"", with: "currentDensity = \"150 mA/cm^2\"")
    let config = try RunConfiguration(parsing: text, file: "sample.toml", overrides: ["numerics.interfaceHalfWidth=500 nm"])
    let rows = CheckReport(config, threads: 2).sections.flatMap(\.rows)
    #expect(rows.contains(.init("cells", "160 x 240")))
    #expect(rows.contains(.init("cells across the interface", "4.4", remark: "10-90 % width, at least 4.4")))
    // π · 3.2e-10 · (96485.33212 · 1000 / (2 · 1500 · 0.62))² = 2.705 s
    #expect(rows.contains(.init("Sand's time", "2.705", unit: "s", remark: "the salt is used up at a flat electrode")))
    #expect(rows.contains(.init("areal capacity", "25", unit: "mA*h/cm^2", remark: "at the end")))
  }

  @Test(arguments: [
    (4e-5, "40 um"), (5e-8, "50 nm"), (0, "0 m"), (9.9999999e-7, "1 um"), (0.0125, "12.5 mm"), (-3e-6, "-3 um"), (2, "2 m"),
  ])
  func readableLengths(value: Double, text: String) { #expect(Readable.length(value) == text) }

  @Test(arguments: [(30.0, "30 s"), (200, "3 min 20 s"), (7500, "2 h 5 min"), (59.7, "1 min 0 s")])
  func readableWallTimes(value: Double, text: String) { #expect(Readable.wallTime(value) == text) }
}
