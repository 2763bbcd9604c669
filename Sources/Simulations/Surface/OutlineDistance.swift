import Fields

/// Exact distance from a point to an outline, with a sign: negative in the lithium.
///
/// The size is the Euclidean distance to the nearest piece, its images across the sides included. The sign counts the pieces above the
/// point: an odd number means lithium, so that overhangs, islands and pores need no order of the lines. Pieces lie in a tree of boxes:
/// an answer takes a time that grows with the logarithm of their number.
struct OutlineDistance: Sendable {
  private struct Piece {
    let ax: Double, az: Double, bx: Double, bz: Double

    /// Square of the distance to a point, m².
    func squaredDistance(_ x: Double, _ z: Double) -> Double {
      let (dx, dz) = (bx - ax, bz - az)
      let length = dx * dx + dz * dz
      let t = length > 0 ? max(0, min(1, ((x - ax) * dx + (z - az) * dz) / length)) : 0
      let (ex, ez) = (x - ax - t * dx, z - az - t * dz)
      return ex * ex + ez * ez
    }

    /// Whether the vertical upward ray from a point meets the piece. Its left end belongs to it, its right end to its neighbour.
    func isAbove(_ x: Double, _ z: Double) -> Bool {
      guard (ax <= x) != (bx <= x) else { return false }
      return az + (bz - az) * (x - ax) / (bx - ax) > z
    }
  }

  /// A box around some pieces; either both children or a range of pieces.
  private struct Node {
    var left = Double.infinity, right = -Double.infinity, bottom = Double.infinity, top = -Double.infinity
    var first = 0, last = 0
    /// Index of the first child, the second follows its subtree; 0 for a leaf.
    var near = 0, far = 0

    mutating func enclose(_ piece: Piece) {
      left = min(left, piece.ax, piece.bx)
      right = max(right, piece.ax, piece.bx)
      bottom = min(bottom, piece.az, piece.bz)
      top = max(top, piece.az, piece.bz)
    }

    func squaredDistance(_ x: Double, _ z: Double) -> Double {
      let dx = max(left - x, 0, x - right), dz = max(bottom - z, 0, z - top)
      return dx * dx + dz * dz
    }
  }

  private static let piecesPerLeaf = 4

  private var pieces: [Piece] = []
  private var nodes: [Node] = []

  init(_ outline: FrontOutline, width: Double, sides: Closure) {
    for line in outline.lines {
      for (a, b) in zip(line, line.dropFirst()) {
        pieces.append(Piece(ax: a.x, az: a.z, bx: b.x, bz: b.z))
        switch sides {
        case .periodic:
          for shift in [-width, width] { pieces.append(Piece(ax: a.x + shift, az: a.z, bx: b.x + shift, bz: b.z)) }
        case .mirrored:
          for mirror in [0, 2 * width] { pieces.append(Piece(ax: mirror - a.x, az: a.z, bx: mirror - b.x, bz: b.z)) }
        }
      }
    }
    _ = build(0, pieces.count)
  }

  /// Splits a range of pieces at the median of the longer edge of their box; answers the index of its node.
  private mutating func build(_ first: Int, _ last: Int) -> Int {
    var node = Node(first: first, last: last)
    for index in first..<last { node.enclose(pieces[index]) }
    let place = nodes.count
    nodes.append(node)
    guard last - first > Self.piecesPerLeaf else { return place }
    let isWide = node.right - node.left > node.top - node.bottom
    pieces[first..<last].sort { isWide ? $0.ax + $0.bx < $1.ax + $1.bx : $0.az + $0.bz < $1.az + $1.bz }
    let middle = (first + last) / 2
    let near = build(first, middle)
    let far = build(middle, last)
    nodes[place].near = near
    nodes[place].far = far
    return place
  }

  /// Distance into the electrolyte, m; negative in the lithium. Defined between the sides.
  func signed(x: Double, z: Double) -> Double {
    var square = Double.infinity
    var isLithium = false
    approach(0, x, z, nodes[0].squaredDistance(x, z), &square)
    cross(0, x, z, &isLithium)
    return (isLithium ? -1 : 1) * square.squareRoot()
  }

  private func approach(_ index: Int, _ x: Double, _ z: Double, _ bound: Double, _ square: inout Double) {
    guard bound < square else { return }
    let node = nodes[index]
    if node.near == 0 {
      for piece in node.first..<node.last { square = min(square, pieces[piece].squaredDistance(x, z)) }
      return
    }
    let near = nodes[node.near].squaredDistance(x, z), far = nodes[node.far].squaredDistance(x, z)
    if near <= far {
      approach(node.near, x, z, near, &square)
      approach(node.far, x, z, far, &square)
    } else {
      approach(node.far, x, z, far, &square)
      approach(node.near, x, z, near, &square)
    }
  }

  private func cross(_ index: Int, _ x: Double, _ z: Double, _ isLithium: inout Bool) {
    let node = nodes[index]
    guard node.left <= x, x <= node.right, node.top > z else { return }
    if node.near == 0 {
      for piece in node.first..<node.last where pieces[piece].isAbove(x, z) { isLithium.toggle() }
    } else {
      cross(node.near, x, z, &isLithium)
      cross(node.far, x, z, &isLithium)
    }
  }
}
