import Fields
import Foundation

/// From where the lithium is looked at: an orthographic view of the whole cell, so that lengths across the picture are true
/// everywhere in it.
public struct SurfaceCamera: Hashable, Sendable {
  /// How far the viewer stands to the right of the front, rad: 0 looks along the depth axis with width to the right, π/2 looks
  /// against the width axis.
  public let azimuth: Double
  /// How far the viewer stands above the horizon, rad, −π/2 … π/2: at π/2 the growth axis points at the viewer.
  public let elevation: Double

  public init(azimuth: Double = 36 * .pi / 180, elevation: Double = 24 * .pi / 180) {
    precondition(azimuth.isFinite, "a camera needs a finite azimuth")
    precondition(abs(elevation) <= .pi / 2, "a camera's elevation lies between -π/2 and π/2")
    self.azimuth = azimuth
    self.elevation = elevation
  }

  /// Unit vectors (width, depth, growth) to the right and to the top of the picture.
  var right: SIMD3<Double> { SIMD3(cos(azimuth), sin(azimuth), 0) }
  var up: SIMD3<Double> {
    SIMD3(-sin(elevation) * sin(azimuth), sin(elevation) * cos(azimuth), cos(elevation))
  }
  /// Unit vector from the cell to the viewer.
  var viewer: SIMD3<Double> {
    SIMD3(cos(elevation) * sin(azimuth), -cos(elevation) * cos(azimuth), sin(elevation))
  }

  /// Extent across and up the picture of a box with edges along the axes, in the unit of `box`.
  public func extent(of box: SIMD3<Double>) -> (across: Double, up: Double) {
    func shadow(_ axis: SIMD3<Double>) -> Double { abs(axis.x) * box.x + abs(axis.y) * box.y + abs(axis.z) * box.z }
    return (shadow(right), shadow(up))
  }
}

/// The image plane of a camera, with a point for every pixel of an image whose middle is the middle of the box.
///
/// Lengths are those of `FrontSpline`: edges of the finest cell.
struct SurfaceView: Sendable {
  let right: SIMD3<Float>, up: SIMD3<Float>, viewer: SIMD3<Float>
  private let corner: SIMD3<Float>
  /// Edge of a pixel.
  let pixel: Float

  /// - Parameter pixel: edge of a pixel.
  init(_ camera: SurfaceCamera, box: SIMD3<Float>, width: Int, height: Int, pixel: Double) {
    right = SIMD3<Float>(camera.right)
    up = SIMD3<Float>(camera.up)
    viewer = SIMD3<Float>(camera.viewer)
    self.pixel = Float(pixel)
    corner = 0.5 * box - (0.5 * Float(width) * self.pixel) * right + (0.5 * Float(height) * self.pixel) * up
  }

  /// The point of the image plane at `x`, `y` pixels from the image's upper left corner.
  func point(_ x: Float, _ y: Float) -> SIMD3<Float> { corner + (x * pixel) * right - (y * pixel) * up }

  /// Where a point of space is seen, in pixels from the image's upper left corner.
  func seen(_ point: SIMD3<Float>) -> (x: Double, y: Double) {
    let offset = point - corner
    return (Double(offset.dot(right) / pixel), Double(-offset.dot(up) / pixel))
  }

  /// The line of sight through a point of the image plane.
  func ray(_ x: Float, _ y: Float) -> SurfaceRay { SurfaceRay(origin: point(x, y), direction: -viewer) }
}

/// A half-line, or the line of sight that it belongs to.
struct SurfaceRay: Sendable {
  let origin: SIMD3<Float>
  /// A unit vector.
  let direction: SIMD3<Float>
}
