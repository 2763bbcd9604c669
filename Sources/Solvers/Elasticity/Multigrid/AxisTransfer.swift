import Fields

/// How values along one axis of a grid follow from those of a coarser one: linear interpolation of what lives on the faces normal to the
/// axis, or at the centres between them; and its adjoints, sums and means.
///
/// The coarse axis is as long and has any number of cells. With half as many the weights are ½ 1 ½ on faces and ¼ ¾ ¾ ¼ at centres.
/// Between mirrors, what lives on faces is zero at the ends, what lives at centres is even.
struct AxisTransfer<Scalar: Precision>: Sendable {
  enum Place: Sendable {
    case faces, centers
  }

  /// Σ of weight × value at an index, in `taps` of one term for each target; where a target has fewer, the weight is zero.
  struct Gather: Sendable {
    let taps: Int
    let count: Int
    /// All targets of the first tap, then those of the next.
    let indices: [Int], weights: [Scalar]

    init(_ terms: [[(index: Int, weight: Double)]]) {
      let taps = max(1, terms.map(\.count).max() ?? 1)
      self.taps = taps
      count = terms.count
      indices = (0..<taps).flatMap { tap in terms.map { tap < $0.count ? $0[tap].index : 0 } }
      weights = (0..<taps).flatMap { tap in terms.map { tap < $0.count ? Scalar(rounding: $0[tap].weight) : 0 } }
    }

    /// Calls `body` with the terms of a target that count.
    @inline(__always)
    func forEachTerm(_ target: Int, _ body: (_ index: Int, _ weight: Scalar) -> Void) {
      for tap in 0..<taps where weights[tap * count + target] != 0 { body(indices[tap * count + target], weights[tap * count + target]) }
    }

    /// to[1 …] = the sums of from[1 …].
    @inline(__always)
    func apply(_ from: Span<Scalar>, into to: inout MutableSpan<Scalar>) {
      let from = from, count = self.count
      let indices = self.indices.span, weights = self.weights.span
      for i in 0..<count { to[i + 1] = weights[i] * from[indices[i] + 1] }
      for tap in 1..<max(1, taps) {
        let start = tap * count
        for i in 0..<count { to[i + 1] += weights[start + i] * from[indices[start + i] + 1] }
      }
    }
  }

  /// Fine values from coarse ones.
  let interpolation: Gather
  /// Coarse values from fine ones: the interpolation's transpose, and means.
  let sums: Gather, means: Gather

  init(_ fine: Grid, _ coarse: Grid, _ axis: Axis, _ place: Place) {
    let n = fine.cells(axis), m = coarse.cells(axis), isMirrored = fine.closure(axis) == .mirrored
    let parents = (0..<n).map { i in
      // In coarse cells, times 2n.
      let position = place == .faces ? 2 * i * m : (2 * i + 1) * m - n
      let lower = position >= 0 ? position / (2 * n) : -1
      let share = Double(position - 2 * n * lower) / Double(2 * n)
      return [(lower, 1 - share), (lower + 1, share)].compactMap { Self.close($0, m, isMirrored, place) }
    }
    interpolation = Gather(parents)
    var sums = [[(index: Int, weight: Double)]](repeating: [], count: m)
    for (i, terms) in parents.enumerated() { for (index, weight) in terms { sums[index].append((i, weight)) } }
    self.sums = Gather(sums)
    if place == .faces {
      means = Gather(
        sums.map { terms in
          let total = terms.reduce(0) { $0 + $1.weight }
          return terms.map { ($0.index, $0.weight / total) }
        })
    } else {
      // How much of a coarse cell each fine one is, by lengths in units of 1/nm.
      means = Gather(
        (0..<m).map { c in
          (c * n / m...((c + 1) * n - 1) / m).map { i in (i, Double(min((c + 1) * n, (i + 1) * m) - max(c * n, i * m)) / Double(n)) }
        })
    }
  }

  /// A coarse index as that of the grid, nil where it does not count.
  private static func close(_ term: (Int, Double), _ m: Int, _ isMirrored: Bool, _ place: Place) -> (index: Int, weight: Double)? {
    let (index, weight) = term
    if weight == 0 { return nil }
    if !isMirrored { return ((index + m) % m, weight) }
    if place == .faces { return index == 0 || index == m ? nil : (index, weight) }
    return (min(max(index, 0), m - 1), weight)
  }
}

/// Transfer along all axes, of quantities that live on faces or at centres by axes.
struct GridTransfer<Scalar: Precision>: Sendable {
  let fine: Grid, coarse: Grid
  private let faces: [AxisTransfer<Scalar>], centers: [AxisTransfer<Scalar>]

  init(_ fine: Grid, _ coarse: Grid) {
    self.fine = fine
    self.coarse = coarse
    faces = Axis.allCases.map { AxisTransfer(fine, coarse, $0, .faces) }
    centers = Axis.allCases.map { AxisTransfer(fine, coarse, $0, .centers) }
  }

  private func transfer(_ axis: Axis, _ faceAxes: [Axis]) -> AxisTransfer<Scalar> {
    faceAxes.contains(axis) ? faces[axis.rawValue] : centers[axis.rawValue]
  }

  /// Coarse values from fine ones: means, or the transpose of `interpolate` times `scale`. Ghosts are left to the caller.
  ///
  /// - Parameter faceAxes: those on whose faces the quantity lives.
  func gather(_ from: Field<Scalar>, into to: Field<Scalar>, faceAxes: [Axis], areMeans: Bool, scale: Scalar = 1) {
    func lists(_ axis: Axis) -> AxisTransfer<Scalar>.Gather {
      areMeans ? transfer(axis, faceAxes).means : transfer(axis, faceAxes).sums
    }
    let width = lists(.width), depth = lists(.depth), growth = lists(.growth)
    let m = fine.width, n = coarse.width
    Tiling.forEach(rows: coarse.rowCount, cellsPerRow: 2 * m) { rows in
      unsafe withUnsafeTemporaryAllocation(of: Scalar.self, capacity: m + 2) { memory in
        unsafe memory.initialize(repeating: 0)
        let buffer = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: m + 2)
        for r in rows {
          var sum = unsafe buffer.mutableSpan
          for i in 0..<m + 2 { sum[i] = 0 }
          growth.forEachTerm(coarse.layer(of: r)) { k, outer in
            depth.forEachTerm(coarse.depthIndex(of: r)) { j, inner in
              let a = unsafe from.row(k * fine.depth + j, m).span, weight = scale * outer * inner
              var sum = unsafe buffer.mutableSpan
              for i in 1..<m + 1 { sum[i] += weight * a[i] }
            }
          }
          var out = unsafe to.row(r, n).mutableSpan
          unsafe width.apply(buffer.span, into: &out)
        }
      }
    }
  }

  /// Adds to fine values those of coarse ones. Ghosts are left to the caller's `seal`.
  func interpolate(_ from: Field<Scalar>, addingTo to: Field<Scalar>, faceAxes: [Axis], seal: @Sendable (Int) -> Void) {
    let width = transfer(.width, faceAxes).interpolation, depth = transfer(.depth, faceAxes).interpolation
    let growth = transfer(.growth, faceAxes).interpolation
    let m = fine.width, n = coarse.width
    Tiling.forEach(rows: fine.rowCount, cellsPerRow: 2 * m) { rows in
      unsafe withUnsafeTemporaryAllocation(of: Scalar.self, capacity: m + n + 4) { memory in
        unsafe memory.initialize(repeating: 0)
        let buffer = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress, count: n + 2)
        let line = unsafe UnsafeMutableBufferPointer(start: memory.baseAddress! + n + 2, count: m + 2)
        for r in rows {
          var sum = unsafe buffer.mutableSpan
          for i in 0..<n + 2 { sum[i] = 0 }
          growth.forEachTerm(fine.layer(of: r)) { k, outer in
            depth.forEachTerm(fine.depthIndex(of: r)) { j, inner in
              let a = unsafe from.row(k * coarse.depth + j, n).span, weight = outer * inner
              var sum = unsafe buffer.mutableSpan
              for i in 1..<n + 1 { sum[i] += weight * a[i] }
            }
          }
          var fineLine = unsafe line.mutableSpan
          unsafe width.apply(buffer.span, into: &fineLine)
          var out = unsafe to.row(r, m).mutableSpan
          for i in 1..<m + 1 { out[i] += fineLine[i] }
          seal(r)
        }
      }
    }
  }
}
