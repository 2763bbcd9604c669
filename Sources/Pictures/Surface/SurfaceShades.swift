import Fields

/// Shade at some pixels of an image, from which that of the others follows: shade changes over cells, of which many a pixel is a
/// small part.
///
/// Invariant behind `@unchecked Sendable`: nothing is written after `init`, where concurrent writers hold disjoint rows.
@safe
final class SurfaceShades: @unchecked Sendable {
  /// Pixels from one node to the next.
  private let step: Int
  private let columns: Int, rows: Int
  private let base: UnsafeMutablePointer<SurfaceShade?>
  /// Square of a distance beyond which nodes know nothing of a place.
  private let furthest: Float

  init(
    _ casting: SurfaceCasting, _ view: SurfaceView, _ lighting: SurfaceLighting, _ silhouette: SurfaceSilhouette, width: Int, height: Int
  ) {
    step = min(max(Int((0.4 / view.pixel).rounded()), 1), 4)
    columns = width / step + 2
    rows = height / step + 2
    let reach = 3 * Float(step) * view.pixel
    furthest = reach * reach
    unsafe base = .allocate(capacity: columns * rows)
    unsafe base.initialize(repeating: nil, count: columns * rows)
    Tiling.forEach(rows: rows, cellsPerRow: 1000 * columns) { rows in
      for row in rows {
        for column in 0..<columns {
          let (x, y) = (Float(column * step), Float(row * step))
          guard let range = silhouette.range(x, y), let hit = casting.hit(view.ray(x, y), within: range), !hit.isCut else { continue }
          unsafe base[row * columns + column] = lighting.shade(hit)
        }
      }
    }
  }

  deinit { unsafe base.deallocate() }

  /// The shade of a place seen at a pixel, between those of the four nodes around it that belong to the same part of the surface;
  /// nil where there is too little of them.
  func near(_ hit: SurfaceHit, _ x: Float, _ y: Float) -> SurfaceShade? {
    if hit.isCut { return nil }
    let (u, v) = (max(x / Float(step), 0), max(y / Float(step), 0))
    let (i, j) = (min(Int(u), columns - 2), min(Int(v), rows - 2))
    let (fu, fv) = (u - Float(i), v - Float(j))
    var (lamp, sky, total) = (Float(0), Float(0), Float(0))
    for corner in 0..<4 {
      let (a, b) = (corner & 1, corner >> 1)
      guard let node = unsafe base[(j + b) * columns + i + a] else { continue }
      let likeness = max(hit.normal.dot(node.normal), 0)
      let l2 = likeness * likeness
      let closeness = 1 - (hit.position - node.position).squaredLength / furthest
      if closeness <= 0 { continue }
      let weight = (a == 1 ? fu : 1 - fu) * (b == 1 ? fv : 1 - fv) * closeness * l2 * l2 * l2 * l2
      lamp += weight * node.lamp
      sky += weight * node.sky
      total += weight
    }
    if total < 0.3 { return nil }
    return SurfaceShade(position: hit.position, normal: hit.normal, lamp: lamp / total, sky: sky / total)
  }
}
