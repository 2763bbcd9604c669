import Fields
import Foundation
import Physics

/// A flat front at rest in a dilute binary electrolyte: limiting current, salt profile, voltage and its parts.
enum SteadySalt {
  struct Errors {
    /// All relative to the closed forms.
    var profile = 0.0, front = 0.0, voltage = 0.0, kinetic = 0.0, ohmic = 0.0, concentration = 0.0
  }

  /// Half the limiting current over 160 µm, of which the part beyond `distance` below the reservoir is a stagnant layer.
  static func errors(halfWidth: Double, distance: Double = 0, cellsPerHalfWidth: Double = 2) throws -> Errors {
    let total = 160e-6
    let electrolyte = FlatCell.electrolyte()
    let current = 0.5 * electrolyte.limitingCurrentDensity(thickness: total)
    let cell = FlatCell.make(
      width: 1, thickness: total - distance, halfWidth: halfWidth, reservoirDistance: distance, passTolerance: 1e-7, timeStep: 0.1)
    let report = try FlatCell.settle(cell, .galvanostatic(currentDensity: current), duration: 1e6)
    let model = cell.model, grid = model.grid
    let c0 = FlatCell.concentration, thermal = electrolyte.thermalVoltage
    let slope = current * (1 - FlatCell.transference) / (PhysicalConstants.faraday * FlatCell.diffusivity)
    let surface = 0.5 * c0
    let ohmic = current * c0 / FlatCell.conductivity / slope * log(c0 / surface)
    let diffusion = 2 * (1 - FlatCell.transference) * thermal * log(c0 / surface)
    let kinetic = 2 * thermal * asinh(current / (2 * 30 * 0.5.squareRoot()))
    var errors = Errors()
    for r in 24..<grid.growth {
      let exact = c0 - slope * (cell.top + distance - grid.center(r, .growth))
      errors.profile = max(errors.profile, abs(model.state.ionConcentration[0, 0, r] / exact - 1))
    }
    errors.front = cell.frontMean(model.state.ionConcentration) / surface - 1
    errors.voltage = -model.state.metalPotential / (kinetic + ohmic + diffusion) - 1
    errors.kinetic = report.voltage.kinetic / kinetic - 1
    errors.ohmic = report.voltage.ohmic / ohmic - 1
    errors.concentration = report.voltage.concentration / diffusion - 1
    return errors
  }

  /// Current at 1 V over 200 µm, relative to F D c₀/[(1 − t₊)L].
  static func limitError(halfWidth: Double) throws -> Double {
    let thickness = 200e-6
    let cell = FlatCell.make(width: 1, thickness: thickness, halfWidth: halfWidth, timeStep: 0.1)
    let report = try FlatCell.settle(cell, .potentiostatic(voltage: 1), duration: 1e5)
    let limit = PhysicalConstants.faraday * FlatCell.diffusivity * FlatCell.concentration / ((1 - FlatCell.transference) * thickness)
    return report.current / limit - 1
  }

  static let problem = Problem(
    name: "steady-salt", title: "Limiting current, salt profile and concentration overpotential",
    statement: """
      A held flat front in a dilute binary electrolyte. At 1 V over 200 µm the current is the limiting one, FDc₀/[(1 − t₊)L]. At half of it over 160 µm the salt profile is linear
      and the voltage is −η + (i/κ₀)∫c₀/c dz + 2(1 − t₊)(RT/F) ln(c_top/c_front), κ ∝ c; also with the outer half of the electrolyte as a stagnant layer.
      """,
    source: "dilute binary theory (Newman & Thomas-Alyea, Electrochemical Systems)."
  ) { tell in
    var solution = Solution()
    tell("limiting current")
    let limitWidths = [1.6e-6, 0.8e-6, 0.4e-6]
    let limits = try limitWidths.map { try limitError(halfWidth: $0) }
    solution.findings.append(Finding("error of the limiting current, δ/L = 0.002", target: 5e-3, measured: limits[2], .below))
    solution.convergence.append(Convergence("limiting current", against: "δ/L", zip(limitWidths, limits).map { SIMD2($0 / 200e-6, $1) }))
    let widths = [4e-6, 2e-6, 1e-6]
    for distance in [0, 80e-6] {
      let label = distance == 0 ? "" : ", half of it a stagnant layer"
      tell("steady state\(label)")
      let found = try widths.map { try errors(halfWidth: $0, distance: distance) }
      let parts: [(String, any KeyPath<Errors, Double> & Sendable)] = [
        ("salt profile", \.profile), ("salt on the front", \.front), ("cell voltage", \.voltage), ("kinetic part", \.kinetic),
        ("ohmic part", \.ohmic), ("concentration part", \.concentration),
      ]
      for (name, path) in parts {
        solution.findings.append(Finding("error of the \(name), δ = 1 µm\(label)", target: 5e-3, measured: found[2][keyPath: path], .below))
        if distance == 0 {
          solution.convergence.append(
            Convergence(name, against: "δ/L of the steady state", zip(widths, found).map { SIMD2($0 / 160e-6, $1[keyPath: path]) }))
        }
      }
    }
    return solution
  }
}
