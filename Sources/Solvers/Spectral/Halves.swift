/// The two halves of a stack of layers, which are worked through from the ends of the stack to the layer where they meet, and back.
struct Halves: Sendable {
  /// Neighbouring layers, the first one nearer to the end.
  typealias Pair = (outer: Int, inner: Int)

  let layers: Int

  /// The layer where they meet, which is in neither; an even number of layers lies below it.
  var meeting: Int { (layers + 1) / 4 * 2 }

  /// Layers of the lower (0) or the upper (1) half on the way in.
  func inwards(_ half: Int) -> StrideTo<Int> {
    half == 0 ? stride(from: 0, to: meeting, by: 1) : stride(from: layers - 1, to: meeting, by: -1)
  }

  func outwards(_ half: Int) -> StrideThrough<Int> {
    half == 0 ? stride(from: meeting - 1, through: 0, by: -1) : stride(from: meeting + 1, through: layers - 1, by: 1)
  }

  /// The layer next to `k` towards the one where the halves meet.
  func inner(_ k: Int) -> Int { k < meeting ? k + 1 : k - 1 }

  /// The layer next to `k` towards its end; the outermost one itself, beyond which there is nothing.
  func outer(_ k: Int) -> Int { k < meeting ? max(k - 1, 0) : min(k + 1, layers - 1) }

  /// Face between layer `k` and the one next to it inwards; face k lies below layer k.
  func innerFace(_ k: Int) -> Int { k < meeting ? k + 1 : k }

  func outerFace(_ k: Int) -> Int { k < meeting ? k : k + 1 }

  /// Layers of a half by twos on the way in; that where the halves meet comes last in the upper one, alone (named twice) if it must.
  func pairs(_ half: Int) -> [Pair] {
    if half == 0 { return stride(from: 0, to: meeting, by: 2).map { ($0, $0 + 1) } }
    return stride(from: layers - 1, through: meeting, by: -2).map { ($0, max($0 - 1, meeting)) }
  }
}
