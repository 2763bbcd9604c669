import Fields
import Physics

/// The laws of a step, each on its own, on the front as it starts.
enum LawMeasurements {
  static func all(_ scene: FrontScene, _ stopwatch: Stopwatch) -> [Measurement] {
    front(scene, stopwatch) + [potential(scene, stopwatch), salt(scene, stopwatch)]
  }

  private static func front(_ scene: FrontScene, _ stopwatch: Stopwatch) -> [Measurement] {
    let grid = scene.grid, xi = scene.model.state.orderParameter
    let density = InterfaceDensity(halfWidth: scene.halfWidth)
    let curvature = Curvature(grid, halfWidth: scene.halfWidth)
    let sharpening = ConservativeSharpening(grid, halfWidth: scene.halfWidth)
    let average = NormalAverage(grid, halfWidth: scene.halfWidth, slowestRate: 3)
    let w = ScalarField(grid), shape = ScalarField(grid), field = ScalarField(grid)
    let locate = stopwatch.median {
      density.assign(xi, into: w)
      curvature.assign(xi, into: shape)
      average.prepare(xi, density: w)
    }
    // The front travels a fifth of a cell, as in a step.
    let rate = 4 * 0.2 * grid.widthSpacing
    var substeps = 0
    let sharpen = stopwatch.median(reset: { field.assign(xi) }) { substeps = sharpening.apply(field, rate: rate, timeStep: 1) }
    let even = stopwatch.median(reset: { field.assign(w) }) { average.apply(field) }
    return [
      Measurement("density, curvature, normals", locate), Measurement("normal average", even),
      Measurement("sharpening", sharpen, iterations: "\(substeps) substeps"),
    ]
  }

  /// From a potential that is the same everywhere: a step starts nearer to its solution.
  private static func potential(_ scene: FrontScene, _ stopwatch: Stopwatch) -> Measurement {
    let law = ElectrolytePotential(scene.grid, electrolyte: scene.electrolyte)
    let front = front(of: scene)
    let psi = indicator(of: scene), phi = ScalarField(scene.grid)
    var report = BalanceReport()
    let time = stopwatch.median(reset: { phi.fill(0) }) {
      law.assemble(indicator: psi, concentration: scene.model.state.ionConcentration)
      var metal = -FrontScene.voltage
      report = law.balance(
        phi, front, metalPotential: &metal, control: .potentiostatic(voltage: FrontScene.voltage),
        tolerance: scene.parameters.potentialTolerance)
    }
    return Measurement(
      "potential from zero", time, iterations: "\(report.newtonIterations) Newton, \(report.linearIterations) CG")
  }

  private static func salt(_ scene: FrontScene, _ stopwatch: Stopwatch) -> Measurement {
    let law = SaltDiffusion(scene.grid, electrolyte: scene.electrolyte, tolerance: scene.parameters.saltTolerance)
    let front = front(of: scene)
    let psi = indicator(of: scene), c = ScalarField(scene.grid)
    front.evaluate(ScalarField(scene.grid), metalPotential: -0.1)
    let speed = scene.parameters.volumePerCharge * front.kinetics.currentDensity(-0.1)
    var iterations = 0
    let time = stopwatch.median(reset: { c.assign(scene.model.state.ionConcentration) }) {
      law.assemble(indicator: psi, concentration: c)
      let report = law.solve(
        c, amount: scene.model.state.saltAmount, indicator: psi, front, timeStep: 0.2 * scene.grid.widthSpacing / speed)
      iterations = report.iterations
    }
    return Measurement("salt", time, iterations: "\(iterations) CG")
  }

  private static func front(of scene: FrontScene) -> FrontCurrent {
    let front = FrontCurrent(scene.grid, kinetics: scene.parameters.kinetics)
    front.density.assign(scene.model.front.density)
    front.noteRows()
    front.equilibriumPotential.assign(scene.model.front.equilibriumPotential)
    let c0 = scene.electrolyte.referenceConcentration
    for k in 0..<scene.grid.growth {
      for i in 0..<scene.grid.width { front.relativeConcentration[i, 0, k] = scene.model.state.ionConcentration[i, 0, k] / c0 }
    }
    return front
  }

  private static func indicator(of scene: FrontScene) -> ScalarField {
    let psi = ScalarField(scene.grid)
    OrderParameter.assignElectrolyteFraction(scene.model.state.orderParameter, into: psi)
    return psi
  }
}
