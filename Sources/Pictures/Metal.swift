import Fields
import RealModule

/// Lithium as a picture shows it: where it covers a pixel, and how light falls on it.
///
/// The order parameter says inside or outside only, so the relief is invented: the coverage, smoothed over a bevel near
/// the edge, taken as a height and lit from the upper left. It carries no information and never leaves the metal.
struct Metal {
  /// Fraction of each pixel that is metal, 0 … 1.
  let coverage: Raster
  /// Gray level of the metal at each pixel, 0 … 1.
  let shade: Raster
  /// The line where the order parameter is one half, white on black: how much of each pixel it covers.
  let outline: PixelBuffer

  /// - Parameters:
  ///   - orderParameter: ξ at pixels, 1 in metal and 0 in electrolyte.
  ///   - bevel: width of the rounded edge, pixels.
  ///   - line: width of the outline, pixels.
  init(orderParameter: Raster, bevel: Double, line: Double) {
    coverage = Self.coverage(orderParameter)
    let near = Self.smoothed(coverage, radius: max(1, Int((bevel / 3).rounded())))
    let far = Self.smoothed(coverage, radius: max(2, Int(bevel.rounded())))
    shade = Self.shade(near: near, far: far, bevel: Float(bevel))
    outline = PixelBuffer(width: orderParameter.width, height: orderParameter.height, .gray(0))
    Canvas(outline).stroke(Contour(orderParameter, level: 0.5), .gray(1), width: line)
  }

  /// Signed distance to ξ = ½ in pixels, from the local gradient, turned into the covered part of a pixel.
  private static func coverage(_ orderParameter: Raster) -> Raster {
    let out = Raster(width: orderParameter.width, height: orderParameter.height)
    Tiling.forEach(rows: orderParameter.height, cellsPerRow: 4 * orderParameter.width) { rows in
      for y in rows {
        let (down, up) = (max(y - 1, 0), min(y + 1, orderParameter.height - 1))
        let below = unsafe orderParameter.row(down).span
        let here = unsafe orderParameter.row(y).span
        let above = unsafe orderParameter.row(up).span
        let rise = 1 / Float(max(up - down, 1))
        var cover = unsafe out.row(y).mutableSpan
        for x in 0..<here.count {
          let (left, right) = (max(x - 1, 0), min(x + 1, here.count - 1))
          let gx = (here[right] - here[left]) / Float(max(right - left, 1))
          let gy = (above[x] - below[x]) * rise
          let slope = max((gx * gx + gy * gy).squareRoot(), 1e-6)
          let inside = 0.5 + (here[x] - 0.5) / slope
          cover[x] = inside >= 1 ? 1 : inside > 0 ? inside : 0
        }
      }
    }
    return out
  }

  /// Gray level far from any edge, where the metal faces the viewer.
  static let flatShade = 0.815

  private static func shade(near: Raster, far: Raster, bevel: Float) -> Raster {
    let out = Raster(width: near.width, height: near.height)
    let light: (x: Float, y: Float, z: Float) = (-0.42, 0.62, 0.663)
    Tiling.forEach(rows: near.height, cellsPerRow: 8 * near.width) { rows in
      for y in rows {
        let (down, up) = (max(y - 1, 0), min(y + 1, near.height - 1))
        let nearBelow = unsafe near.row(down).span
        let nearHere = unsafe near.row(y).span
        let nearAbove = unsafe near.row(up).span
        let farBelow = unsafe far.row(down).span
        let farHere = unsafe far.row(y).span
        let farAbove = unsafe far.row(up).span
        var gray = unsafe out.row(y).mutableSpan
        for x in 0..<gray.count {
          let (left, right) = (max(x - 1, 0), min(x + 1, gray.count - 1))
          let steep = 0.30 * bevel
          let wide = 0.62 * bevel
          let nx = steep * (nearHere[left] - nearHere[right]) + wide * (farHere[left] - farHere[right])
          let ny = steep * (nearBelow[x] - nearAbove[x]) + wide * (farBelow[x] - farAbove[x])
          let length = (nx * nx + ny * ny + 1).squareRoot()
          let diffuse = max(0, (nx * light.x + ny * light.y + light.z) / length)
          // Half-way vector between the light and a viewer straight above, for the gloss.
          let gloss = max(0, (nx * light.x + ny * light.y + light.z + 1) / (length * 1.8238))
          let g2 = gloss * gloss
          let g8 = g2 * g2 * g2 * g2
          gray[x] = min(0.30 + 0.56 * diffuse + 0.16 * g8 * g8, 0.985)
        }
      }
    }
    return out
  }
}
