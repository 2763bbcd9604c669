import Fields
import Physics

/// The laws that move ξ, driven by an imposed velocity instead of a current.
final class ImposedMotion {
  let xi: ScalarField
  /// Carried along, where there is one.
  var film: InterfaceFilm?
  private let density: ScalarField
  private let slope: ScalarField
  private let velocity: ScalarField
  private let halfWidth: Double
  private let law: InterfaceDensity
  private let average: NormalAverage
  private let sharpening: ConservativeSharpening

  init(_ grid: Grid, halfWidth: Double) {
    xi = ScalarField(grid)
    density = ScalarField(grid)
    slope = ScalarField(grid)
    velocity = ScalarField(grid)
    law = InterfaceDensity(halfWidth: halfWidth)
    average = NormalAverage(grid, halfWidth: halfWidth, slowestRate: 1, reduction: 0.003)
    self.halfWidth = halfWidth
    sharpening = ConservativeSharpening(grid, halfWidth: halfWidth)
  }

  private var rows: [(Int, Int)] { (0..<xi.grid.growth).flatMap { k in (0..<xi.grid.depth).map { ($0, k) } } }

  /// A step in which the front moves by `distance` (m), times a factor of the position along the width where there is one.
  func advance(_ distance: Double, factor: (Double) -> Double = { _ in 1 }) {
    law.assign(xi, into: density)
    OrderParameter.assignSlope(xi, halfWidth: halfWidth, into: slope)
    average.prepare(xi, density: slope)
    for (j, k) in rows {
      for i in 0..<xi.grid.width { velocity[i, j, k] = slope[i, j, k] > 0 ? density[i, j, k] / slope[i, j, k] : 0 }
    }
    average.apply(velocity)
    let factors = (0..<xi.grid.width).map { factor(xi.grid.center($0, .width)) }, most = factors.reduce(0, max)
    if most != 1 || factors.contains(where: { $0 != 1 }) {
      for (j, k) in rows { for i in 0..<xi.grid.width { velocity[i, j, k] *= factors[i] } }
      velocity.sealAll()
    }
    let middle = ScalarField(xi.grid)
    if film != nil { middle.assign(xi) }
    for (j, k) in rows {
      for i in 0..<xi.grid.width { xi[i, j, k] += distance * slope[i, j, k] * velocity[i, j, k] }
    }
    sharpening.apply(xi, speed: velocity, largest: 1.5 * most, factor: 4 * abs(distance), timeStep: 1)
    guard let film else { return }
    for (j, k) in rows {
      for i in 0..<xi.grid.width { middle[i, j, k] = 0.5 * (middle[i, j, k] + xi[i, j, k]) }
    }
    middle.sealAll()
    film.advance(xi, middle: middle, velocity: velocity, timeStep: distance)
  }
}
