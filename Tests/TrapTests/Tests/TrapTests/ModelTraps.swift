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

  /// The surface's anisotropy is that of a plane, too.
  @Test func anisotropyInThreeDimensions() async {
    await #expect(processExitsWith: .failure) {
      let grid = Grid(width: 8, depth: 8, growth: 8, widthSpacing: 1e-6)
      Curvature(grid, halfWidth: 2e-6).assign(SurfaceAnisotropy(fold: 4), ScalarField(grid, 0.25), into: ScalarField(grid))
    }
  }
}
