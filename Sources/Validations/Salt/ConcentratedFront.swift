import Fields
import Foundation
import Physics

/// Concentrated-solution theory with all four properties depending on the concentration, on a flat front that moves, against a sharp
/// interface solved independently.
enum ConcentratedFront {
  static let temperature = 298.15

  static func carbonate() -> Electrolyte {
    let solvent = Landesfeind2019.ethyleneEthylMethylCarbonate
    return Electrolyte(
      concentration: 1000, conductivity: Landesfeind2019.Conductivity(solvent, temperature: temperature),
      diffusivity: Landesfeind2019.Diffusivity(solvent, temperature: temperature),
      transference: Landesfeind2019.transference(solvent, temperature: temperature),
      thermodynamics: Landesfeind2019.thermodynamics(solvent, temperature: temperature))
  }

  struct Case: Sendable, CustomStringConvertible {
    var electrolyte: Electrolyte
    var current: Double, gap: Double, halfWidth: Double
    /// When the two are compared, s.
    var times: [Double]
    var longestStep: Double
    var description: String { "\(current) A/m² over \(gap) m" }
  }

  /// A transient at 0.3 and 0.6 of Sand's time; a quasi-steady state while metal fills a third of the gap; in both t₊ falls, κ, D and
  /// the thermodynamic factor change by their multiples between front and top.
  static let cases: [Case] = [
    Case(electrolyte: carbonate(), current: 300, gap: 200e-6, halfWidth: 1e-6, times: [11.6, 23.2], longestStep: 0.2),
    Case(electrolyte: carbonate(), current: 600, gap: 30e-6, halfWidth: 0.3e-6, times: [5, 120], longestStep: 0.4),
    Case(
      electrolyte: Electrolyte(
        concentration: 1000, conductivity: ValoenReimers2005.Conductivity(temperature: temperature),
        diffusivity: ValoenReimers2005.Diffusivity(temperature: temperature),
        transference: ConstantProperty(ValoenReimers2005.transferenceNumber),
        thermodynamics: ValoenReimers2005.thermodynamics(temperature: temperature)), current: 300, gap: 200e-6, halfWidth: 1e-6,
      times: [15, 30], longestStep: 0.2),
  ]

  /// Relative to the sharp front, at one time.
  struct Errors {
    let time: Double
    /// Salt on the sharp front over that at the start.
    let depletion: Double
    let position: Double, voltage: Double, kinetic: Double, ohmic: Double, concentration: Double, profile: Double, front: Double
  }

  /// - Returns: the errors at each of the case's times; salt that was lost, relative to that at the start.
  static func errors(_ item: Case, cellsPerHalfWidth: Double = 2) throws -> (moments: [Errors], lost: Double) {
    let exchange = 30.0
    let h = item.halfWidth / cellsPerHalfWidth
    let grid = Grid(width: 1, growth: Int(8 * cellsPerHalfWidth) + Int((item.gap / h).rounded()), widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: item.electrolyte, exchangeCurrentDensity: exchange, interfaceHalfWidth: item.halfWidth)
    parameters.passTolerance = 1e-4
    let model = ButlerVolmerModel(grid, parameters)
    let height = grid.length(.growth) - item.gap
    model.start { _, _, z in z - height }
    let cell = ElectrochemistryCell(model, timeStep: 1e-3)
    cell.longestStep = item.longestStep
    var sharp = SharpFront(electrolyte: item.electrolyte, current: item.current, molarVolume: parameters.molarVolume, gap: item.gap)
    let salt = model.state.saltPerArea
    var moments: [Errors] = []
    for time in item.times {
      var report = StepReport()
      while model.state.time < time {
        cell.timeStep = min(cell.timeStep, time - model.state.time + 1e-9)
        report = try cell.advance(.galvanostatic(currentDensity: item.current))
      }
      let steps = 400
      let dt = (model.state.time - sharp.time) / Double(steps)
      for _ in 0..<steps { sharp.step(dt) }
      let exact = sharp.voltage(exchange: exchange)
      let position = model.state.metalThickness
      var worst = 0.0
      for r in 0..<grid.growth {
        let distance = grid.center(r, .growth) - position
        guard distance > 4 * item.halfWidth else { continue }
        worst = max(worst, abs(model.state.ionConcentration[0, 0, r] / sharp.concentration(at: distance) - 1))
      }
      moments.append(
        Errors(
          time: time, depletion: sharp.surface / item.electrolyte.concentration,
          position: (grid.length(.growth) - position) / sharp.width - 1,
          voltage: -model.state.metalPotential / (exact.kinetic + exact.ohmic + exact.concentration) - 1,
          kinetic: report.voltage.kinetic / exact.kinetic - 1, ohmic: report.voltage.ohmic / exact.ohmic - 1,
          concentration: report.voltage.concentration / exact.concentration - 1, profile: worst,
          front: cell.frontMean(model.state.ionConcentration) / sharp.surface - 1))
    }
    let lost = model.state.saltPerArea - salt - model.state.saltInflow + item.electrolyte.saltPerCharge * model.state.charge
    return (moments, lost / salt)
  }
}

extension ConcentratedFront {
  static let problem = Problem(
    name: "concentrated-front", title: "Real electrolytes on a moving front",
    statement: """
      Conductivity, diffusivity, transference number and thermodynamic factor from published fits, all depending on the concentration, under an imposed current on a flat front that moves: voltage, its
      parts and the salt, against a sharp front solved by finite volumes that shrink with the gap.
      """,
    source:
      "independent solution, `SharpFront`; Landesfeind & Gasteiger, J. Electrochem. Soc. 166 (2019) A3079; Valøen & Reimers, J. Electrochem. Soc. 152 (2005) A882."
  ) { tell in
    var solution = Solution()
    let parts: [(String, any KeyPath<Errors, Double> & Sendable)] = [
      ("cell voltage", \.voltage), ("kinetic part", \.kinetic), ("ohmic part", \.ohmic), ("concentration part", \.concentration),
      ("salt profile", \.profile), ("salt on the front", \.front),
    ]
    for (item, name) in zip(cases, ["EC:EMC", "EC:EMC, quasi-steady", "PC:EC:DMC"]) {
      let label = "LiPF₆ in \(name), \(item.current / 10) mA/cm²"
      tell(label)
      let found = try errors(item)
      for moment in found.moments {
        for (quantity, path) in parts {
          solution.findings.append(
            Finding("error of the \(quantity) at \(moment.time) s, \(label)", target: 5e-3, measured: moment[keyPath: path], .below))
        }
      }
      solution.findings.append(Finding("salt lost, \(label)", target: 1e-10, measured: found.lost, .below))
    }
    tell("convergence")
    let widths = [4e-6, 2e-6, 1e-6]
    let found = try widths.map { width in
      var item = cases[0]
      item.halfWidth = width
      return try errors(item).moments[1]
    }
    for (quantity, path) in parts {
      solution.convergence.append(
        Convergence("\(quantity), EC:EMC", against: "δ/L", zip(widths, found).map { SIMD2($0 / cases[0].gap, $1[keyPath: path]) }))
    }
    return solution
  }
}
