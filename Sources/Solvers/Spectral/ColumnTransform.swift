import Fields
import RealModule

/// Transform of a spectrum's columns along the depth or the growth axis, in place.
///
/// The real and imaginary parts of the columns are transformed independently where one of the axes is mirrored: by cosine
/// sums along a mirrored axis (Makhoul 1980), by Hartley sums Σ u (cos + sin) along a periodic one. Both follow from the
/// complex transform V by combining the harmonics j and n − j. Between periodic axes the complex transform itself remains.
struct ColumnTransform: Sendable {
  private let count: Int
  private let rowStep: Int
  private let mirrored: Bool
  private let forwardPlan: FFTWPlan
  private let backwardPlan: FFTWPlan
  private let mixers: [Mixer]

  /// (V, V′) → (c V + c̄ V′, d V + d̄ V′) for a pair of harmonics, and its inverse (Z, Z′) → (e Z + g Z′, ē Z + ḡ Z′).
  private struct Mixer {
    let c: SIMD2<Double>, d: SIMD2<Double>, e: SIMD2<Double>, g: SIMD2<Double>
  }

  /// - Parameter rowStep: rows of the spectrum from one element of a column to the next.
  init(_ grid: Grid, _ axis: Axis, rowStep: Int, stride: Int) {
    let n = grid.cells(axis)
    count = n
    self.rowStep = rowStep
    mirrored = grid.closure(axis) == .mirrored
    forwardPlan = .columns(length: n, stride: rowStep * stride, batch: Spectrum.lane, forward: true)
    backwardPlan = .columns(length: n, stride: rowStep * stride, batch: Spectrum.lane, forward: false)
    if mirrored {
      mixers = (0..<n / 2 + 1).map { j in
        let angle = .pi * Double(j) / Double(2 * n)
        let (c, s) = (Double.cos(angle), Double.sin(angle))
        return Mixer(c: 0.5 * SIMD2(c, -s), d: 0.5 * SIMD2(s, c), e: SIMD2(c, s), g: SIMD2(s, -c))
      }
    } else if grid.widthClosure == .mirrored {
      let plus = SIMD2(0.5, 0.5)
      let minus = SIMD2(0.5, -0.5)
      mixers = Array(repeating: Mixer(c: plus, d: minus, e: minus, g: plus), count: n / 2 + 1)
    } else {
      mixers = []
    }
  }

  /// Where element `index` of a column must lie before `forward`, and lies after `backward`.
  func slot(_ index: Int) -> Int {
    guard mirrored else { return index }
    return index % 2 == 0 ? index / 2 : count - 1 - index / 2
  }

  /// Transforms the columns of `range`, which starts on a cache line; the first elements lie in row `row`.
  func forward(_ spectrum: Spectrum, _ row: Int, _ range: Range<Int>) {
    for column in stride(from: range.lowerBound, to: range.upperBound, by: Spectrum.lane) {
      unsafe forwardPlan.inPlace(spectrum.start(row, column))
    }
    for j in mixers.indices.dropFirst() {
      let m = mixers[j]
      mix(spectrum, row + j * rowStep, row + (count - j) * rowStep, range, (m.c, m.c.conjugate), (m.d, m.d.conjugate))
    }
  }

  func backward(_ spectrum: Spectrum, _ row: Int, _ range: Range<Int>) {
    for j in mixers.indices.dropFirst() {
      let m = mixers[j]
      mix(spectrum, row + j * rowStep, row + (count - j) * rowStep, range, (m.e, m.g), (m.e.conjugate, m.g.conjugate))
    }
    for column in stride(from: range.lowerBound, to: range.upperBound, by: Spectrum.lane) {
      unsafe backwardPlan.inPlace(spectrum.start(row, column))
    }
  }

  /// (A, B) → (`upper`.0 A + `upper`.1 B, `lower`.0 A + `lower`.1 B).
  private func mix(
    _ spectrum: Spectrum, _ first: Int, _ second: Int, _ range: Range<Int>,
    _ upper: (SIMD2<Double>, SIMD2<Double>), _ lower: (SIMD2<Double>, SIMD2<Double>)
  ) {
    var a = unsafe spectrum.modes(first, range).mutableSpan
    if first == second {
      // The middle harmonic is its own partner; its factor is real.
      let factor = upper.0.x + upper.1.x
      for i in 0..<range.count { a[i] = factor * a[i] }
      return
    }
    var b = unsafe spectrum.modes(second, range).mutableSpan
    for i in 0..<range.count {
      let p = a[i]
      let q = b[i]
      a[i] = upper.0.times(p) + upper.1.times(q)
      b[i] = lower.0.times(p) + lower.1.times(q)
    }
  }
}
