import Fields

/// Rows of cells as one of complex numbers, in the order in which they are transformed: as they lie where the width is periodic; between
/// mirrors the even ones forwards, then the odd ones backwards.
extension PairTransform {
  func interleave(_ field: ScalarField, _ a: Int, _ b: Int, _ workspace: Spectrum) {
    let a = unsafe field.row(a, width).baseAddress! + 1, b = unsafe field.row(b, width).baseAddress! + 1
    let z = unsafe workspace.numbers(0, 0..<width + 1).baseAddress!, modes = unsafe workspace.start(0)
    let whole = width & ~7, isMirrored = !phases.isEmpty
    for i in stride(from: 0, to: whole, by: 8) {
      let x = unsafe a.load(i, as: DoubleLanes.self), y = unsafe b.load(i, as: DoubleLanes.self)
      if isMirrored {
        unsafe z.set(i, DoubleLanes(interleaving: x.evenHalf, y.evenHalf))
        unsafe z.set(2 * width - i - 8, DoubleLanes(interleaving: x.oddHalf, y.oddHalf).modesReversed)
      } else {
        unsafe z.set(2 * i, DoubleLanes(interleaving: x.lowHalf, y.lowHalf))
        unsafe z.set(2 * i + 8, DoubleLanes(interleaving: x.highHalf, y.highHalf))
      }
    }
    for i in whole..<width { unsafe modes[slot(i)] = SIMD2(a[i], b[i]) }
  }

  func separate(_ field: ScalarField, _ a: Int, _ b: Int, _ workspace: Spectrum) {
    let a = unsafe field.row(a, width).baseAddress! + 1, b = unsafe field.row(b, width).baseAddress! + 1
    let z = unsafe workspace.numbers(1, 0..<width + 1).baseAddress!, modes = unsafe workspace.start(1)
    let whole = width & ~7, isMirrored = !phases.isEmpty
    for i in stride(from: 0, to: whole, by: 8) {
      if isMirrored {
        let even = unsafe z.load(i, as: DoubleLanes.self), odd = unsafe z.load(2 * width - i - 8, as: DoubleLanes.self).modesReversed
        unsafe a.set(i, DoubleLanes(interleaving: even.evenHalf, odd.evenHalf))
        unsafe b.set(i, DoubleLanes(interleaving: even.oddHalf, odd.oddHalf))
      } else {
        let first = unsafe z.load(2 * i, as: DoubleLanes.self), second = unsafe z.load(2 * i + 8, as: DoubleLanes.self)
        unsafe a.set(i, DoubleLanes(lowHalf: first.evenHalf, highHalf: second.evenHalf))
        unsafe b.set(i, DoubleLanes(lowHalf: first.oddHalf, highHalf: second.oddHalf))
      }
    }
    for i in whole..<width {
      let mode = unsafe modes[slot(i)]
      unsafe a[i] = mode.x
      unsafe b[i] = mode.y
    }
  }

  private func slot(_ i: Int) -> Int { phases.isEmpty ? i : i % 2 == 0 ? i / 2 : width - 1 - i / 2 }
}

extension DoubleLanes {
  @inline(__always)
  fileprivate init(interleaving a: SIMD4<Double>, _ b: SIMD4<Double>) {
    self.init()
    evenHalf = a
    oddHalf = b
  }

  /// As complex numbers, the last one first.
  @inline(__always)
  fileprivate var modesReversed: Self { Self(lowHalf: highHalf.reversed, highHalf: lowHalf.reversed) }
}
