import Fields
import Foundation
import Physics
import Testing

@testable import Validations

/// A film on a circle that grows at the same speed everywhere: every arc keeps its film, so that its thickness falls as 1/R.
@Suite struct CarriedFilmTests {
  /// Thickness at the front of the first and the last of eight radii, over that at the start, along twelve directions.
  static func grow(cellsPerHalfWidth: Double, to ratio: Double, _ change: (inout FilmLaw) -> Void = { _ in }) -> [Double] {
    let delta = 1e-6, h = delta / cellsPerHalfWidth, radius = 8 * delta
    let cells = Int((2 * (ratio * radius + 8 * delta) / h).rounded())
    let grid = Grid(width: cells, growth: cells, widthSpacing: h, growthClosure: .periodic)
    let motion = ImposedMotion(grid, halfWidth: delta), centre = 0.5 * Double(cells) * h
    motion.xi.fill { x, _, z in
      OrderParameter.profile(((x - centre) * (x - centre) + (z - centre) * (z - centre)).squareRoot() - radius, halfWidth: delta)
    }
    motion.xi.sealAll()
    var law = FilmLaw(thickness: 1e-8, conductivity: 1e-6)
    change(&law)
    let film = InterfaceFilm(grid, law, halfWidth: delta)
    film.start(motion.xi)
    motion.film = film
    let steps = Int(((ratio - 1) * radius / (0.2 * h)).rounded(.up))
    for _ in 0..<steps { motion.advance((ratio - 1) * radius / Double(steps)) }
    return (0..<12).map { direction in
      let angle = 2 * Double.pi * Double(direction) / 12 + 0.1, r = ratio * radius
      let i = Int((centre + r * cos(angle)) / h), k = Int((centre + r * sin(angle)) / h)
      return film.thickness[i, 0, k] / law.thickness
    }
  }

  @Test(arguments: [2.0, 3]) func thinsAsTheCircleGrows(_ cells: Double) {
    let values = Self.grow(cellsPerHalfWidth: cells, to: 2.5)
    for value in values { #expect(abs(value * 2.5 - 1) < (cells == 2 ? 0.03 : 0.02), "\(value * 2.5)") }
  }

  /// Sliding evens a film out and changes nothing where it is even.
  @Test func slidesOnlyWhereItIsUneven() {
    let values = Self.grow(cellsPerHalfWidth: 2, to: 1.5) { $0.slipLength = 4e-6 }
    for value in values { #expect(abs(value * 1.5 - 1) < 0.01, "\(value * 1.5)") }
  }

  /// With healing, d(l/l₀)/dR = −(l/l₀)/R + (1 − l/l₀)/ρ, ρ the way of the front in the healing time.
  @Test func heals() {
    let way = 4e-6, radius = 8e-6
    let values = Self.grow(cellsPerHalfWidth: 2, to: 2) { $0.healingTime = way }
    // l = [R₀ e^{−(R−R₀)/ρ} + ∫ (R'/ρ) e^{−(R−R')/ρ} dR']/R
    let end = 2 * radius
    let expected = (radius * exp(-(end - radius) / way) + (end - way) - (radius - way) * exp(-(end - radius) / way)) / end
    for value in values { #expect(abs(value / expected - 1) < 0.01, "\(value) \(expected)") }
  }

  /// A film grows where there is none at all as well, and what it resists follows, on a front that moves and on one that is held.
  @Test(arguments: [true, false]) func growsOnBareLithium(isHeld: Bool) throws {
    let h = 1e-7, time = 2.0
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: FlatCell.electrolyte(), exchangeCurrentDensity: 30, interfaceHalfWidth: 2 * h)
    parameters.isInterfaceHeld = isHeld
    var law = FilmLaw(thickness: 1e-8, conductivity: 1e-6)
    law.healingTime = time
    law.pinholes = [Hole(position: .zero, radius: 1)]
    parameters.films = [law]
    let model = ButlerVolmerModel(Grid(width: 8, growth: 64, widthSpacing: h), parameters)
    model.start { _, _, z in z - 2e-6 }
    #expect(model.filmSummary().meanThickness == 0)
    for _ in 0..<20 { _ = try model.advance(0.1, .galvanostatic(currentDensity: 10)) }
    let expected = law.thickness * (1 - exp(-2 / time))
    #expect(abs(model.filmSummary().meanThickness / expected - 1) < 1e-6, "\(model.filmSummary())")
    let voltage = try model.balance(.galvanostatic(currentDensity: 10)).voltage
    #expect(abs(voltage.film / (10 * expected / law.conductivity) - 1) < 1e-3, "\(voltage)")
  }

  /// On a ball every place keeps its film as well: l ∝ 1/R².
  @Test func thinsAsTheBallGrows() {
    let delta = 1e-6, h = 0.5 * delta, radius = 6 * delta, end = 9 * delta, cells = 64
    let grid = Grid(width: cells, depth: cells, growth: cells, widthSpacing: h, growthClosure: .periodic)
    let motion = ImposedMotion(grid, halfWidth: delta), centre = SIMD3(repeating: 0.5 * Double(cells) * h)
    motion.xi.fill { x, y, z in
      let away = SIMD3(x, y, z) - centre
      return OrderParameter.profile((away * away).sum().squareRoot() - radius, halfWidth: delta)
    }
    motion.xi.sealAll()
    let film = InterfaceFilm(grid, FilmLaw(thickness: 1e-8, conductivity: 1e-6), halfWidth: delta)
    film.start(motion.xi)
    motion.film = film
    for _ in 0..<30 { motion.advance((end - radius) / 30) }
    for direction in [SIMD3(1.0, 0, 0), SIMD3(0, 0.6, 0.8), SIMD3(0.577, 0.577, 0.577), SIMD3(0.3, -0.9, 0.316)] {
      let place = (centre + end * direction) / h
      let ratio = film.thickness[Int(place.x), Int(place.y), Int(place.z)] / 1e-8 * (end / radius) * (end / radius)
      #expect(abs(ratio - 1) < 0.03, "\(direction) \(ratio)")
    }
  }

  /// What slides to a tip is missing elsewhere: ∫ l over the front stays, up to what its discrete area does.
  @Test func slidingKeepsTheFilm() {
    let h = 1e-7, grid = Grid(width: 64, growth: 64, widthSpacing: h), xi = ScalarField(grid), velocity = ScalarField(grid)
    xi.fill { _, _, z in OrderParameter.profile(z - 32.3 * h, halfWidth: 2 * h) }
    xi.sealAll()
    velocity.fill { x, _, _ in 1e-7 * (1 + 0.8 * cos(2 * .pi * x / 6.4e-6)) }
    velocity.sealAll()
    var law = FilmLaw(thickness: 1e-8, conductivity: 1)
    law.slipLength = 1e-6
    let film = InterfaceFilm(grid, law, halfWidth: 2 * h), density = ScalarField(grid)
    film.start(xi)
    film.thickness.fill { x, _, _ in 1e-8 * (1 - 0.5 * cos(2 * .pi * x / 6.4e-6)) }
    film.thickness.sealAll()
    InterfaceDensity(halfWidth: 2 * h).assign(xi, into: density)
    let before = film.summary(xi, density: density)
    for _ in 0..<50 { film.advance(xi, middle: xi, velocity: velocity, timeStep: 0.2) }
    let after = film.summary(xi, density: density)
    #expect(abs(after.meanThickness / before.meanThickness - 1) < 1e-3, "\(before) \(after)")
    #expect(after.leastThickness > 1.2 * before.leastThickness)
  }

  /// Two flat fronts that close a gap, whose middle lies on a face or in a cell, and one that closes on its mirror image: each keeps its film.
  @Test(arguments: [0, 0.5, 0.2]) func gapsCloseUnderWholeFilms(offset: Double) {
    let h = 1e-7, delta = 2 * h
    let grid = Grid(width: 96, growth: 6, widthSpacing: h, widthClosure: .mirrored), density = ScalarField(grid)
    let law = FilmLaw(thickness: 1e-8, conductivity: 1), film = InterfaceFilm(grid, law, halfWidth: delta)
    let middle = (48 + offset) * h, still = ScalarField(grid)
    func gap(_ half: Double) -> ScalarField {
      let xi = ScalarField(grid)
      xi.fill { x, _, _ in
        let left = OrderParameter.profile(x - (middle - half), halfWidth: delta)
        let right = OrderParameter.profile(middle + half - x, halfWidth: delta)
        // The second gap is the image of what is left of the mirror at the lower side.
        return max(left * OrderParameter.profile(half - x, halfWidth: delta), right)
      }
      xi.sealAll()
      return xi
    }
    var half = 20.0 * h
    film.start(gap(half))
    while half > 2.5 * delta {
      half -= 0.2 * h
      let xi = gap(half)
      film.advance(xi, middle: xi, velocity: still, timeStep: 1)
      InterfaceDensity(halfWidth: delta).assign(xi, into: density)
      let summary = film.summary(xi, density: density)
      #expect(abs(summary.leastThickness / law.thickness - 1) < 1e-12, "\(half / delta)")
      #expect(abs(summary.meanThickness / law.thickness - 1) < 1e-3, "\(half / delta) \(summary)")
    }
  }

  /// It ruptures where the circle has grown by l₀/l_crit, no sooner and no later.
  @Test func rupturesBelowTheCriticalThickness() {
    let before = Self.grow(cellsPerHalfWidth: 2, to: 1.46) { $0.criticalThickness = 1e-8 / 1.5 }
    let after = Self.grow(cellsPerHalfWidth: 2, to: 1.56) { $0.criticalThickness = 1e-8 / 1.5 }
    #expect(before.allSatisfy { $0 > 0.66 }, "\(before)")
    #expect(after.allSatisfy { $0 == 0 }, "\(after)")
  }

  /// In plane strain a film on a circle bears E/(1 − ν²) (R/R₀ − 1): it ruptures at the radius at which that is its strength. On a ball it bears
  /// E/(1 − ν) (R/R₀ − 1), with l ∝ 1/R².
  @Test func rupturesWhereItsStressIsItsStrength() {
    let modulus = 60e9, ratio = 0.3
    func circle(_ radius: Double) -> Double { modulus / (1 - ratio * ratio) * (radius - 1) }
    let share = FilmLaw.thinning(strength: circle(1.3), youngsModulus: modulus, poissonsRatio: ratio, isPlaneStrain: true)
    let before = Self.grow(cellsPerHalfWidth: 2, to: 1.27) { $0.criticalThickness = share * $0.thickness }
    let after = Self.grow(cellsPerHalfWidth: 2, to: 1.34) { $0.criticalThickness = share * $0.thickness }
    #expect(before.allSatisfy { $0 > 0.75 }, "\(before)")
    #expect(after.allSatisfy { $0 == 0 }, "\(after)")
    let ball = FilmLaw.thinning(strength: modulus / (1 - ratio) * 0.2, youngsModulus: modulus, poissonsRatio: ratio, isPlaneStrain: false)
    #expect(abs(ball * 1.2 * 1.2 - 1) < 1e-12)
  }
}
