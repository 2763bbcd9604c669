public import Fields

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
  private let hasNoise: Bool
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

  /// A, B and the conductance at a reduced potential φ̃ and a metal potential (V).
  public func evaluate(_ phi: ScalarField, metalPotential: Double) {
    // Each law by its type: the loop over cells is then compiled for it.
    switch kinetics.law {
    case let law as ButlerVolmer: evaluateBareOrFilmed(law, phi, metalPotential)
    case let law as Tafel: evaluateBareOrFilmed(law, phi, metalPotential)
    case let law as LinearKinetics: evaluateBareOrFilmed(law, phi, metalPotential)
    case let law as MarcusKinetics: evaluateBareOrFilmed(law, phi, metalPotential)
    case let law: evaluateBareOrFilmed(law, phi, metalPotential)
    }
    assignNoise()
  }

  private func evaluateBareOrFilmed<Law: KineticLaw>(_ law: Law, _ phi: ScalarField, _ metalPotential: Double) {
    if kinetics.film.value > 0 || filmResistance != nil {
      evaluateBehindFilm(law, phi, metalPotential)
    } else {
      evaluate(law, phi, metalPotential)
    }
  }

  /// The part of i that is noise, of the fluctuation and the relative concentration as they are.
  func assignNoise() {
    guard hasNoise else { return }
    let n = density.grid.width
    let fluctuation = self.fluctuation, noise = self.noise, relative = relativeConcentration
    density.grid.forEachTile { [rows] tile in
      for r in tile where rows[r] > 0 {
        let f = unsafe fluctuation.row(r, n).span, x = unsafe relative.row(r, n).span
        var y = unsafe noise.row(r, n).mutableSpan
        for i in 1..<n + 1 { y[i] = max(f[i], 0) * x[i] + min(f[i], 0) }
      }
    }
  }

  private func evaluate<Law: KineticLaw>(_ law: Law, _ phi: ScalarField, _ metalPotential: Double) {
    let grid = density.grid
    let n = grid.width
    let shape = equilibriumPotential, drop = ohmicDrop, plating = self.plating, stripping = self.stripping
    let isUniform = hasUniformExchange, exchange = self.exchange, conductance = self.conductance, relative = relativeConcentration
    grid.forEachTile { [rows] tile in
      for r in tile where rows[r] > 0 {
        var a = unsafe plating.row(r, n).mutableSpan, b = unsafe stripping.row(r, n).mutableSpan
        var g = unsafe conductance.row(r, n).mutableSpan
        let p = unsafe phi.row(r, n).span, e = unsafe shape.row(r, n).span, u = unsafe drop.row(r, n).span
        let x = unsafe relative.row(r, n).span, i0 = unsafe exchange.row(isUniform ? 0 : r, n).span
        for i in 1..<n + 1 {
          let rate = law.rate(metalPotential - p[i] - e[i] + u[i], x[i])
          a[i] = i0[i] * rate.plating
          b[i] = i0[i] * rate.stripping
          g[i] = i0[i] * rate.conductance
        }
      }
    }
  }

  private func evaluateBehindFilm<Law: KineticLaw>(_ law: Law, _ phi: ScalarField, _ metalPotential: Double) {
    let grid = density.grid
    let n = grid.width
    let films = filmResistance, uniform = kinetics.film, density = self.density, shape = equilibriumPotential, drop = ohmicDrop
    let plating = self.plating, stripping = self.stripping
    let isUniform = hasUniformExchange, exchange = self.exchange, conductance = self.conductance, relative = relativeConcentration
    grid.forEachTile { [rows] tile in
      for r in tile where rows[r] > 0 {
        var a = unsafe plating.row(r, n).mutableSpan, b = unsafe stripping.row(r, n).mutableSpan
        var g = unsafe conductance.row(r, n).mutableSpan
        let p = unsafe phi.row(r, n).span, e = unsafe shape.row(r, n).span, w = unsafe density.row(r, n).span
        let u = unsafe drop.row(r, n).span, resistance = unsafe (films ?? density).row(r, n).span
        let x = unsafe relative.row(r, n).span, i0 = unsafe exchange.row(isUniform ? 0 : r, n).span
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
    }
  }

  /// i from A, B and a concentration given relative to c₀ by `scale` × `concentration`. Returns ∫ w i over the volume per volume of a
  /// cell, that is Σ w i, A/m³, and minus its derivative with the metal potential.
  @discardableResult
  public func assignCurrent(_ concentration: ScalarField, scale: Double) -> (current: Double, conductance: Double) {
    let grid = density.grid
    let n = grid.width
    let density = self.density, plating = self.plating, stripping = self.stripping, currentDensity = self.currentDensity
    let conductance = self.conductance, fluctuation = self.fluctuation
    let slopes = RowPartials(grid.rowCount), rows = self.rows
    let total = grid.sum { r in
      guard rows[r] > 0 else { return 0 }
      let w = unsafe density.row(r, n).span, c = unsafe concentration.row(r, n).span
      let a = unsafe plating.row(r, n).span, b = unsafe stripping.row(r, n).span
      let g = unsafe conductance.row(r, n).span, f = unsafe fluctuation.row(r, n).span
      var current = unsafe currentDensity.row(r, n).mutableSpan
      for i in 1..<n + 1 { current[i] = scale * c[i] * (a[i] + max(f[i], 0)) - (b[i] - min(f[i], 0)) }
      var sum = 0.0, slope = 0.0
      for i in 1..<n + 1 {
        sum += w[i] * current[i]
        slope += w[i] * g[i]
      }
      slopes[r] = slope
      return sum
    }
    return (total, slopes.sum())
  }
}
