import Fields

extension ScalarField {
  /// The field between cell centres, linear along each axis, at a place counted in cells from the centre of the first; where some of the
  /// eight around it are no numbers the others stand for them.
  func interpolated(at place: SIMD3<Float>) -> Double {
    let first = place.rounded(.down)
    let f = place - first
    var sum = 0.0
    var total = 0.0
    for corner in 0..<8 {
      let (a, b, c) = (corner & 1, corner >> 1 & 1, corner >> 2)
      let value = self[
        Resampling.inside(Int(first.x) + a, grid.width, grid.widthClosure),
        Resampling.inside(Int(first.y) + b, grid.depth, grid.depthClosure),
        Resampling.inside(Int(first.z) + c, grid.growth, grid.growthClosure)]
      let weight = Double((a == 1 ? f.x : 1 - f.x) * (b == 1 ? f.y : 1 - f.y) * (c == 1 ? f.z : 1 - f.z))
      if value.isNaN || weight == 0 { continue }
      sum += weight * value
      total += weight
    }
    return total > 0 ? sum / total : .nan
  }
}
