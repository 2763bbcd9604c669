import Fields
import Foundation
import Physics

/// A crystal at rest takes the shape of least interfacial energy for its area: the Wulff construction (G. Wulff, Z. Kristallogr. 34
/// (1901) 449), whose normal θ touches the curve at
///   x(θ) = γ(θ) n + γ′(θ) dn/dθ.
///
/// A round crystal relaxes at no total current by dissolving where it is blunt and plating where it is sharp; its contour ξ = ½ is
/// compared, ray by ray, with the construction of the same area.
enum Wulff {
  struct Case: Sendable, CustomStringConvertible {
    var fold: Int
    var strength: Double
    /// Degrees.
    var orientation = 0.0
    /// Of the half-width per radius.
    var sharpness = 8.0
    var description: String { "m \(fold), ε \(strength), θ₀ \(orientation)°, R = \(sharpness) δ" }
    var anisotropy: SurfaceAnisotropy {
      SurfaceAnisotropy(fold: fold, orientation: orientation * .pi / 180, energyStrength: strength)
    }
    /// Whether the mirrors of a quarter are mirrors of the crystal.
    var isQuarter: Bool { orientation == 0 && fold % 2 == 0 }
  }

  /// Radius of the Wulff shape of `anisotropy` towards the angle `direction`, for γ = 1.
  static func radius(_ anisotropy: SurfaceAnisotropy, _ direction: Double) -> Double {
    func point(_ normal: Double) -> (x: Double, z: Double) {
      let energy = anisotropy.energy(normal)
      return (energy.value * sin(normal) + energy.slope * cos(normal), energy.value * cos(normal) - energy.slope * sin(normal))
    }
    // The direction of the point turns with the normal as long as the stiffness is positive.
    let normal = fallingRoot(direction - 0.5, direction + 0.5) {
      let place = point($0)
      let ahead = direction - atan2(place.x, place.z)
      return ahead - 2 * .pi * (ahead / (2 * .pi)).rounded()
    }
    let place = point(normal)
    return hypot(place.x, place.z)
  }

  /// Relaxes a round crystal; the largest error of its radius against the Wulff shape, relative to the mean radius.
  static func relaxed(_ item: Case) throws -> (error: Double, lost: Double) {
    let radius = 1e-6
    let delta = radius / item.sharpness, h = 0.5 * delta
    let half = Int(((1.2 * radius + 8 * delta) / h).rounded(.up))
    let n = item.isQuarter ? half : 2 * half
    let grid = Grid(width: n, growth: n, widthSpacing: h, widthClosure: .mirrored)
    // Kinetic control: the longest wave is then the least slow beside the shortest, which bounds the step.
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(100), exchangeCurrentDensity: 100, interfaceHalfWidth: delta)
    parameters.hasSaltTransport = false
    parameters.anisotropy = item.anisotropy
    let model = ButlerVolmerModel(grid, parameters)
    // Off the corners of the cells, so that nothing is symmetric by chance.
    let center = item.isQuarter ? 0 : (Double(half) + 0.13) * h
    model.start { x, _, z in hypot(x - center, z - center) - radius }
    let metal = model.state.metalThickness
    let mobility =
      parameters.volumePerCharge * parameters.volumePerCharge * parameters.interfacialEnergy * parameters.kinetics.conductance(0)
    let bound = Double(item.fold * item.fold - 1)
    let fastest = mobility * 8 / (h * h) * (1 + bound * item.strength), slowest = mobility * bound / (radius * radius)
    while model.state.time * slowest < 4 { _ = try model.advance(1 / fastest, .galvanostatic(currentDensity: 0)) }
    let contour = Contour(model.state.orderParameter, x: center, z: center)
    let angles = (0..<180).map { 2 * Double.pi * (Double($0) + 0.5) / 180 }
    let found = angles.map { contour.radius($0, from: 0.5 * radius, to: 1.5 * radius) }
    let exact = angles.map { Self.radius(item.anisotropy, $0) }
    func area(_ radii: [Double]) -> Double { radii.reduce(0) { $0 + $1 * $1 } }
    let scale = (area(found) / area(exact)).squareRoot()
    let error = zip(found, exact).map { abs($0 / (scale * $1) - 1) }.max()!
    return (error, abs(model.state.metalThickness / metal - 1))
  }
}

extension Wulff {
  static let problem = Problem(
    name: "wulff", title: "Shape of a crystal at rest",
    statement: """
      A round crystal with anisotropic interfacial energy relaxes at no total current. Its contour against the Wulff construction of the same area: largest error of the radius, relative to
      the mean radius.
      """,
    source: "Wulff, Z. Kristallogr. 34 (1901) 449."
  ) { tell in
    var solution = Solution()
    for item in [
      Case(fold: 4, strength: 0.05), Case(fold: 6, strength: 0.02), Case(fold: 4, strength: 0.05, orientation: 20),
      Case(fold: 6, strength: 0.02, orientation: 20),
    ] {
      tell("\(item)")
      let found = try relaxed(item)
      solution.findings.append(Finding("error of the radius, \(item)", target: 3e-3, measured: found.error, .below))
      solution.findings.append(Finding("metal lost, \(item)", target: 1e-12, measured: found.lost, .below))
    }
    tell("convergence")
    let sharpness = [4.0, 8, 16]
    let errors = try sharpness.map { try relaxed(Case(fold: 4, strength: 0.05, sharpness: $0)).error }
    solution.convergence.append(
      Convergence("radius, fourfold", against: "δ/R of the crystal", zip(sharpness, errors).map { SIMD2(1 / $0, $1) }))
    return solution
  }
}
