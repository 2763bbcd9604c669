import Fields
import Foundation
import Physics

/// A flat front at rest in a dilute binary electrolyte: limiting current, salt profile, voltage and its parts.
enum SteadySalt {
  struct Errors {
    /// All relative to the closed forms.
    var profile = 0.0, front = 0.0, voltage = 0.0, kinetic = 0.0, ohmic = 0.0, concentration = 0.0
    /// Of the film's drop; without a film the drop itself, V.
    var film = 0.0
  }

  /// What stands opposite, and what lies on the front.
  enum Variant: String, CaseIterable, Sendable {
    case reservoir = ""
    /// The part beyond half of the electrolyte.
    case stagnantLayer = ", half of it a stagnant layer"
    case film = ", behind a film of 0.01 Ω·m²"
    case lithium = ", lithium opposite"
  }

  /// Half the limiting current over 160 µm.
  static func errors(_ variant: Variant, halfWidth: Double) throws -> Errors {
    let total = 160e-6, distance = variant == .stagnantLayer ? 0.5 * total : 0, film = variant == .film ? 0.01 : 0
    let isLithium = variant == .lithium
    let electrolyte = FlatCell.electrolyte()
    let c0 = FlatCell.concentration, thermal = electrolyte.thermalVoltage, free = 1 - FlatCell.transference
    let current = (isLithium ? 1 : 0.5) * PhysicalConstants.faraday * FlatCell.diffusivity * c0 / (free * total)
    let cell = FlatCell.make(
      width: 1, thickness: total - distance, halfWidth: halfWidth, reservoirDistance: distance,
      counterSide: isLithium ? .lithium : .reservoir, film: film, passTolerance: 1e-7, timeStep: 0.1)
    let report = try FlatCell.settle(cell, .galvanostatic(currentDensity: current), duration: isLithium ? 1e5 : 1e6)
    let model = cell.model, grid = model.grid
    let slope = current * free / (PhysicalConstants.faraday * FlatCell.diffusivity)
    // Between lithium electrodes the salt keeps its mean.
    let top = isLithium ? 1.5 * c0 : c0, surface = 0.5 * c0
    let ohmic = current * c0 / FlatCell.conductivity / slope * log(top / surface)
    let diffusion = 2 * free * thermal * log(top / surface)
    let kinetic = 2 * thermal * asinh(current / (2 * 30 * (surface / c0).squareRoot()))
    var errors = Errors()
    for r in 24..<grid.growth {
      let exact = top - slope * (cell.top + distance - grid.center(r, .growth))
      errors.profile = max(errors.profile, abs(model.state.ionConcentration[0, 0, r] / exact - 1))
    }
    errors.front = cell.frontMean(model.state.ionConcentration) / surface - 1
    errors.voltage = -model.state.metalPotential / (kinetic + ohmic + diffusion + current * film) - 1
    errors.kinetic = report.voltage.kinetic / kinetic - 1
    errors.ohmic = report.voltage.ohmic / ohmic - 1
    errors.concentration = report.voltage.concentration / diffusion - 1
    errors.film = film > 0 ? report.voltage.film / (current * film) - 1 : report.voltage.film
    return errors
  }

  /// Current at 1 V (0.8 V against lithium) over 200 µm, relative to F D c₀/[(1 − t₊)L], and twice that against lithium.
  static func limitError(_ counterSide: Electrolyte.CounterSide, halfWidth: Double) throws -> Double {
    let thickness = 200e-6, isLithium = counterSide == .lithium
    let cell = FlatCell.make(
      width: 1, thickness: thickness, halfWidth: halfWidth, counterSide: counterSide, passTolerance: isLithium ? 1e-3 : 1e-4,
      timeStep: isLithium ? 1 : 0.1)
    let report = try FlatCell.settle(cell, .potentiostatic(voltage: isLithium ? 0.8 : 1), duration: isLithium ? 2e3 : 1e5)
    let limit = PhysicalConstants.faraday * FlatCell.diffusivity * FlatCell.concentration / ((1 - FlatCell.transference) * thickness)
    return report.current / (isLithium ? 2 * limit : limit) - 1
  }

  static let problem = Problem(
    name: "steady-salt", title: "Limiting current, salt profile and concentration overpotential",
    statement: """
      A held flat front in a dilute binary electrolyte. At 1 V over 200 µm the current is the limiting one, FDc₀/[(1 − t₊)L] from a reservoir and twice that from lithium opposite. At half of it over 160 µm the salt profile is
      linear and the voltage is −η + iR_film + (i/κ₀)∫c₀/c dz + 2(1 − t₊)(RT/F) ln(c_top/c_front), κ ∝ c; also with the outer half of the electrolyte as a stagnant layer, behind a film, and with lithium opposite.
      """,
    source: "dilute binary theory (Newman & Thomas-Alyea, Electrochemical Systems)."
  ) { tell in
    var solution = Solution()
    for (side, words, widths) in [
      (Electrolyte.CounterSide.reservoir, "a reservoir", [1.6e-6, 0.8e-6, 0.4e-6]), (.lithium, "lithium", [1.2e-6, 0.6e-6, 0.3e-6]),
    ] {
      tell("limiting current from \(words)")
      let limits = try widths.map { try limitError(side, halfWidth: $0) }
      let finest = Finding.number(widths[2] / 200e-6, digits: 2)
      solution.findings.append(
        Finding("error of the limiting current from \(words), δ/L = \(finest)", target: 5e-3, measured: limits[2], .below))
      solution.convergence.append(
        Convergence("limiting current from \(words)", against: "δ/L", zip(widths, limits).map { SIMD2($0 / 200e-6, $1) }))
    }
    let widths = [4e-6, 2e-6, 1e-6]
    let parts: [(String, any KeyPath<Errors, Double> & Sendable)] = [
      ("salt profile", \.profile), ("salt on the front", \.front), ("cell voltage", \.voltage), ("kinetic part", \.kinetic),
      ("ohmic part", \.ohmic), ("concentration part", \.concentration),
    ]
    for variant in Variant.allCases {
      tell("steady state\(variant.rawValue)")
      let found = try widths.map { try errors(variant, halfWidth: $0) }
      for (name, path) in parts + (variant == .film ? [("film's part", \.film)] : []) {
        solution.findings.append(
          Finding("error of the \(name), δ = 1 µm\(variant.rawValue)", target: 5e-3, measured: found[2][keyPath: path], .below))
        if variant != .stagnantLayer {
          let label = variant == .reservoir ? name : name + variant.rawValue
          solution.convergence.append(
            Convergence(label, against: "δ/L of the steady state", zip(widths, found).map { SIMD2($0 / 160e-6, $1[keyPath: path]) }))
        }
      }
    }
    return solution
  }
}
