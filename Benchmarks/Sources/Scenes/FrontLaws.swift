import Fields
import Physics
import Solvers

/// The laws of a step, each on its own, on the front as it starts.
struct FrontLaws {
  private let scene: FrontScene
  private let grid: Grid
  private let orderParameter: ScalarField

  init(_ size: GridSize) {
    scene = FrontScene(size)
    grid = scene.grid
    orderParameter = scene.model.state.orderParameter
  }

  func locating() -> Workload {
    let density = InterfaceDensity(halfWidth: FrontScene.halfWidth)
    let curvature = Curvature(grid, halfWidth: FrontScene.halfWidth)
    let average = NormalAverage(grid, halfWidth: FrontScene.halfWidth, slowestRate: 3)
    let w = ScalarField(grid), shape = ScalarField(grid)
    return Workload { [orderParameter] in
      density.assign(orderParameter, into: w)
      curvature.assign(orderParameter, into: shape)
      average.prepare(orderParameter, density: w)
      return [:]
    }
  }

  func averaging() -> Workload {
    let average = NormalAverage(grid, halfWidth: FrontScene.halfWidth, slowestRate: 3)
    let w = ScalarField(grid), field = ScalarField(grid)
    InterfaceDensity(halfWidth: FrontScene.halfWidth).assign(orderParameter, into: w)
    average.prepare(orderParameter, density: w)
    return Workload(reset: { field.assign(w) }) {
      average.apply(field)
      return [:]
    }
  }

  func sharpening() -> Workload {
    let sharpening = ConservativeSharpening(grid, halfWidth: FrontScene.halfWidth)
    let field = ScalarField(grid)
    // The front travels a fifth of a cell, as in a step.
    let rate = 4 * 0.2 * grid.widthSpacing
    return Workload(reset: { [orderParameter] in field.assign(orderParameter) }) {
      ["substeps": sharpening.apply(field, rate: rate, timeStep: 1)]
    }
  }

  /// From a potential that is the same everywhere: a step starts nearer to its solution.
  func potential() -> Workload {
    let law = ElectrolytePotential(grid, electrolyte: scene.electrolyte)
    let front = front(), phi = ScalarField(grid)
    return Workload(reset: { phi.fill(0) }) { [scene, orderParameter] in
      law.assemble(orderParameter, concentration: scene.model.state.ionConcentration)
      var metal = -FrontScene.voltage
      let report = law.balance(
        phi, front, metalPotential: &metal, control: .potentiostatic(voltage: FrontScene.voltage),
        tolerance: scene.parameters.potentialTolerance)
      return ["Newton": report.newtonIterations, "CG": report.linearIterations]
    }
  }

  func salt() -> Workload {
    let law = SaltDiffusion(grid, electrolyte: scene.electrolyte, tolerance: scene.parameters.saltTolerance)
    let front = front(), c = ScalarField(grid)
    front.evaluate(ScalarField(grid), metalPotential: -0.1)
    let speed = scene.parameters.volumePerCharge * front.kinetics.currentDensity(-0.1)
    return Workload(reset: { [scene] in c.assign(scene.model.state.ionConcentration) }) { [scene, grid, orderParameter] in
      law.assemble(orderParameter, concentration: c)
      let report = law.solve(
        c, amount: scene.model.state.saltAmount, orderParameter, front, timeStep: 0.2 * grid.widthSpacing / speed)
      return ["CG": report.iterations]
    }
  }

  private func front() -> FrontCurrent {
    let front = FrontCurrent(grid, kinetics: scene.parameters.kinetics)
    front.density.assign(scene.model.front.density)
    front.noteRows()
    front.equilibriumPotential.assign(scene.model.front.equilibriumPotential)
    let c0 = scene.electrolyte.referenceConcentration, n = grid.width
    for r in 0..<grid.rowCount {
      let c = unsafe scene.model.state.ionConcentration.row(r, n).span
      var relative = unsafe front.relativeConcentration.row(r, n).mutableSpan
      for i in 0..<n + 2 { relative[i] = c[i] / c0 }
    }
    return front
  }
}
