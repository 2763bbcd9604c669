public import Fields
import RealModule

/// Current density on the front, i = (c/c₀) A − B, with the plating and stripping coefficients of every cell.
///
/// Linear in c by construction: the salt equation takes A and B and is implicit in c, which keeps c positive at any current.
public final class FrontCurrent: Sendable {
  public let kinetics: InterfacialReaction
  /// w, 1/m.
  public let density: ScalarField
  /// E_eq of the front's shape and stress, V.
  public let equilibriumPotential: ScalarField
  /// The part of it that stress makes, V; nil without mechanics.
  public let stressPotential: ScalarField?
  /// R of all films together, Ω·m², where the front carries some; nil: that of the kinetics everywhere.
  public let filmResistance: ScalarField?
  /// Ohmic drop between the place of the front and the cell, V: what η is less in the cell than at the front's place.
  public let ohmicDrop: ScalarField
  let hasNoise: Bool
  private let hasUniformExchange: Bool
  /// i₀°, A/m²; one row where it is uniform.
  public let exchange: ScalarField
  /// c/c₀ in rows with interface, as the last balance saw it; 1 in those that have just got some.
  public let relativeConcentration: ScalarField
  /// A and B, A/m².
  public let plating: ScalarField
  public let stripping: ScalarField
  /// −∂i/∂η̃, S/m².
  public let conductance: ScalarField
  /// What a step's noise adds to A where it is positive, and takes off −B where it is negative, A/m²: fluctuations of plating vanish with
  /// the salt, so that they cannot take more of it than there is.
  public let fluctuation: ScalarField
  /// The part of i that is noise, A/m², at the concentration of the last balance.
  public let noise: ScalarField
  /// i, A/m² of interface.
  public let currentDensity: ScalarField
  /// 1 for rows with interface, else 0: in the others all but the exchange stays zero, and nothing is computed.
  let rows: RowPartials

  /// - Parameters:
  ///   - hasUniformExchange: i₀° is the same everywhere.
  ///   - hasNoise: there is a fluctuation.
  ///   - hasStress: stress adds to E_eq.
  ///   - hasFilms: films differ from place to place.
  public init(
    _ grid: Grid, kinetics: InterfacialReaction, hasUniformExchange: Bool = false, hasNoise: Bool = true, hasStress: Bool = false,
    hasFilms: Bool = false
  ) {
    self.hasNoise = hasNoise
    self.hasUniformExchange = hasUniformExchange
    self.kinetics = kinetics
    density = ScalarField(grid)
    equilibriumPotential = ScalarField(grid)
    stressPotential = hasStress ? ScalarField(grid) : nil
    filmResistance = hasFilms ? ScalarField(grid) : nil
    ohmicDrop = ScalarField(grid)
    exchange = ScalarField(hasUniformExchange ? grid.singleRow : grid, kinetics.exchangeCurrentDensity)
    relativeConcentration = ScalarField(grid)
    plating = ScalarField(grid)
    stripping = ScalarField(grid)
    conductance = ScalarField(grid)
    fluctuation = ScalarField(grid)
    noise = ScalarField(grid)
    currentDensity = ScalarField(grid)
    rows = RowPartials(grid.rowCount)
  }

  /// Notes which rows have interface. To be called after `density` was written.
  public func noteRows() {
    let grid = density.grid
    let n = grid.width
    let rows = self.rows, density = self.density
    let zeroed = [ohmicDrop, plating, stripping, conductance, fluctuation, noise, currentDensity, relativeConcentration]
    let relative = relativeConcentration
    grid.forEachTile { tile in
      for r in tile {
        if density.isClear(r) {
          if rows[r] > 0 { for field in zeroed { field.clear(r) } }
          rows[r] = 0
        } else {
          rows[r] = 1
          if relative.isClear(r) { unsafe relative.row(r, n).update(repeating: 1) }
        }
      }
    }
  }

  /// Largest w, 1/m.
  var largestDensity: Double {
    let n = density.grid.width, density = self.density, rows = self.rows
    return density.grid.maximum { r in
      guard rows[r] > 0 else { return 0 }
      let w = unsafe density.row(r, n)
      return largest(1..<n + 1) { unsafe w[$0] }
    }
  }

  /// A, B and the conductance at a reduced potential φ̃ and a metal potential (V).
  public func evaluate(_ phi: ScalarField, metalPotential: Double) {
    evaluate(phi, metalPotential: metalPotential) { _ in }
  }

  /// The same, and calls `body` with each row of the grid when its own are known and still near at hand.
  func evaluate(_ phi: ScalarField, metalPotential: Double, _ body: @Sendable (_ row: Int) -> Void) {
    // Each law by its type: the loop over cells is then compiled for it.
    switch kinetics.law {
    case let law as ButlerVolmer: evaluate(law, phi, metalPotential, body)
    case let law as Tafel: evaluate(law, phi, metalPotential, body)
    case let law as LinearKinetics: evaluate(law, phi, metalPotential, body)
    case let law as MarcusKinetics: evaluate(law, phi, metalPotential, body)
    case let law: evaluate(law, phi, metalPotential, body)
    }
  }

  private func evaluate<Law: KineticLaw>(_ law: Law, _ phi: ScalarField, _ metalPotential: Double, _ body: @Sendable (_ row: Int) -> Void) {
    let hasFilm = kinetics.film.value > 0 || filmResistance != nil
    density.grid.forEachTile { rows in
      for r in rows {
        if self.rows[r] > 0 {
          if hasFilm { evaluateBehindFilm(law, phi, metalPotential, r) } else { evaluate(law, phi, metalPotential, r) }
          assignNoise(r)
        }
        body(r)
      }
    }
  }

  /// The part of i that is noise, of the fluctuation and the relative concentration as they are.
  func assignNoise() {
    guard hasNoise else { return }
    density.grid.forEachTile { tile in for r in tile where rows[r] > 0 { assignNoise(r) } }
  }

  private func assignNoise(_ r: Int) {
    guard hasNoise else { return }
    let n = density.grid.width
    let f = unsafe fluctuation.row(r, n).span, x = unsafe relativeConcentration.row(r, n).span
    var y = unsafe noise.row(r, n).mutableSpan
    for i in 1..<n + 1 { y[i] = max(f[i], 0) * x[i] + min(f[i], 0) }
  }

  private func evaluate<Law: KineticLaw>(_ law: Law, _ phi: ScalarField, _ metalPotential: Double, _ r: Int) {
    let n = density.grid.width
    var a = unsafe plating.row(r, n).mutableSpan, b = unsafe stripping.row(r, n).mutableSpan
    var g = unsafe conductance.row(r, n).mutableSpan
    let p = unsafe phi.row(r, n).span, e = unsafe equilibriumPotential.row(r, n).span, u = unsafe ohmicDrop.row(r, n).span
    let x = unsafe relativeConcentration.row(r, n).span, i0 = unsafe exchange.row(hasUniformExchange ? 0 : r, n).span
    for i in 1..<n + 1 {
      let rate = law.rate(metalPotential - p[i] - e[i] + u[i], x[i])
      a[i] = i0[i] * rate.plating
      b[i] = i0[i] * rate.stripping
      g[i] = i0[i] * rate.conductance
    }
  }

  private func evaluateBehindFilm<Law: KineticLaw>(_ law: Law, _ phi: ScalarField, _ metalPotential: Double, _ r: Int) {
    let n = density.grid.width, films = filmResistance, uniform = kinetics.film
    var a = unsafe plating.row(r, n).mutableSpan, b = unsafe stripping.row(r, n).mutableSpan
    var g = unsafe conductance.row(r, n).mutableSpan
    let p = unsafe phi.row(r, n).span, e = unsafe equilibriumPotential.row(r, n).span, w = unsafe density.row(r, n).span
    let u = unsafe ohmicDrop.row(r, n).span, resistance = unsafe (films ?? density).row(r, n).span
    let x = unsafe relativeConcentration.row(r, n).span, i0 = unsafe exchange.row(hasUniformExchange ? 0 : r, n).span
    for i in 1..<n + 1 {
      // The scalar equation is dear; beside the front there is nothing to solve.
      guard w[i] > 0 else {
        a[i] = 0
        b[i] = 0
        g[i] = 0
        continue
      }
      let film = films == nil ? uniform : FilmResistance(resistance[i])
      let rate = film.rate(law, exchange: i0[i], metalPotential - p[i] - e[i] + u[i], x[i])
      a[i] = rate.plating
      b[i] = rate.stripping
      g[i] = rate.conductance
    }
  }

  /// i from A, B and a concentration given relative to c₀ by `scale` × `concentration`. Returns ∫ w i over the volume per volume of a
  /// cell, that is Σ w i, A/m³, and minus its derivative with the metal potential.
  @discardableResult
  public func assignCurrent(_ concentration: ScalarField, scale: Double) -> (current: Double, conductance: Double) {
    let grid = density.grid
    let n = grid.width
    let density = self.density, plating = self.plating, stripping = self.stripping, currentDensity = self.currentDensity
    let conductance = self.conductance
    // Without noise a row that is read anyway stands for its.
    let fluctuation = hasNoise ? self.fluctuation : density, noisy = hasNoise ? 1.0 : 0
    let slopes = RowPartials(grid.rowCount), rows = self.rows
    let total = grid.sum { r in
      guard rows[r] > 0 else { return 0 }
      let w = unsafe density.row(r, n).span, c = unsafe concentration.row(r, n).span
      let a = unsafe plating.row(r, n).span, b = unsafe stripping.row(r, n).span
      let g = unsafe conductance.row(r, n).span, f = unsafe fluctuation.row(r, n).span
      var current = unsafe currentDensity.row(r, n).mutableSpan
      var sum = 0.0, slope = 0.0
      for i in 1..<n + 1 {
        let random = noisy * f[i]
        let i0 = scale * c[i] * (a[i] + max(random, 0)) - (b[i] - min(random, 0))
        current[i] = i0
        sum = Relaxed.multiplyAdd(w[i], i0, sum)
        slope = Relaxed.multiplyAdd(w[i], g[i], slope)
      }
      slopes[r] = slope
      return sum
    }
    return (total, slopes.sum())
  }
}
