import Testing

@testable import Configuration

@Suite struct GridResolutionTests {
  private func numerics(_ overrides: String...) throws -> RunConfiguration.Numerics {
    try RunConfiguration(parsing: SampleConfig.minimal, file: "sample.toml", overrides: overrides.map { "numerics.\($0)" }).numerics
  }

  @Test func cellsAreHalfTheHalfWidthWhereThatFits() throws {
    #expect(try numerics("interfaceHalfWidth=1 um").cellSize == 0.5e-6)
  }

  @Test func otherwiseALittleSmallerSoThatCellsAreWhole() throws {
    let size = try #require(try numerics("interfaceHalfWidth=0.7 um").cellSize)
    #expect(size == 40e-6 / 116)
  }

  @Test func theProposedSizeIsAccepted() throws {
    #expect(try numerics("cellSize=298.507462687 nm").cellSize == 298.507462687e-9)
    #expect(try numerics("interfaceHalfWidth=1 um", "cellSize=500.0000000001 nm").cellSize == 500.0000000001e-9)
  }

  @Test func aHalfWidthFilledInLaterIsCheckedAgain() throws {
    let config = try RunConfiguration(parsing: SampleConfig.minimal, file: "sample.toml")
    var numerics = config.numerics
    numerics.interfaceHalfWidth = 0.5e-6
    try numerics.resolveGrid(in: config.cell)
    #expect(numerics.cellSize == 0.25e-6)
    numerics.interfaceHalfWidth = 0.4e-6
    #expect(throws: ResolutionError.self) { try numerics.resolveGrid(in: config.cell) }
  }

  @Test func numbersThatFitNoIntegerAreTold() throws {
    let tooCoarse = #expect(throws: ConfigurationErrors.self) { try numerics("cellSize=1 mm", "interfaceHalfWidth=1e-300 m") }
    #expect(
      tooCoarse?.errors.map(\.message).first?.hasSuffix("found 1 mm; the grid then has 8e+295 x 1.2e+296 cells") == true,
      "\(String(describing: tooCoarse))")
    let config = try RunConfiguration(
      parsing: SampleConfig.minimal, file: "sample.toml", overrides: ["numerics.interfaceHalfWidth=1 um", "numerics.timeStepFactor=1e-300"])
    #expect(CheckReport(config, threads: 1).text.contains("e+3"))
  }

  @Test func slowGridsGetAdvice() throws {
    func advice(_ overrides: String...) throws -> [String] {
      try RunConfiguration(parsing: SampleConfig.minimal, file: "sample.toml", overrides: overrides).advice
    }
    #expect(try advice("numerics.cellSize=250 nm").isEmpty)
    #expect(
      try advice("numerics.cellSize=0.5 um") == [
        "numerics.cellSize: 80 x 120 cells are slower than multiples of 16; cellSize = \"416.666666667 nm\" would be fast"
      ])
    #expect(
      try advice("cell.width=41 um", "numerics.cellSize=0.5 um") == [
        "numerics.cellSize: 82 x 120 cells are slower than multiples of 16; cell.width = \"40 um\" and cell.height = \"64 um\" would be fast"
      ])
  }
}
