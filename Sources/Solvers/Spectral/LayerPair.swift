import Fields

/// What is done to each pair of modes between the transforms of two rows and their spectrum.
protocol ModeStep {
  /// Takes the modes from column `k` on of the first and of the second row.
  func take<Lanes: ModeLanes>(_ k: Int, _ a: Lanes, _ b: Lanes)
  func give<Lanes: ModeLanes>(_ k: Int) -> (a: Lanes, b: Lanes)
}

/// Elimination in two neighbouring layers, and substitution, in one pass over their modes.
///
/// Made for one pair while its rows are at rest: the pointers are to rows that their owners keep.
@safe
struct LayerPair: ModeStep {
  typealias Row = UnsafeMutablePointer<Double>
  /// Layers of which that before on the way is eliminated: both, the first one (the second is that where the halves meet), or none.
  let count: Int
  /// Modes of the outer and the inner layer.
  let outer: Row, inner: Row
  /// Modes of the layer before the pair on the way: eliminated ones on the way in, solved ones on the way out.
  let before: Row
  /// Where the solution of the outer layer is left for the next pair on the way out; may be `before`.
  let after: Row
  let outerPivots: Row, innerPivots: Row
  /// Couplings of the pair to the layer before it (on the way in its outer, on the way out its inner side), and between its layers.
  let coupling: Double, between: Double
  let areShared: Bool

  @inline(__always)
  func take<Lanes: ModeLanes>(_ k: Int, _ a: Lanes, _ b: Lanes) {
    var a = a, b = b
    if count > 0 {
      let past = unsafe before.load(2 * k, as: Lanes.self)
      a = unsafe (a + coupling * past) * Lanes.factors(outerPivots, k, areShared: areShared)
    }
    if count > 1 { b = unsafe (b + between * a) * Lanes.factors(innerPivots, k, areShared: areShared) }
    unsafe outer.set(2 * k, a)
    unsafe inner.set(2 * k, b)
  }

  @inline(__always)
  func give<Lanes: ModeLanes>(_ k: Int) -> (a: Lanes, b: Lanes) {
    var a = unsafe outer.load(2 * k, as: Lanes.self), b = unsafe inner.load(2 * k, as: Lanes.self)
    if count > 1 {
      let next = unsafe before.load(2 * k, as: Lanes.self)
      b += unsafe coupling * Lanes.factors(innerPivots, k, areShared: areShared) * next
    }
    if count > 0 {
      a += unsafe between * Lanes.factors(outerPivots, k, areShared: areShared) * b
      unsafe after.set(2 * k, a)
    }
    return (a, b)
  }
}

extension TridiagonalFactors {
  /// The step between the transform of two layers and their spectrum on the way in. `zeros` stand for a layer beyond the ends.
  func inwards(_ spectrum: Spectrum, _ pair: Halves.Pair, _ eliminates: Bool, _ zeros: UnsafeMutablePointer<Double>) -> LayerPair {
    let before = halves.outer(pair.outer), row = 0..<spectrum.paddedColumns
    return unsafe LayerPair(
      count: eliminates ? count(pair) : 0, outer: modes(spectrum, pair.outer, 0, row), inner: modes(spectrum, pair.inner, 0, row),
      before: before == pair.outer ? zeros : modes(spectrum, before, 0, row), after: zeros,
      outerPivots: pivots(pair.outer, 0, 0), innerPivots: pivots(pair.inner, 0, 0),
      coupling: couplings[halves.outerFace(pair.outer)], between: couplings[halves.innerFace(pair.outer)], areShared: parts == 1)
  }

  /// The same on the way out. The solution of the outer layer is left in `carry`, where the step of the next pair finds it.
  func outwards(_ spectrum: Spectrum, _ pair: Halves.Pair, _ substitutes: Bool, _ carry: UnsafeMutablePointer<Double>) -> LayerPair {
    let before = halves.inner(pair.inner), row = 0..<spectrum.paddedColumns
    return unsafe LayerPair(
      count: substitutes ? count(pair) : 0, outer: modes(spectrum, pair.outer, 0, row), inner: modes(spectrum, pair.inner, 0, row),
      before: before == halves.meeting ? modes(spectrum, before, 0, row) : carry, after: carry,
      outerPivots: pivots(pair.outer, 0, 0), innerPivots: pivots(pair.inner, 0, 0),
      coupling: couplings[halves.innerFace(pair.inner)], between: couplings[halves.innerFace(pair.outer)], areShared: parts == 1)
  }

  /// Layers of a pair without that where the halves meet.
  private func count(_ pair: Halves.Pair) -> Int {
    (pair.outer == halves.meeting ? 0 : 1) + (pair.inner == halves.meeting ? 0 : 1)
  }

  /// Asks for what `inwards` reads last.
  func fetchPivots(_ pair: Halves.Pair) {
    unsafe pivots(pair.outer, 0, 0).prefetch(parts * columns)
    unsafe pivots(pair.inner, 0, 0).prefetch(parts * columns)
  }

  /// Asks for what `outwards` reads.
  func fetch(_ spectrum: Spectrum, _ pair: Halves.Pair) {
    fetch(spectrum, pair.outer, 0, 0..<columns)
    fetch(spectrum, pair.inner, 0, 0..<columns)
  }
}
