import Fields
import Physics
import Testing

/// A model that is asked for what its equations do not have stops the program where it is made.
@Suite struct ModelTraps {
  @Test func onePotentialOnAPeriodicGrowthAxis() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, growth: 8, widthSpacing: 1e-6, growthClosure: .periodic)
      _ = SinglePotentialModel(grid, .hong2018)
    }
  }

  @Test func onePotentialWithAnisotropyInThreeDimensions() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, depth: 8, growth: 8, widthSpacing: 1e-6)
      _ = SinglePotentialModel(grid, .chen2015)
    }
  }

  @Test func onePotentialWithoutABarrier() async {
    await #expect(processExitsWith: .failure) {
      var parameters = SinglePotentialModel.Parameters.hong2018
      parameters.barrier = 0
      _ = SinglePotentialModel(Grid(width: 8, growth: 8, widthSpacing: 1e-6), parameters)
    }
  }

  @Test func posedWellTheyAreMade() {
    #expect(SinglePotentialModel(Grid(width: 8, growth: 8, widthSpacing: 1e-6), .chen2015).parameters.anisotropy > 0)
    #expect(SinglePotentialModel(Grid(width: 8, depth: 8, growth: 8, widthSpacing: 1e-6), .hong2018).grid.depth == 8)
  }

  /// The remnants' density has no third dimension yet.
  @Test func remnantsInThreeDimensions() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, depth: 8, growth: 8, widthSpacing: 1e-6)
      let field = ScalarField(grid, 0.25)
      let electrolyte = Electrolyte(
        concentration: 1000, saltDiffusivity: 3e-10, conductivity: ConstantConductivity(1), cationTransferenceNumber: 0.4)
      RemnantDensity(halfWidth: 2e-6).add(
        to: ScalarField(grid), field, field, ScalarField(grid, 1000), metalPotential: 0, equilibriumPotential: field, electrolyte: electrolyte)
    }
  }
}
