import Fields

/// Turns rays into pixels: several to a pixel, more where they differ.
struct SurfacePainting: Sendable {
  let casting: SurfaceCasting
  let view: SurfaceView
  let lighting: SurfaceLighting
  let colors: SurfaceColors
  let shades: SurfaceShades
  let silhouette: SurfaceSilhouette
  let plane: SurfacePlane?
  let veils: SurfaceVeils?
  /// Linear colour where there is no metal.
  let ground: SIMD3<Float>

  /// Four rays, no two of which share a row or a column of the pixel.
  private static let few: [(x: Float, y: Float)] = [(0.375, 0.125), (0.875, 0.375), (0.125, 0.625), (0.625, 0.875)]
  /// Sixteen more for pixels across an edge, of which likewise no two share a row or a column.
  private static let many: [(x: Float, y: Float)] = (0..<16).map { index in
    let (first, second) = (Float(index / 4), Float(index % 4))
    return (x: (first + (second + 0.5) / 4) / 4, y: (second + (3.5 - first) / 4) / 4)
  }
  /// Rays of a pixel that differ by more than this ask for more of them.
  private static let contrast: Float = 0.05

  /// Paints a part of `buffer` whose upper left corner is `left`, `top`.
  func paint(_ buffer: PixelBuffer, left: Int, top: Int, width: Int, height: Int) {
    // A row of sky costs nothing and one of metal much: the cost only decides whether others are woken.
    Tiling.forEach(rows: height, cellsPerRow: 1000 * width) { rows in
      for y in rows {
        var pixels = unsafe buffer.row(top + y).mutableSpan
        for x in 0..<width { pixels[left + x] = Exposure.pixel(light(x, y)) }
      }
    }
  }

  /// Mean linear light of a pixel.
  private func light(_ x: Int, _ y: Int) -> SIMD3<Float> {
    let isEmpty = silhouette.range(Float(x), Float(y)) == nil && veils?.silhouette.range(Float(x), Float(y)) == nil
    if isEmpty, plane == nil { return ground }
    var sum = SIMD3<Float>.zero
    var (least, greatest) = (SIMD3<Float>(repeating: .infinity), SIMD3<Float>(repeating: -.infinity))
    var shade: SurfaceShade?
    for (dx, dy) in Self.few {
      let sample = sample(Float(x) + dx, Float(y) + dy, &shade)
      sum += sample
      least.replace(with: sample, where: sample .< least)
      greatest.replace(with: sample, where: sample .> greatest)
    }
    if (greatest - least).greatest <= Self.contrast * (1 + least.greatest) { return sum / Float(Self.few.count) }
    for (dx, dy) in Self.many { sum += sample(Float(x) + dx, Float(y) + dy, &shade) }
    return sum / Float(Self.few.count + Self.many.count)
  }

  private func sample(_ x: Float, _ y: Float, _ shade: inout SurfaceShade?) -> SIMD3<Float> {
    let ray = view.ray(x, y)
    let hit = silhouette.range(x, y).flatMap { casting.hit(ray, within: $0) }
    var light = ground, distance = Float.infinity
    if let plane = plane?.hit(ray), plane.distance < hit?.distance ?? .infinity {
      (light, distance) = (plane.color, plane.distance)
    } else if let hit {
      let here = lighting.shade(hit, shades.near(hit, x, y) ?? shade)
      shade = here
      light = lighting.color(hit, own: colors.own(hit), here, towards: -ray.direction)
      distance = hit.distance
    }
    guard let veils, veils.silhouette.range(x, y) != nil else { return light }
    return veils.light(light, at: distance, ray, lighting)
  }
}
