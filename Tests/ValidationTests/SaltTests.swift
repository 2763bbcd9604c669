import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// Salt in front of a flat electrode that stays where it is, against the closed forms of dilute binary theory.
@Suite struct SaltTests {
  /// Sand's time in 4 mm of electrolyte, five diffusion lengths.
  ///
  /// The surface concentration falls as c₀(1 − √(t/τ)): a line in √t, fitted between a half and a tenth of c₀, is extrapolated to
  /// zero. The run's own end, where no step however short carries the current, comes several half-widths of diffusion later: a front
  /// run dry takes its salt from the outer tail of its density, at a voltage that grows with the way.
  @Test func surfaceRunsDryAtSandsTime() throws {
    let current = 100.0
    let cell = FlatCell.make(width: 1, thickness: 4e-3, halfWidth: 8e-6, timeStep: 0.1)
    let sand = FlatCell.electrolyte().sandTime(currentDensity: current)
    #expect(abs(sand - 570.6) <= 0.1)
    var roots: [Double] = [], concentrations: [Double] = []
    var relative = 1.0
    while relative > 0.1 {
      cell.longestStep = max(0.1, 0.02 * cell.model.state.time)
      _ = try cell.advance(.galvanostatic(currentDensity: current))
      relative = cell.frontMean(cell.model.state.ionConcentration) / FlatCell.concentration
      if relative > 0.1 && relative < 0.5 {
        roots.append(cell.model.state.time.squareRoot())
        concentrations.append(relative)
      }
    }
    #expect(roots.count >= 20)
    let n = Double(roots.count)
    let meanRoot = roots.reduce(0, +) / n, mean = concentrations.reduce(0, +) / n
    var covariance = 0.0, variance = 0.0
    for (x, y) in zip(roots, concentrations) {
      covariance += (x - meanRoot) * (y - mean)
      variance += (x - meanRoot) * (x - meanRoot)
    }
    let dry = pow(meanRoot - mean * variance / covariance, 2)
    #expect(abs(dry / sand - 1) <= 0.01)
  }

  @Test func currentIsLimitedByTheReservoirsDistance() throws {
    let thickness = 200e-6
    let cell = FlatCell.make(width: 1, thickness: thickness, halfWidth: 0.4e-6, timeStep: 1e-1)
    let report = try FlatCell.settle(cell, .potentiostatic(voltage: 1), duration: 1e5)
    let limit = FlatCell.electrolyte().limitingCurrentDensity(thickness: thickness)
    #expect(abs(report.current / limit - 1) <= 0.005)
    #expect(cell.model.state.ionConcentration.minimum() > 0)
    // The written-out formula, lest the library's own be wrong.
    #expect(abs(limit / (PhysicalConstants.faraday * 3e-10 * 1000 / (0.62 * thickness)) - 1) <= 1e-12)
  }

  /// Half the limiting current, at rest: c linear, the cell voltage the sum of its closed forms.
  @Test(arguments: [0, 80e-6]) func steadyStateKeepsTheClosedForms(_ distance: Double) throws {
    let total = 160e-6
    let thickness = total - distance
    let electrolyte = FlatCell.electrolyte()
    let current = 0.5 * electrolyte.limitingCurrentDensity(thickness: total)
    let cell = FlatCell.make(
      thickness: thickness, halfWidth: 1e-6, reservoirDistance: distance, passTolerance: 1e-7, timeStep: 1e-1)
    let report = try FlatCell.settle(cell, .galvanostatic(currentDensity: current), duration: 1e6)
    #expect(abs(report.current / current - 1) <= 1e-9)
    let model = cell.model, grid = model.grid
    let c0 = FlatCell.concentration, thermal = electrolyte.thermalVoltage
    let slope = current * (1 - FlatCell.transference) / (PhysicalConstants.faraday * FlatCell.diffusivity)
    #expect(abs(slope * total / c0 - 0.5) <= 1e-12)
    func ohmic(_ c: Double) -> Double { current * c0 / FlatCell.conductivity / slope * log(c0 / c) }
    func diffusion(_ c: Double) -> Double { 2 * (1 - FlatCell.transference) * thermal * log(c0 / c) }
    // Profile and potential at every cell more than four half-widths above the front.
    var worstConcentration = 0.0, worstPotential = 0.0
    for r in 24..<grid.growth {
      let depth = cell.top + distance - grid.center(r, .growth)
      let exact = c0 - slope * depth
      let c = model.state.ionConcentration[1, 0, r]
      worstConcentration = max(worstConcentration, abs(c / exact - 1))
      // φ_l = φ̃ + (RT/F) ln(c/c₀), less its ohmic part: the concentration overpotential.
      let measured = -(model.state.reducedPotential[1, 0, r] + thermal * log(c / c0)) - ohmic(exact)
      worstPotential = max(worstPotential, abs(measured - diffusion(exact)) / diffusion(0.5 * c0))
    }
    // At the front itself, through the whole voltage V = −η + ohmic + concentration.
    let surface = 0.5 * c0
    let measuredSurface = cell.frontMean(model.state.ionConcentration)
    let reduced = model.parameters.kinetics.overpotential(carrying: current, relativeConcentration: 0.5)
    let kinetic = -(reduced - thermal * log(0.5))
    let voltage = kinetic + ohmic(surface) + diffusion(surface)
    let concentrationPart = -model.state.metalPotential - kinetic - ohmic(surface)
    #expect(worstConcentration <= 0.005)
    #expect(worstPotential <= 0.005)
    #expect(abs(measuredSurface / surface - 1) <= 0.005)
    #expect(abs(-model.state.metalPotential / voltage - 1) <= 0.005)
    #expect(abs(concentrationPart / diffusion(surface) - 1) <= 0.005)
  }

  /// A domain of a fifth of the cell and a stagnant layer for the rest carry what the whole cell carries.
  @Test func distantReservoirStandsForTheWholeCell() throws {
    let total = 160e-6
    func cells() -> (whole: ElectrochemistryCell, part: ElectrochemistryCell) {
      (
        FlatCell.make(thickness: total, halfWidth: 1e-6, passTolerance: 1e-7, timeStep: 1e-1),
        FlatCell.make(
          thickness: 0.2 * total, halfWidth: 1e-6, reservoirDistance: 0.8 * total, passTolerance: 1e-7, timeStep: 1e-1)
      )
    }
    for voltage in [0.15, 0.4] {
      let (whole, part) = cells()
      let a = try FlatCell.settle(whole, .potentiostatic(voltage: voltage), duration: whole.model.state.time + 1e5)
      let b = try FlatCell.settle(part, .potentiostatic(voltage: voltage), duration: part.model.state.time + 1e5)
      let limit = FlatCell.electrolyte().limitingCurrentDensity(thickness: total)
      #expect(abs(b.current / a.current - 1) <= 0.005)
      #expect(a.current > 0.4 * limit)
    }
    let current = 0.5 * FlatCell.electrolyte().limitingCurrentDensity(thickness: total)
    let (whole, part) = cells()
    _ = try FlatCell.settle(whole, .galvanostatic(currentDensity: current), duration: whole.model.state.time + 1e5)
    _ = try FlatCell.settle(part, .galvanostatic(currentDensity: current), duration: part.model.state.time + 1e5)
    #expect(abs(part.model.state.metalPotential / whole.model.state.metalPotential - 1) <= 0.005)
  }

  /// At three times the limiting current a moving front loses its salt while the diffusion layer is shorter than a third of the
  /// cell; from then on no metal potential draws the current, and every step must be refused, however short.
  @Test func imposedCurrentBeyondTheElectrolyteIsRefused() throws {
    let thickness = 200e-6
    let current = 3 * FlatCell.electrolyte().limitingCurrentDensity(thickness: thickness)
    let sand = FlatCell.electrolyte().sandTime(currentDensity: current)
    #expect((FlatCell.diffusivity * sand).squareRoot() < thickness / 3)
    let cell = FlatCell.make(width: 1, thickness: thickness, halfWidth: 0.5e-6, isHeld: false, timeStep: 1e-3)
    cell.longestStep = 0.02 * sand
    cell.shortestStep = 1e-3 * sand
    var end: StepFailure?
    var least = Double.infinity
    while cell.model.state.time < 2 * sand {
      do {
        _ = try cell.advance(.galvanostatic(currentDensity: current))
        least = min(least, cell.model.state.ionConcentration.minimum())
      } catch {
        end = error
        break
      }
    }
    let ratio = cell.model.state.time / sand
    let failure = try #require(end)
    // Run dry, the front takes its salt from the outer tail of its density; the last refusal may be that it would tear there.
    let expected = ["currentNotCarried", "passesNotConverged", "potentialNotBalanced", "saltNotSolved", "orderParameterOutOfBounds"]
    #expect(expected.contains(failure.kind))
    #expect(ratio > 0.9 && ratio < 1.3, "refused at \(ratio) of Sand's time")
    #expect(least > 0)
    // Nothing of the refused tries may get into a checkpoint.
    let kept = Dictionary(uniqueKeysWithValues: cell.model.keptFields.map { ($0.name, $0.field) })
    let salt = try #require(kept["earlierIonConcentration"]), potential = try #require(kept["earlierReducedPotential"])
    let flowing = try #require(kept["frontCurrentDensity"]), earlier = try #require(kept["earlierFrontCurrentDensity"])
    for k in 0..<cell.model.grid.growth {
      #expect(salt[0, 0, k] == cell.model.state.ionConcentration[0, 0, k])
      #expect(potential[0, 0, k] == cell.model.state.reducedPotential[0, 0, k])
      #expect(flowing[0, 0, k] == earlier[0, 0, k])
    }
    #expect(cell.model.memory.numbers["earlierTimeStep"] == nil)
  }
}
