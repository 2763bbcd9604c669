import Fields
import Foundation

@testable import Pictures

/// Metal of known shape, with the profile of a phase field across its front.
enum SurfaceShapes {
  /// ξ = ½(1 − tanh(d/δ)) with δ of one and a half cells, for a signed distance d in m.
  static func field(_ grid: Grid, _ distance: (_ x: Double, _ y: Double, _ z: Double) -> Double) -> ScalarField {
    let interface = ScalarField(grid)
    let halfWidth = 1.5 * grid.widthSpacing
    interface.fill { x, y, z in 0.5 * (1 - tanh(distance(x, y, z) / halfWidth)) }
    return interface
  }

  static func cube(_ cells: Int, edge: Double = 1e-6) -> Grid {
    Grid(width: cells, depth: cells, growth: cells, widthSpacing: edge)
  }

  static func ball(_ grid: Grid, radius: Double, at center: SIMD3<Double>) -> ScalarField {
    field(grid) { x, y, z in
      let offset = SIMD3(x, y, z) - center
      return (offset * offset).sum().squareRoot() - radius
    }
  }

  static func layer(_ grid: Grid, height: Double) -> ScalarField { field(grid) { _, _, z in z - height } }

  /// Three slanting fingers on a layer, cut by two sides of the box.
  static func fingers(_ grid: Grid) -> ScalarField {
    let width = grid.length(.width)
    return field(grid) { x, y, z in
      var nearest = z - 0.12 * width
      for (finger, place) in [(0.2, 0.3), (0.62, 0.55), (0.93, 0.12)].enumerated() {
        let lean = 0.15 * Double(finger - 1)
        let (dx, dy) = (x - place.0 * width - lean * z, y - place.1 * width)
        let side = (dx * dx + dy * dy).squareRoot() - 0.09 * width
        nearest = min(nearest, max(side, z - 0.7 * width))
      }
      return nearest
    }
  }
}

/// Rays of a view at even distances over the whole box, with the area of the image plane that each stands for, m².
struct SurfaceRays {
  let casting: SurfaceCasting
  let view: SurfaceView
  let count: Int
  let area: Double

  init(_ field: ScalarField, _ camera: SurfaceCamera, count: Int) {
    let spline = FrontSpline(field)
    casting = SurfaceCasting(spline)
    self.count = count
    let pixel = Double(spline.box.length) / Double(count)
    view = SurfaceView(camera, box: spline.box, width: count, height: count, pixel: pixel)
    area = pixel * spline.unit * pixel * spline.unit
  }

  func forEach(_ body: (SurfaceRay, _ x: Float, _ y: Float) -> Void) {
    for y in 0..<count {
      for x in 0..<count {
        let (u, v) = (Float(x) + 0.5, Float(y) + 0.5)
        body(view.ray(u, v), u, v)
      }
    }
  }
}
