public import Fields

/// Films that the front carries.
extension ButlerVolmerModel {
  /// R of all films in the front's rows, those that stay the same included.
  func assignFilmResistance() {
    guard let resistance = front.filmResistance else { return }
    let n = grid.width, constant = parameters.filmResistance, density = front.density
    let layers = films.map { (thickness: $0.thickness, resistivity: 1 / $0.law.conductivity) }
    grid.forEachTile { rows in
      for r in rows {
        guard !density.isClear(r) else {
          resistance.clear(r)
          continue
        }
        var sum = unsafe resistance.row(r, n).mutableSpan
        for i in 0..<n + 2 { sum[i] = constant }
        for layer in layers {
          let l = unsafe layer.thickness.row(r, n).span
          for i in 0..<n + 2 { sum[i] += layer.resistivity * l[i] }
        }
      }
    }
  }

  public func assignFilmThickness(into field: ScalarField) -> Bool {
    guard !films.isEmpty else { return false }
    let n = grid.width, xi = state.orderParameter, layers = films.map(\.thickness)
    // ξ(1 − ξ) there; further out lie remnants of gaps that have closed.
    let rim = OrderParameter.profile(1.5, halfWidth: 1), least = rim * (1 - rim)
    grid.forEachTile { rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        var sum = unsafe field.row(r, n).mutableSpan
        for i in 0..<n + 2 { sum[i] = x[i] * (1 - x[i]) >= least ? 0 : .nan }
        for layer in layers {
          let l = unsafe layer.row(r, n).span
          for i in 0..<n + 2 { sum[i] += l[i] }
        }
      }
    }
    return true
  }

  public func filmSummary() -> FilmSummary {
    FilmSummary(together: films.map { $0.summary(state.orderParameter, density: front.density) })
  }

  public func assignLayers(into field: ScalarField) -> Bool {
    guard let layers, layers.hasVolumes else { return false }
    layers.assignShare(into: field)
    return true
  }

  public func coatingSummary() -> FilmSummary {
    FilmSummary(together: layers?.riding.map { $0.summary(state.orderParameter, density: front.density) } ?? [])
  }
}
