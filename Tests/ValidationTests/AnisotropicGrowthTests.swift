import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// A round crystal that grows faster in some directions, in a quarter of a round cell.
@Suite struct AnisotropicGrowthTests {
  struct Crystal: Sendable, CustomStringConvertible {
    var fold = 4
    /// ε.
    var energy = 0.0
    /// ε_k.
    var exchange = 0.0
    /// Degrees.
    var orientation = 0.0
    var voltage: Double
    var conductivity: Double
    /// Of the axis that grows fastest, or of the direction itself, m.
    var end: Double
    var spacing = 0.075e-6
    var outerRadius = 6e-6
    var description: String { "m \(fold), ε \(energy), ε_k \(exchange), θ₀ \(orientation)°, \(voltage) V, κ \(conductivity)" }

    var anisotropy: SurfaceAnisotropy {
      SurfaceAnisotropy(fold: fold, orientation: orientation * .pi / 180, energyStrength: energy, exchangeStrength: exchange)
    }
  }

  static let radius = 1e-6

  /// Grows a crystal until it has the radius `end` along its axis or in its middle between two; time, and the radius there.
  static func grown(_ item: Crystal) throws -> (time: Double, axis: Double, between: Double, parameters: ButlerVolmerModel.Parameters) {
    let h = item.spacing
    let n = Int((item.outerRadius / h).rounded(.up)) + 2
    let grid = Grid(width: n, growth: n, widthSpacing: h, widthClosure: .mirrored)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(item.conductivity), exchangeCurrentDensity: 100, interfaceHalfWidth: 2 * h)
    parameters.hasSaltTransport = false
    parameters.anisotropy = item.anisotropy
    let model = ButlerVolmerModel(grid, parameters)
    // The counter electrode: all cells outside the circle.
    let tie = ScalarField(grid)
    tie.fill { x, _, z in hypot(x, z) > item.outerRadius ? 1e4 * item.conductivity / (h * h) : 0 }
    model.potential.contact = (tie, ScalarField(grid))
    model.start { x, _, z in hypot(x, z) - radius }
    let mobility = parameters.volumePerCharge * parameters.volumePerCharge * parameters.interfacialEnergy
    let stiffest = 1 + Double(item.fold * item.fold - 1) * item.energy
    var speed = try model.balance(.potentiostatic(voltage: item.voltage)).frontSpeed
    // Of a fold and its half turn, one pair lies in the quarter: along the growth axis and the next extremum.
    let turn = Double.pi / Double(item.fold)
    func radii() -> (Double, Double) {
      let contour = Contour(model.state.orderParameter, x: 0, z: 0)
      let first = contour.radius(0, from: 0.5 * radius, to: item.outerRadius - 2 * h)
      let second = contour.radius(turn, from: 0.5 * radius, to: item.outerRadius - 2 * h)
      return item.orientation == 0 ? (first, second) : (second, first)
    }
    var sizes = radii()
    while sizes.0 < item.end {
      let fastest = mobility * model.front.conductance.maximum() * stiffest * 8 / (h * h)
      speed = try model.advance(min(0.2 * h / speed, 0.5 / fastest), .potentiostatic(voltage: item.voltage)).frontSpeed
      sizes = radii()
    }
    return (model.state.time, sizes.0, sizes.1, parameters)
  }

  /// The sharp front where only charge transfer takes voltage: the support function H(θ) of a convex crystal, the distance of its
  /// tangents from the centre, obeys ∂H/∂t = (V_m/F) i with η = −V + (V_m/F)(γ + γ″)/(H + H″) and i of the direction θ. Along an axis of
  /// symmetry H is the radius. Stepped with Heun's method on 64 directions between two axes.
  static func sharpRadii(_ item: Crystal, _ parameters: ButlerVolmerModel.Parameters, time: Double) -> (axis: Double, between: Double) {
    let count = 64
    let m = Double(item.fold), step = Double.pi / m / Double(count)
    let factor = parameters.volumePerCharge, anisotropy = item.anisotropy, kinetics = parameters.kinetics
    let harmonics = (0...count).map { cos(m * Double($0) * step) }
    func rate(_ support: [Double]) -> [Double] {
      (0...count).map { j in
        let below = support[j == 0 ? 1 : j - 1], above = support[j == count ? count - 1 : j + 1]
        let bend = support[j] + (below + above - 2 * support[j]) / (step * step)
        let shift = factor * parameters.interfacialEnergy * anisotropy.stiffness(harmonics[j]) / bend
        return factor * (1 + anisotropy.exchangeStrength * harmonics[j]) * kinetics.currentDensity(-item.voltage + shift)
      }
    }
    var support = [Double](repeating: radius, count: count + 1)
    let stiffest = 1 + (m * m - 1) * item.energy
    let diffusivity = factor * factor * parameters.interfacialEnergy * stiffest * kinetics.conductance(-item.voltage)
    let steps = Int((time / min(0.2 * step * step * 0.5 * radius * radius / diffusivity, time / 200)).rounded(.up))
    let dt = time / Double(steps)
    for _ in 0..<steps {
      let first = rate(support)
      let second = rate(zip(support, first).map { $0 + dt * $1 })
      for j in 0...count { support[j] += 0.5 * dt * (first[j] + second[j]) }
    }
    return (support[0], support[count])
  }

  /// In kinetic control the crystal follows the sharp front along its axes and between them: travel within 1 %, whether the exchange
  /// current, the interfacial energy (at a voltage of a few times its 0.07 mV) or both depend on direction, and either way round.
  @Test(arguments: [
    Crystal(exchange: 0.05, voltage: 0.1, conductivity: 100, end: 2e-6, outerRadius: 3e-6),
    Crystal(exchange: 0.05, orientation: 45, voltage: 0.1, conductivity: 100, end: 2e-6, outerRadius: 3e-6),
    Crystal(fold: 6, exchange: 0.02, voltage: 0.1, conductivity: 100, end: 2e-6, outerRadius: 3e-6),
    Crystal(energy: 0.05, voltage: 3e-4, conductivity: 100, end: 2e-6, outerRadius: 3e-6),
    Crystal(energy: 0.05, orientation: 45, voltage: 3e-4, conductivity: 100, end: 2e-6, outerRadius: 3e-6),
    Crystal(fold: 6, energy: 0.02, orientation: 30, voltage: 3e-4, conductivity: 100, end: 2e-6, outerRadius: 3e-6),
    Crystal(energy: 0.03, exchange: 0.03, voltage: 3e-4, conductivity: 100, end: 2e-6, outerRadius: 3e-6),
  ]) func kineticGrowthFollowsTheSharpFront(_ item: Crystal) throws {
    let result = try Self.grown(item)
    let exact = Self.sharpRadii(item, result.parameters, time: result.time)
    #expect(exact.axis > exact.between)
    let axis = (result.axis - Self.radius) / (exact.axis - Self.radius) - 1
    let between = (result.between - Self.radius) / (exact.between - Self.radius) - 1
    #expect(abs(axis) <= 0.01, "\(axis)")
    #expect(abs(between) <= 0.01, "\(between)")
  }

  /// Where conduction takes most of the voltage, a small advantage makes a tip: the stronger the anisotropy, the further the axes are
  /// ahead. Turned by 45° the crystal grows as before on the diagonals of the grid: tips and flats change places within 1 %, the lead of
  /// the tips within 6 %. What is left is the grid's own anisotropy, of second order: without any in the crystal the axes are behind the
  /// diagonals by 0.25, 0.125 and 0.07 % on cells of 75, 50 and 37.5 nm.
  @Test func tipsGrowAlongTheAxesOfTheCrystal() throws {
    func lead(_ strength: Double, _ orientation: Double = 0) throws -> (lead: Double, time: Double, between: Double) {
      let result = try Self.grown(
        Crystal(exchange: strength, orientation: orientation, voltage: 0.1, conductivity: 0.02, end: 3e-6))
      let axis = (result.axis - Self.radius) / result.time, between = (result.between - Self.radius) / result.time
      return (axis / between - 1, result.time, between)
    }
    let none = try lead(0), weak = try lead(0.02), strong = try lead(0.05), turned = try lead(0.05, 45)
    #expect(abs(none.lead) <= 0.003)
    #expect(weak.lead > 0.02 && strong.lead > 2 * weak.lead)
    #expect(abs(turned.lead / strong.lead - 1) <= 0.06)
    #expect(abs(turned.time / strong.time - 1) <= 0.01)
    #expect(abs(turned.between / strong.between - 1) <= 0.01)
  }
}
