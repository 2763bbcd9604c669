import Fields
import RealModule

/// Transform of one row of cells along the width axis.
///
/// A periodic row becomes its Fourier modes. A mirrored row becomes its cosine sums Cₖ = Σ uᵢ cos(πk(2i+1)/2n), the
/// column k holding Cₖ and −Cₙ₋ₖ as its real and imaginary part; the cells are reordered so that one periodic transform
/// of the same length yields them all (J. Makhoul, IEEE Trans. Acoust. Speech Signal Process. 28 (1980) 27).
struct WidthTransform: Sendable {
  private let width: Int
  private let columns: Int
  private let forwardPlan: FFTWPlan
  private let backwardPlan: FFTWPlan
  /// e^{−iπk/2n} for a mirrored axis, else empty.
  private let phases: [SIMD2<Double>]

  init(_ grid: Grid) {
    width = grid.width
    columns = grid.width / 2 + 1
    let mirrored = grid.widthClosure == .mirrored
    // A mirrored row is reordered into the place of its own spectrum.
    forwardPlan = .realForward(length: grid.width, inPlace: mirrored)
    backwardPlan = .realBackward(length: grid.width, inPlace: mirrored)
    phases = Self.phases(grid)
  }

  /// e^{−iπk/2n} for a mirrored axis, else empty.
  static func phases(_ grid: Grid) -> [SIMD2<Double>] {
    let n = Double(grid.width)
    if grid.widthClosure == .periodic { return [] }
    return (0..<grid.width / 2 + 1).map { SIMD2(.cos(.pi * Double($0) / (2 * n)), -.sin(.pi * Double($0) / (2 * n))) }
  }

  func forward(_ field: ScalarField, _ row: Int, _ spectrum: Spectrum, _ slot: Int) {
    let modes = unsafe spectrum.start(slot)
    if phases.isEmpty {
      unsafe forwardPlan.forward(field.row(row, width).baseAddress! + 1, modes)
      return
    }
    reorder(field, row, spectrum, slot)
    unsafe forwardPlan.forward(spectrum.numbers(slot, 0..<columns).baseAddress!, modes)
    let phase = phases.span
    var v = unsafe spectrum.modes(slot, 0..<columns).mutableSpan
    for k in 0..<columns {
      let a = v[k]
      let w = phase[k]
      v[k] = SIMD2(a.x * w.x - a.y * w.y, a.x * w.y + a.y * w.x)
    }
  }

  /// The spectrum's row is lost.
  func backward(_ spectrum: Spectrum, _ slot: Int, _ field: ScalarField, _ row: Int) {
    let modes = unsafe spectrum.start(slot)
    if phases.isEmpty {
      unsafe backwardPlan.backward(modes, field.row(row, width).baseAddress! + 1)
    } else {
      let phase = phases.span
      var v = unsafe spectrum.modes(slot, 0..<columns).mutableSpan
      for k in 0..<columns {
        let a = v[k]
        let w = phase[k]
        v[k] = SIMD2(a.x * w.x + a.y * w.y, a.y * w.x - a.x * w.y)
      }
      unsafe backwardPlan.backward(modes, spectrum.numbers(slot, 0..<columns).baseAddress!)
      restore(spectrum, slot, field, row)
    }
    field.seal(row)
  }

  /// Even cells forwards, then odd cells backwards.
  private func reorder(_ field: ScalarField, _ row: Int, _ spectrum: Spectrum, _ slot: Int) {
    let u = unsafe field.row(row, width).span
    var v = unsafe spectrum.numbers(slot, 0..<columns).mutableSpan
    for i in 0..<(width + 1) / 2 { v[i] = u[2 &* i &+ 1] }
    for i in 0..<width / 2 { v[width &- 1 &- i] = u[2 &* i &+ 2] }
  }

  private func restore(_ spectrum: Spectrum, _ slot: Int, _ field: ScalarField, _ row: Int) {
    let v = unsafe spectrum.numbers(slot, 0..<columns).span
    var u = unsafe field.row(row, width).mutableSpan
    for i in 0..<(width + 1) / 2 { u[2 &* i &+ 1] = v[i] }
    for i in 0..<width / 2 { u[2 &* i &+ 2] = v[width &- 1 &- i] }
  }
}
