import Fields

/// Links and diagonal of a level from those of a finer grid.
extension Level {
  /// Links from those of the finest grid.
  func aggregateLinks(_ fine: ConductionOperator) {
    let length = ConductionOperator.scratchLength(fine.grid)
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: length) { memory in
        unsafe memory.initialize(repeating: 0)
        self.aggregateLinks(rows: rows, fine.grid) { s in unsafe fine.links(ofRow: s, in: memory.baseAddress!) }
      }
    }
    closeGrowth()
  }

  /// Links from those of a finer level.
  func aggregateLinks(_ fine: Level) {
    let length = ConductionOperator.scratchLength(fine.grid)
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: length) { memory in
        unsafe memory.initialize(repeating: 0)
        self.aggregateLinks(rows: rows, fine.grid) { s in unsafe fine.links(ofRow: s, in: memory.baseAddress!) }
      }
    }
    closeGrowth()
  }

  /// The links of row `r`, put together in `scratch`.
  private func links(ofRow r: Int, in scratch: UnsafeMutablePointer<Float>) -> RowLinks<Float> {
    let n = grid.width
    let links = unsafe RowLinks(start: scratch, count: n + 2, length: LayerStrip.rowLength(n + 2))
    unsafe split.merge(widthFaces.row(r), into: links.right.baseAddress!)
    if split.isOddPeriod { unsafe links.right[n] = closingLink(ofRow: r) }
    unsafe links.right[0] = links.right[n]
    unsafe split.merge(growthFaces.row(r), into: links.lower.baseAddress!)
    unsafe split.merge(growthFaces.row(r + grid.depth), into: links.upper.baseAddress!)
    if grid.depth > 1 {
      unsafe split.merge(depthFaces.row(RowPlace(grid, row: r).depthFaceBefore(grid.depth)), into: links.before.baseAddress!)
      unsafe split.merge(depthFaces.row(r), into: links.behind.baseAddress!)
    }
    return links
  }

  /// Half the sum of the fine links on each coarse face where its axis is coarsened: the distance between centres doubles.
  @inline(__always)
  private func aggregateLinks(rows: Range<Int>, _ fine: Grid, _ links: (Int) -> RowLinks<Float>) {
    let n = grid.width, m = fine.width, length = LayerStrip.rowLength(n + 2)
    let wide = fine.factor(to: grid, .width), high = fine.factor(to: grid, .growth), deep = fine.factor(to: grid, .depth)
    let widthScale: Float = wide == 2 ? 0.5 : 1, depthScale: Float = deep == 2 ? 0.5 : 1, growthScale: Float = high == 2 ? 0.5 : 1
    unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * length) { memory in
      let base = memory.baseAddress!
      for r in rows {
        unsafe base.update(repeating: 0, count: 3 * length)
        let w = unsafe base, g = unsafe base + length, d = unsafe base + 2 * length
        let lowest = high * grid.layer(of: r), last = min(deep * grid.depthIndex(of: r) + deep, fine.depth) - 1
        forEachFineRow(of: r, in: fine) { s in
          let from = links(s), f = unsafe UnsafePointer(from.right.baseAddress!)
          if wide == 2 {
            for i in 1..<m / 2 + 1 { unsafe w[i] += widthScale * f[2 &* i] }
            if m % 2 == 1 { unsafe w[n] += widthScale * f[m] }
          } else {
            for i in 1..<n + 1 { unsafe w[i] += f[i] }
          }
          if fine.layer(of: s) == lowest { unsafe Self.addPairs(of: from.lower.baseAddress!, m, growthScale, into: g, n) }
          if grid.depth > 1, fine.depthIndex(of: s) == last {
            unsafe Self.addPairs(of: from.behind.baseAddress!, m, depthScale, into: d, n)
          }
        }
        unsafe setRightLinks(ofRow: r, w)
        unsafe split.split(g, into: growthFaces.row(r))
        if grid.depth > 1 { unsafe split.split(d, into: depthFaces.row(r)) }
      }
    }
  }

  /// Gives the layer of faces above the top those of the bottom, which close the period or are 0.
  private func closeGrowth() {
    for j in 0..<grid.depth {
      unsafe growthFaces.row(grid.rowCount + j).update(from: growthFaces.row(j), count: split.length)
    }
  }

  /// The diagonal from that of the finest grid: what is not a link adds up.
  ///
  /// - Parameter rows: above 0 for fine rows that changed; all when nil.
  /// - Returns: the same of this level.
  func aggregateDiagonal(_ fine: ScalarField, rows: RowPartials?) -> RowPartials? {
    let m = fine.grid.width
    return unsafe aggregateDiagonal(fine.grid, rows: rows) { s, _ in unsafe UnsafePointer(fine.row(s, m).baseAddress!) }
  }

  /// The same from that of a finer level.
  func aggregateDiagonal(_ fine: Level, rows: RowPartials?) -> RowPartials? {
    unsafe aggregateDiagonal(fine.grid, rows: rows) { s, scratch in
      unsafe fine.split.merge(fine.reaction.row(s), into: scratch)
      return unsafe UnsafePointer(scratch)
    }
  }

  /// - Parameter diagonal: that of a fine row, with ghosts, in a given memory or another.
  @inline(__always)
  private func aggregateDiagonal<Scalar: Precision>(
    _ fine: Grid, rows: RowPartials?, _ diagonal: @Sendable (Int, UnsafeMutablePointer<Float>) -> UnsafePointer<Scalar>
  ) -> RowPartials? {
    let n = grid.width, m = fine.width
    let changed = rows.map { _ in RowPartials(grid.rowCount) }
    grid.forEachTile { tile in
      unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: m + 2 + n + 2) { memory in
        unsafe memory.initialize(repeating: 0)
        let scratch = memory.baseAddress!, d = unsafe scratch + (m + 2)
        for r in tile {
          if let rows, let changed {
            var sum = 0.0
            self.forEachFineRow(of: r, in: fine) { s in sum += rows[s] }
            changed[r] = sum
            if sum == 0 { continue }
          }
          unsafe d.update(repeating: 0, count: n + 2)
          self.forEachFineRow(of: r, in: fine) { s in unsafe Self.addPairs(of: diagonal(s, scratch), m, 1, into: d, n) }
          unsafe self.split.split(d, into: self.reaction.row(r))
          for parity in 0...1 { self.sumLinks(row: r, parity) }
        }
      }
    }
    return changed
  }

  /// total = reaction + links, and its inverse (1 where a cell has neither).
  private func sumLinks(row r: Int, _ parity: Int) {
    let around = Stencil(self, RowPlace(grid, row: r), parity), at = around.offset, isDeep = grid.depth > 1
    let d = unsafe reaction.start + at, t = unsafe total.start + at, v = unsafe inverse.start + at, count = split.count(parity)
    split.forEachVector { i in
      var sum = unsafe d.lanes(i) + around.rightLink.lanes(i) + around.leftLink.lanes(i) + around.lower.lanes(i) + around.upper.lanes(i)
      if isDeep { unsafe sum += around.front.lanes(i) + around.back.lanes(i) }
      let isClosed = split.isOddPeriod && parity == 0 && (i..<i + Lanes.scalarCount).contains(split.half - 1)
      if isClosed { sum[split.half - 1 - i] += closingLink(ofRow: r) }
      var inverse = sum.inverseSums
      if i + Lanes.scalarCount > count {
        sum.clear(from: count - i)
        inverse.clear(from: count - i)
      }
      unsafe t.set(i, sum)
      unsafe v.set(i, inverse)
    }
  }

  /// Adds `scale` × the sum over each aggregate of a fine row of `m` cells to a coarse one of `n`, both with ghosts.
  @inline(__always)
  private static func addPairs<Scalar: Precision>(
    of fine: UnsafePointer<Scalar>, _ m: Int, _ scale: Float, into coarse: UnsafeMutablePointer<Float>, _ n: Int
  ) {
    if n == m {
      for i in 1..<n + 1 { unsafe coarse[i] += scale * Float(rounding: fine[i].asDouble) }
      return
    }
    let whole = m / 2
    for i in 1..<whole + 1 { unsafe coarse[i] += scale * Float(rounding: (fine[2 &* i &- 1] + fine[2 &* i]).asDouble) }
    if whole < n { unsafe coarse[n] += scale * Float(rounding: fine[m].asDouble) }
  }
}
