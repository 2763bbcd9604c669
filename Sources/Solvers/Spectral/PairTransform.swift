import Fields
import RealModule

/// Transforms of two rows of cells along the width axis at once: that of the complex row a + i b, whose modes Z are taken apart into
/// 2 A(κ) = Z(κ) + Z*(−κ) and 2 B(κ) = −i (Z(κ) − Z*(−κ)) (J. W. Cooley, P. A. W. Lewis, P. D. Welch, J. Sound Vib. 12 (1970) 315).
///
/// What is next done to the modes is done where they are taken apart, and what was done before where they are put together. The transform of a
/// row between mirrors is that of `WidthTransform`.
struct PairTransform: Sendable {
  let width: Int
  private let plan: FFTWPlan
  /// e^{−iπk/2n} for a mirrored axis, else empty.
  let phases: [SIMD2<Double>]

  init(_ grid: Grid) {
    width = grid.width
    plan = .complexForward(length: grid.width)
    phases = WidthTransform.phases(grid)
  }

  /// What there and back multiplies by.
  var scale: Double { Double(2 * width) }

  /// Leaves the modes of a + i b in row 1 of the workspace, with those of constants in all cells of a row and of the other added.
  func forward(_ field: ScalarField, _ a: Int, _ b: Int, adding constants: SIMD2<Double>, _ workspace: Spectrum) {
    interleave(field, a, b, workspace)
    let modes = unsafe workspace.start(1)
    unsafe plan.outOfPlace(workspace.start(0), modes)
    unsafe modes[0] += Double(width) * constants
    unsafe modes[width] = modes[0]
  }

  /// From the modes in row 0 of the workspace, as `putTogether` leaves them.
  func backward(_ field: ScalarField, _ a: Int, _ b: Int, _ workspace: Spectrum) {
    unsafe plan.outOfPlace(workspace.start(0), workspace.start(1))
    separate(field, a, b, workspace)
    field.seal(a)
    field.seal(b)
  }

  /// Gives `step` 2 A and 2 B, from the modes that `forward` left.
  func takeApart<Step: ModeStep>(_ workspace: Spectrum, _ step: Step) {
    let z = unsafe workspace.numbers(1, 0..<width + 1).baseAddress!
    // Asked at each mode, the question would cost as much as the rest.
    if phases.isEmpty { unsafe takeApart(z, step, turns: false) } else { unsafe takeApart(z, step, turns: true) }
  }

  @inline(__always)
  private func takeApart<Step: ModeStep>(_ z: UnsafeMutablePointer<Double>, _ step: Step, turns: Bool) {
    let columns = width / 2 + 1, whole = columns & ~1
    for k in stride(from: 0, to: whole, by: 2) { unsafe takeApart(z, k, 2, SIMD4<Double>.self, step, turns) }
    for k in whole..<columns { unsafe takeApart(z, k, 1, SIMD2<Double>.self, step, turns) }
  }

  @inline(__always)
  private func takeApart<Lanes: ModeLanes, Step: ModeStep>(
    _ z: UnsafeMutablePointer<Double>, _ k: Int, _ count: Int, _: Lanes.Type, _ step: Step, _ turns: Bool
  ) {
    let forth = unsafe z.load(2 * k, as: Lanes.self)
    let back = unsafe z.load(2 &* (width &- k &- count &+ 1), as: Lanes.self).reversed
    let sum = forth + back
    var a = Lanes(real: sum, imaginary: forth - back), b = Lanes(real: back - forth, imaginary: sum).exchanged
    if turns {
      let phase = unsafe phases.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: 16 * k, as: Lanes.self) }
      a = a.times(phase)
      b = b.times(phase)
    }
    step.take(k, a, b)
  }

  /// Fills row 0 of the workspace with the modes Z(−κ), of which the forward transform is the backward one of Z(κ).
  func putTogether<Step: ModeStep>(_ workspace: Spectrum, _ step: Step) {
    let z = unsafe workspace.numbers(0, 0..<width + 1).baseAddress!
    if phases.isEmpty { unsafe putTogether(z, step, turns: false) } else { unsafe putTogether(z, step, turns: true) }
  }

  @inline(__always)
  private func putTogether<Step: ModeStep>(_ z: UnsafeMutablePointer<Double>, _ step: Step, turns: Bool) {
    let columns = width / 2 + 1, whole = columns & ~1
    for k in stride(from: 0, to: whole, by: 2) { unsafe putTogether(z, k, 2, SIMD4<Double>.self, step, turns) }
    for k in whole..<columns { unsafe putTogether(z, k, 1, SIMD2<Double>.self, step, turns) }
  }

  @inline(__always)
  private func putTogether<Lanes: ModeLanes, Step: ModeStep>(
    _ z: UnsafeMutablePointer<Double>, _ k: Int, _ count: Int, _: Lanes.Type, _ step: Step, _ turns: Bool
  ) {
    var (a, b): (Lanes, Lanes) = step.give(k)
    if turns {
      let phase = unsafe phases.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: 16 * k, as: Lanes.self) }.conjugates
      a = a.times(phase)
      b = b.times(phase)
    }
    let turned = b.exchanged, sum = a + turned
    unsafe z.set(2 &* (width &- k &- count &+ 1), Lanes(real: a - turned, imaginary: sum).reversed)
    unsafe z.set(2 * k, Lanes(real: sum, imaginary: turned - a))
  }
}
