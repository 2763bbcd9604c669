import Fields
import Physics

/// Equilibrium: no current flows and nothing moves, at any concentration, and around a disc at its Gibbs–Thomson potential.
enum Rest {
  struct Outcome {
    /// Largest |i| on the front, of i₀.
    var current = 0.0
    /// Largest change of ξ.
    var motion = 0.0
    /// Largest relative change of the concentration.
    var salt = 0.0
  }

  /// A flat front at 0 V over twenty steps, each as long as one that moves a front under 1 A/m² by a fifth of a cell.
  ///
  /// - Parameter relative: c/c₀.
  static func flat(relative: Double, salt: Bool) throws -> Outcome {
    let delta = 1e-6, h = 0.5 * delta
    let grid = Grid(width: 6, growth: 60, widthSpacing: h)
    let electrolyte = Electrolyte(
      concentration: 1000 * relative, referenceConcentration: 1000, saltDiffusivity: 3e-10,
      conductivity: ProportionalConductivity(conductivity: 1, at: 1000), cationTransferenceNumber: 0.4)
    var parameters = ButlerVolmerModel.Parameters(electrolyte: electrolyte, exchangeCurrentDensity: 30, interfaceHalfWidth: delta)
    parameters.interfacialEnergy = 0.5
    parameters.hasSaltTransport = salt
    let model = ButlerVolmerModel(grid, parameters)
    model.start { _, _, z in z - 12.2 * delta }
    let start = ScalarField(grid)
    start.assign(model.state.orderParameter)
    try model.balance(.potentiostatic(voltage: 0))
    var outcome = Outcome()
    func note() {
      for k in 0..<grid.growth {
        for i in 0..<grid.width where model.front.density[i, 0, k] > 0 {
          outcome.current = max(outcome.current, abs(model.front.currentDensity[i, 0, k]) / parameters.exchangeCurrentDensity)
        }
      }
    }
    note()
    for _ in 0..<20 { _ = try model.advance(0.2 * h / parameters.volumePerCharge, .potentiostatic(voltage: 0)) }
    note()
    for k in 0..<grid.growth {
      for i in 0..<grid.width {
        outcome.motion = max(outcome.motion, abs(model.state.orderParameter[i, 0, k] - start[i, 0, k]))
        outcome.salt = max(outcome.salt, abs(model.state.ionConcentration[i, 0, k] / electrolyte.concentration - 1))
      }
    }
    return outcome
  }

  /// A disc of metal, or of electrolyte in metal, of 10 µm radius at V_m γ/(F R): its largest velocity, of the one that this voltage
  /// would give to a flat front.
  static func disc(ofMetal: Bool, halfWidth delta: Double, cellsPerHalfWidth: Double) throws -> Double {
    let radius = 10e-6, h = delta / cellsPerHalfWidth
    let n = Int((2 * (radius + 8 * delta) / h).rounded())
    let grid = Grid(width: n, growth: n, widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1), exchangeCurrentDensity: 30, interfaceHalfWidth: delta)
    parameters.interfacialEnergy = 0.5
    parameters.hasSaltTransport = false
    let model = ButlerVolmerModel(grid, parameters)
    let center = 0.5 * Double(n) * h, sign = ofMetal ? 1.0 : -1
    model.start { x, _, z in sign * (((x - center) * (x - center) + (z - center) * (z - center)).squareRoot() - radius) }
    let shift = parameters.volumePerCharge * parameters.interfacialEnergy / radius
    try model.balance(.potentiostatic(voltage: sign * shift))
    let unit = parameters.exchangeCurrentDensity * shift / parameters.electrolyte.thermalVoltage * parameters.volumePerCharge
    // Across the front 1/r varies by 2δ/R, and i with it: what moves the front is the mean along the normal, taken where w is above
    // a hundredth of its maximum.
    let density = model.front.density, least = 0.01 * density.maximum()
    var largest = 0.0
    for k in 0..<n { for i in 0..<n where density[i, 0, k] > least { largest = max(largest, abs(model.velocity[i, 0, k])) } }
    return largest / unit
  }

  static let problem = Problem(
    name: "rest", title: "Fronts at rest",
    statement: """
      A flat front at 0 V, whatever the concentration, with and without salt transport: largest current density of i₀, largest change of ξ and of c over twenty steps. A disc of metal in
      electrolyte, and of electrolyte in metal, R = 10 µm, γ = 0.5 J/m², at its Gibbs–Thomson potential V_mγ/(FR): its largest velocity, of the one that this voltage gives to a flat front.
      """,
    source: "thermodynamic equilibrium; Gibbs–Thomson."
  ) { tell in
    var solution = Solution()
    for salt in [false, true] {
      for relative in [0.1, 1, 2] {
        let label = "c = \(relative) c₀, \(salt ? "with" : "without") salt transport"
        tell(label)
        let found = try flat(relative: relative, salt: salt)
        solution.findings += [
          Finding("current of i₀, \(label)", target: 1e-12, measured: found.current, .below),
          Finding("change of ξ, \(label)", target: 1e-12, measured: found.motion, .below),
          Finding("change of c, \(label)", target: 1e-9, measured: found.salt, .below),
        ]
      }
    }
    let widths = [2e-6, 1e-6, 0.5e-6], cells = [2.0, 3, 4]
    for ofMetal in [true, false] {
      let label = ofMetal ? "metal in electrolyte" : "electrolyte in metal"
      tell("disc of \(label)")
      let errors = try widths.map { try disc(ofMetal: ofMetal, halfWidth: $0, cellsPerHalfWidth: 2) }
      solution.findings.append(Finding("velocity at δ/R = 0.1, disc of \(label)", target: 0.02, measured: errors[1], .below))
      solution.convergence.append(
        Convergence("disc of \(label)", against: "δ/R of the disc", zip(widths, errors).map { SIMD2($0 / 10e-6, $1) }))
      let grids = try cells.map { try disc(ofMetal: ofMetal, halfWidth: 1e-6, cellsPerHalfWidth: $0) }
      solution.convergence.append(Convergence("disc of \(label), δ/R = 0.1", against: "h/δ", zip(cells, grids).map { SIMD2(1 / $0, $1) }))
    }
    return solution
  }
}
