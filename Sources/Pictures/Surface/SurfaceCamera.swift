import Fields
import Foundation

/// From where the lithium is looked at: an orthographic view of the whole cell, so that lengths across the picture are true
/// everywhere in it, or one in perspective, in which they are true in the plane through the cell's middle.
public struct SurfaceCamera: Hashable, Sendable {
  /// How far the viewer stands to the right of the front, rad: 0 looks along the depth axis with width to the right, π/2 looks
  /// against the width axis.
  public let azimuth: Double
  /// How far the viewer stands above the horizon, rad, −π/2 … π/2: at π/2 the growth axis points at the viewer.
  public let elevation: Double
  /// Angle that the ball around the cell fills, rad, 0 … 2π/3: the larger, the nearer the viewer stands; 0 is orthographic.
  public let fieldOfView: Double
  /// How many times larger than the whole cell fills the picture, > 0.
  public let zoom: Double

  public init(
    azimuth: Double = 36 * .pi / 180, elevation: Double = 24 * .pi / 180, fieldOfView: Double = 0, zoom: Double = 1
  ) {
    precondition(azimuth.isFinite, "a camera needs a finite azimuth")
    precondition(abs(elevation) <= .pi / 2, "a camera's elevation lies between -π/2 and π/2")
    precondition(fieldOfView >= 0 && fieldOfView <= 2.1, "a camera's field of view lies between 0 and 2π/3")
    precondition(zoom > 0 && zoom.isFinite, "a camera's zoom is greater than 0")
    self.azimuth = azimuth
    self.elevation = elevation
    self.fieldOfView = fieldOfView
    self.zoom = zoom
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

  /// Extent across and up the picture of a box with edges along the axes, in the unit of `box`; in perspective, of its shadow on the plane
  /// through its middle.
  public func extent(of box: SIMD3<Double>) -> (across: Double, up: Double) {
    let window = window(of: box)
    return (window.across / zoom, window.up / zoom)
  }

  /// How far the viewer stands from the middle of a box; nil for ever so far.
  func distance(from box: SIMD3<Double>) -> Double? {
    fieldOfView > 0 ? 0.5 * (box * box).sum().squareRoot() / sin(0.5 * fieldOfView) : nil
  }

  /// The least rectangle that holds a box, and where its middle lies from that of the box, to the right and up.
  func window(of box: SIMD3<Double>) -> (across: Double, up: Double, middle: SIMD2<Double>) {
    guard let distance = distance(from: box) else {
      func shadow(_ axis: SIMD3<Double>) -> Double { abs(axis.x) * box.x + abs(axis.y) * box.y + abs(axis.z) * box.z }
      return (shadow(right), shadow(up), .zero)
    }
    var least = SIMD2(repeating: Double.infinity), greatest = SIMD2(repeating: -Double.infinity)
    for corner in 0..<8 {
      let offset = SIMD3(
        (corner & 1 == 0 ? -0.5 : 0.5) * box.x, (corner & 2 == 0 ? -0.5 : 0.5) * box.y, (corner & 4 == 0 ? -0.5 : 0.5) * box.z)
      let shrink = distance / (distance - (offset * viewer).sum())
      let place = SIMD2((offset * right).sum(), (offset * up).sum()) * shrink
      least.replace(with: place, where: place .< least)
      greatest.replace(with: place, where: place .> greatest)
    }
    return (greatest.x - least.x, greatest.y - least.y, 0.5 * (least + greatest))
  }
}

/// The image plane of a camera, which goes through the middle of the box, with a point for every pixel of an image.
///
/// Lengths are those of `FrontSpline`: edges of the finest cell.
struct SurfaceView: Sendable {
  let right: SIMD3<Float>, up: SIMD3<Float>
  /// From the middle of the box to the viewer.
  let viewer: SIMD3<Float>
  private let corner: SIMD3<Float>
  /// Edge of a pixel.
  let pixel: Float
  /// Where lines of sight begin, and how far from the image plane; nil where all are parallel.
  private let eye: (place: SIMD3<Float>, distance: Float)?

  /// - Parameters:
  ///   - lower: lower corner of the box.
  ///   - pixel: edge of a pixel.
  init(_ camera: SurfaceCamera, from lower: SIMD3<Float> = .zero, box: SIMD3<Float>, width: Int, height: Int, pixel: Double) {
    right = SIMD3<Float>(camera.right)
    up = SIMD3<Float>(camera.up)
    viewer = SIMD3<Float>(camera.viewer)
    self.pixel = Float(pixel)
    let window = camera.window(of: SIMD3<Double>(box))
    let middle = lower + 0.5 * box + Float(window.middle.x) * right + Float(window.middle.y) * up
    corner = middle - (0.5 * Float(width) * self.pixel) * right + (0.5 * Float(height) * self.pixel) * up
    let viewer = viewer
    eye = camera.distance(from: SIMD3<Double>(box)).map { (lower + 0.5 * box + Float($0) * viewer, Float($0)) }
  }

  /// The point of the image plane at `x`, `y` pixels from the image's upper left corner.
  func point(_ x: Float, _ y: Float) -> SIMD3<Float> { corner + (x * pixel) * right - (y * pixel) * up }

  /// Where a point of space is seen, in pixels from the image's upper left corner.
  func seen(_ point: SIMD3<Float>) -> (x: Double, y: Double) {
    var point = point
    if let eye {
      let away = point - eye.place
      point = eye.place + (eye.distance / -away.dot(viewer)) * away
    }
    let offset = point - corner
    return (Double(offset.dot(right) / pixel), Double(-offset.dot(up) / pixel))
  }

  /// The line of sight through a point of the image plane.
  func ray(_ x: Float, _ y: Float) -> SurfaceRay {
    let point = point(x, y)
    return SurfaceRay(origin: point, direction: -towards(point))
  }

  /// From a point of space to the viewer.
  @inline(__always)
  func towards(_ point: SIMD3<Float>) -> SIMD3<Float> {
    guard let eye else { return viewer }
    return (eye.place - point).normalized(or: viewer)
  }

  /// Where a box is seen, pixels, and between which distances along lines of sight from the image plane.
  func bounds(_ center: SIMD3<Float>, half: SIMD3<Float>) -> (least: SIMD2<Double>, greatest: SIMD2<Double>, near: Float, far: Float) {
    guard let eye else {
      func extent(_ axis: SIMD3<Float>) -> Float { half.dot(SIMD3(abs(axis.x), abs(axis.y), abs(axis.z))) }
      let seen = seen(center), depth = -(center - corner).dot(viewer), along = extent(viewer)
      let reach = SIMD2(Double(extent(right) / pixel), Double(extent(up) / pixel))
      return (SIMD2(seen.x, seen.y) - reach, SIMD2(seen.x, seen.y) + reach, depth - along, depth + along)
    }
    var least = SIMD2(repeating: Double.infinity), greatest = SIMD2(repeating: -Double.infinity)
    var near = Float.infinity, far = -Float.infinity
    for corner in 0..<8 {
      let sign = SIMD3<Float>(corner & 1 == 0 ? -1 : 1, corner & 2 == 0 ? -1 : 1, corner & 4 == 0 ? -1 : 1)
      let point = center + sign * half
      let place = seen(point)
      least.replace(with: SIMD2(place.x, place.y), where: SIMD2(place.x, place.y) .< least)
      greatest.replace(with: SIMD2(place.x, place.y), where: SIMD2(place.x, place.y) .> greatest)
      let away = point - eye.place
      let distance = away.length * (1 - eye.distance / -away.dot(viewer))
      (near, far) = (min(near, distance), max(far, distance))
    }
    // A block is bent by less than a tenth of its edge.
    return (least, greatest, near - half.greatest, far + half.greatest)
  }
}

/// A half-line, or the line of sight that it belongs to.
struct SurfaceRay: Sendable {
  let origin: SIMD3<Float>
  /// A unit vector.
  let direction: SIMD3<Float>
}
