import Fields

extension HelmholtzSolver {
  /// Each half of the layers by one worker: what is done to a layer is done while its spectrum is in the cache. More workers first do all
  /// transforms, then the systems in batches of columns: the same, to the last bit.
  func solveByLayers(_ f: ScalarField, _ u: ScalarField, _ removedMean: Double) {
    let (operation, transform, factors, spectrum) = (operation, transform, factors, transform.spectrum)
    let (halves, grid) = (factors.halves, operation.grid)
    let enter: @Sendable (Int) -> Void = { k in
      transform.forward(f, layer: k, into: k)
      // The same in all cells of a layer, and so seen by the mean mode alone.
      unsafe spectrum.numbers(k * grid.depth, 0..<1)[0] += transform.scale * (operation.source(k) - removedMean)
    }
    let leave: @Sendable (Int) -> Void = { k in transform.backward(u, layer: k, from: k) }
    if Tiling.threadBudget > 2 {
      transform.forEachLayer(enter)
      factors.eliminate(spectrum)
      meet()
      factors.substitute(spectrum)
      return transform.forEachLayer(leave)
    }
    Tiling.forEach(rows: 2, cellsPerRow: grid.cellCount / 2) { sides in
      for half in sides {
        for k in halves.inwards(half) {
          enter(k)
          factors.eliminate(spectrum, k)
        }
      }
    }
    enter(halves.meeting)
    meet()
    for half in 0..<2 { for k in halves.outwards(half).prefix(1) { factors.substitute(spectrum, k) } }
    leave(halves.meeting)
    Tiling.forEach(rows: 2, cellsPerRow: grid.cellCount / 2) { sides in
      for half in sides {
        for k in halves.outwards(half) {
          // The transform leaves nothing of the modes that the next layer needs.
          if halves.outer(k) != k { factors.substitute(spectrum, halves.outer(k)) }
          leave(k)
        }
      }
    }
  }

  /// The same of a grid of one row a layer, two layers at once.
  func solveByPairs(_ transform: PairTransform, _ f: ScalarField, _ u: ScalarField, _ removedMean: Double) {
    let (operation, factors, spectrum, n) = (operation, factors, self.transform.spectrum, operation.grid.width)
    @Sendable func fetch(_ field: ScalarField, _ pair: Halves.Pair) {
      unsafe field.row(pair.outer, n).baseAddress!.prefetch(n + 1)
      unsafe field.row(pair.inner, n).baseAddress!.prefetch(n + 1)
    }
    let areMerged = Tiling.threadBudget <= 2, fetches = areMerged && operation.grid.isLargerThanCache
    forEachPair(areMerged, inwards: true) { pairs, workspace in
      for (i, pair) in pairs.enumerated() {
        if fetches {
          factors.fetchPivots(pair)
          if i + 1 < pairs.count { fetch(f, pairs[i + 1]) }
        }
        let constants = SIMD2(operation.source(pair.outer), operation.source(pair.inner)) - removedMean
        transform.forward(f, pair.outer, pair.inner, adding: constants, workspace)
        unsafe transform.takeApart(workspace, factors.inwards(spectrum, pair, areMerged, workspace.numbers(2, 0..<1).baseAddress!))
      }
    }
    if !areMerged { factors.eliminate(spectrum) }
    meet()
    if !areMerged { factors.substitute(spectrum) }
    forEachPair(areMerged, inwards: false) { pairs, workspace in
      for (i, pair) in pairs.enumerated() {
        unsafe transform.putTogether(workspace, factors.outwards(spectrum, pair, areMerged, workspace.numbers(2, 0..<1).baseAddress!))
        if fetches {
          if i + 1 < pairs.count { factors.fetch(spectrum, pairs[i + 1]) }
          fetch(u, pair)
        }
        transform.backward(u, pair.outer, pair.inner, workspace)
      }
    }
  }

  /// Calls `body` with the pairs of each half, in their order, or with parts of all pairs. Rows 0 and 1 of the workspace are for transforms,
  /// row 2 is zero at first.
  private func forEachPair(
    _ areMerged: Bool, inwards: Bool, _ body: @Sendable (_ pairs: [Halves.Pair], _ workspace: Spectrum) -> Void
  ) {
    let (halves, cells, width) = (factors.halves, operation.grid.cellCount, operation.grid.width)
    if areMerged {
      Tiling.forEach(rows: 2, cellsPerRow: cells / 2) { sides in
        for half in sides { body(inwards ? halves.pairs(half) : halves.pairs(half).reversed(), Spectrum(columns: width + 1, rows: 3)) }
      }
    } else {
      let pairs = halves.pairs(0) + halves.pairs(1)
      Tiling.forEach(rows: pairs.count, cellsPerRow: 2 * width) { body(Array(pairs[$0]), Spectrum(columns: width + 1, rows: 3)) }
    }
  }
}
