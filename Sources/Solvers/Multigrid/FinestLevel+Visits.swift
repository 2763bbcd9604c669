import Fields

/// What is done to one row of a layer on the way through the finest grid.
extension FinestLevel {
  enum Colour: Int { case red, black }

  /// Parity of the columns that have a colour in row `j` of a layer.
  @inline(__always)
  private func columnParity(_ at: FinestLayer, _ j: Int, _ colour: Colour) -> Int { (at.index &+ j &+ colour.rawValue) & 1 }

  /// Asks for what is read first some rows on, and in the second half for what is read and written last there.
  func fetch(_ v: Int, _ j: Int, _ residual: Field<Float>, _ image: Field<Float>? = nil) {
    let m = grid.width, first = v * grid.depth + j + grid.rowsAhead
    if first >= 0, first < grid.rowCount {
      unsafe residual.row(first, m).baseAddress!.prefetch(m)
      unsafe inverse.row(first).prefetch(split.length)
      unsafe coefficient.row(first).prefetch(split.length)
    }
    let last = first - 4 * grid.depth
    if let image, last >= 0, last < grid.rowCount {
      unsafe image.row(last, m).baseAddress!.prefetch(m)
      unsafe solution.row(last, m).baseAddress!.prefetch(m)
    }
  }

  /// The source of row `j` of a layer and its red cells after the first visit. Beyond a mirror, where links are 0, stays what was there.
  func start(_ at: FinestLayer, _ j: Int, _ residual: Field<Float>, scale: Float) {
    guard at.isThere else { return }
    let b = unsafe at.source + j &* rowLength, row = unsafe at.solution + j &* rowLength, red = split.start(columnParity(at, j, .red))
    unsafe split.split(residual.row(at.firstRow &+ j, grid.width).baseAddress!, scale: scale, into: b)
    let source = unsafe b + red, x = unsafe row + red, inverse = unsafe at.inverse + (j &* stride &+ red)
    // Not `forEachVector`, whose body would be a call here.
    var i = 0
    while i < split.whole {
      unsafe x.set(i, source.lanes(i) * inverse.lanes(i))
      i &+= Lanes.scalarCount
    }
    unsafe split.seal(row, columnParity(at, j, .red))
  }

  /// Visits the cells of one colour in row `j` of a layer; those of the other must be in the ring there, in the rows beside it and in row `j`
  /// of the layers below and above.
  func visit(_ at: FinestLayer, _ j: Int, _ colour: Colour, _ matrix: ConductionOperator, _ strip: LayerStrip) {
    guard at.isThere else { return }
    let parity = columnParity(at, j, colour), start = split.start(parity)
    let row = unsafe at.solution + j &* rowLength, x = unsafe row + start, b = unsafe at.source + (j &* rowLength &+ start)
    let inverse = unsafe at.inverse + (j &* stride &+ start)
    gather(at, j, parity, matrix, strip) { i, sum in unsafe x.set(i, inverse.lanes(i) * (b.lanes(i) + sum)) }
    unsafe split.seal(row, parity)
  }

  /// By how much the red cells in row `j` of a layer change when they are visited a second time, in their place.
  func change(_ at: FinestLayer, _ j: Int, _ matrix: ConductionOperator, _ strip: LayerStrip) {
    guard at.isThere else { return }
    let red = columnParity(at, j, .red), start = split.start(red)
    let row = unsafe at.solution + j &* rowLength, x = unsafe row + start, inverse = unsafe at.inverse + (j &* stride &+ start)
    gather(at, j, red, matrix, strip) { i, sum in unsafe x.set(i, inverse.lanes(i) * sum) }
    unsafe split.seal(row, red)
  }

  /// Adds what the change of the red cells leaves on the black ones in row `j` of a layer to the source of row `r` of the coarse grid.
  func restrict(_ at: FinestLayer, _ j: Int, _ matrix: ConductionOperator, _ strip: LayerStrip, to coarse: Level, row r: Int) {
    let black = columnParity(at, j, .black), rest = unsafe strip.scratch
    gather(at, j, black, matrix, strip) { i, sum in unsafe rest.set(i, sum) }
    unsafe coarse.addToSource(row: r, rest, split, black)
  }

  /// Adds the coarse solution to the black cells of row `j` of a layer; the red ones are found from them.
  func correct(_ at: FinestLayer, _ j: Int, _ coarse: Level) {
    guard at.isThere else { return }
    let black = columnParity(at, j, .black), row = unsafe at.solution + j &* rowLength
    unsafe coarse.addSolution(
      row: coarse.parent(of: RowPlace(grid, layer: at.index, depthIndex: j), in: grid), to: row + split.start(black), split, black)
    unsafe split.seal(row, black)
  }

  /// Calls `body` with Σ over the neighbours of link × value for all cells of one column parity in a row, whole vectors at a time.
  @inline(__always)
  private func gather(
    _ at: FinestLayer, _ j: Int, _ parity: Int, _ matrix: ConductionOperator, _ strip: LayerStrip, _ body: (Int, Lanes) -> Void
  ) {
    if matrix.coefficient != nil { return gatherMeans(at, j, parity, body) }
    gatherLinks(at, j, parity, matrix, strip)
    let sum = unsafe strip.scratch
    split.forEachVector { i in unsafe body(i, sum.lanes(i)) }
  }

  /// The same with links that are the means of the coefficient.
  @inline(__always)
  private func gatherMeans(_ at: FinestLayer, _ j: Int, _ parity: Int, _ body: (Int, Lanes) -> Void) {
    let start = split.start(parity), beside = split.start(1 &- parity), shift = beside &+ parity
    let a = widthScale, down = at.down, up = at.up, inField = j &* stride, inRing = j &* rowLength
    let k = unsafe at.coefficient + inField, x = unsafe UnsafePointer(at.solution) + inRing
    let own = unsafe k + start, kr = unsafe k + shift, kl = unsafe kr - 1, right = unsafe x + shift, left = unsafe right - 1
    let kb = unsafe at.coefficientBelow + (inField &+ start), ka = unsafe at.coefficientAbove + (inField &+ start)
    let below = unsafe at.below + (inRing &+ start), above = unsafe at.above + (inRing &+ start)
    @inline(__always) func plane(_ i: Int, _ c: Lanes) -> Lanes {
      let lateral = unsafe (c + kr.lanes(i)) * right.lanes(i) + (c + kl.lanes(i)) * left.lanes(i)
      let vertical = unsafe down * (c + kb.lanes(i)) * below.lanes(i) + up * (c + ka.lanes(i)) * above.lanes(i)
      return a * lateral + vertical
    }
    let depth = grid.depth
    if depth == 1 {
      split.forEachVector { i in unsafe body(i, plane(i, own.lanes(i))) }
      return
    }
    let isPeriodic = grid.depthClosure == .periodic
    // Rows from here to the one before and to the one behind.
    let ahead = j > 0 ? -1 : isPeriodic ? depth &- 1 : 0, beyond = j < depth &- 1 ? 1 : isPeriodic ? 1 &- depth : 0
    let fore = ahead == 0 ? 0 : depthScale, back = beyond == 0 ? 0 : depthScale
    let kf = unsafe own + ahead &* stride, kh = unsafe own + beyond &* stride
    let before = unsafe x + (ahead &* rowLength &+ start), behind = unsafe x + (beyond &* rowLength &+ start)
    split.forEachVector { i in
      let c = unsafe own.lanes(i)
      let deep = unsafe fore * (c + kf.lanes(i)) * before.lanes(i) + back * (c + kh.lanes(i)) * behind.lanes(i)
      body(i, plane(i, c) + deep)
    }
  }

  /// scratch = the same sum with the operator's own links.
  private func gatherLinks(_ at: FinestLayer, _ j: Int, _ parity: Int, _ matrix: ConductionOperator, _ strip: LayerStrip) {
    let next = RowPlace(grid, layer: at.index, depthIndex: j), start = split.start(parity), beside = split.start(1 - parity)
    let links = unsafe matrix.links(ofRow: next.row, in: strip.links), sum = unsafe strip.scratch
    let w = unsafe UnsafePointer(links.right.baseAddress! + parity)
    let lower = unsafe UnsafePointer(links.lower.baseAddress! + parity), upper = unsafe UnsafePointer(links.upper.baseAddress! + parity)
    let x = unsafe UnsafePointer(at.solution) + j * rowLength
    let left = unsafe x + (beside - 1 + parity), right = unsafe x + (beside + parity)
    let below = unsafe at.below + (j * rowLength + start), above = unsafe at.above + (j * rowLength + start)
    for t in 0..<split.count(parity) {
      let i = 2 &* t &+ 1
      let lateral = unsafe w[i] * right[t] + w[i &- 1] * left[t]
      unsafe sum[t] = lateral + (lower[i] * below[t] + upper[i] * above[t])
    }
    if grid.depth > 1 {
      let before = unsafe x + ((next.before - next.row) * rowLength + start),
        behind = unsafe x + ((next.behind - next.row) * rowLength + start)
      let front = unsafe UnsafePointer(links.before.baseAddress! + parity), back = unsafe UnsafePointer(links.behind.baseAddress! + parity)
      for t in 0..<split.count(parity) {
        let i = 2 &* t &+ 1
        unsafe sum[t] += front[i] * before[t] + back[i] * behind[t]
      }
    }
  }
}
