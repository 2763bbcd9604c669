import Foundation
import RealModule

/// From where the brightest light comes, seen by the viewer.
public struct SurfaceLight: Hashable, Sendable {
  /// How far to the right of the viewer, rad.
  public let azimuth: Double
  /// How far above the viewer, rad, −π/2 … π/2.
  public let elevation: Double

  public init(azimuth: Double = -50 * .pi / 180, elevation: Double = 39 * .pi / 180) {
    precondition(azimuth.isFinite && abs(elevation) <= .pi / 2, "a light's elevation lies between -π/2 and π/2")
    self.azimuth = azimuth
    self.elevation = elevation
  }
}

/// Light on lithium: a key lamp with a soft shadow, a fill lamp, a rim lamp and the sky, all fixed to the viewer but the sky.
///
/// Colours are linear: proportional to power, not to what a file holds.
struct SurfaceLighting: Sendable {
  private let key: SIMD3<Float>, fill: SIMD3<Float>, rim: SIMD3<Float>
  /// Brightness of the sky in each direction of `SurfaceVisibility`, whose mean over a half-space that looks up is about 1.
  private let sky: [Float]
  /// Places less far apart share their shade.
  private let nearness: Float
  /// Nil where nothing shades anything.
  private let visibility: SurfaceVisibility?
  /// Whether every place shows its own colour, without light or shade.
  private let isPlain: Bool

  private static let keyPower: Float = 0.74, fillPower: Float = 0.10, rimPower: Float = 0.30, skyPower: Float = 0.34
  /// A warm lamp under a cool sky.
  private static let warm = SIMD3<Float>(1.02, 1, 0.96), cool = SIMD3<Float>(0.93, 0.98, 1.09)
  private static let gloss: Float = 0.22
  /// Light that metal throws on, which lights up what other metal hides from the sky.
  private static let reflected: Float = 0.4
  /// How dark the sides are where the box cuts the metal.
  private static let cutShade: Float = 0.62

  init(_ view: SurfaceView, _ light: SurfaceLight = SurfaceLight(), visibility: SurfaceVisibility?, isPlain: Bool = false) {
    self.visibility = visibility
    self.isPlain = isPlain
    func lamp(_ right: Float, _ up: Float, _ viewer: Float) -> SIMD3<Float> {
      (right * view.right + up * view.up + viewer * view.viewer).normalized(or: view.viewer)
    }
    let level = cos(light.elevation)
    key = lamp(Float(level * sin(light.azimuth)), Float(sin(light.elevation)), Float(level * cos(light.azimuth)))
    fill = lamp(0.85, 0.05, 0.45)
    rim = lamp(0.55, 0.55, -0.62)
    nearness = 1.5 * view.pixel
    sky = SurfaceVisibility.directions.map { 0.72 + 0.38 * $0.z }
  }

  /// The shade at a place.
  ///
  /// - Parameter known: the shade of a place that may be near enough to have the same.
  func shade(_ hit: SurfaceHit, _ known: SurfaceShade? = nil) -> SurfaceShade {
    // Nothing stands before a side of the box.
    guard !hit.isCut, let visibility else { return SurfaceShade(position: hit.position, normal: hit.normal, lamp: 1, sky: 1) }
    if let known, known.holds(at: hit, within: nearness) { return known }
    return visibility.shade(hit, key, sky)
  }

  /// The linear colour of a place with the linear colour `own`.
  ///
  /// - Parameter viewer: direction towards the viewer.
  func color(_ hit: SurfaceHit, own: SIMD3<Float>, _ shade: SurfaceShade, towards viewer: SIMD3<Float>) -> SIMD3<Float> {
    if isPlain { return own }
    let normal = hit.normal
    let facing = max(normal.dot(viewer), 0)
    let towardsKey = normal.dot(key)
    let direct = max(towardsKey, 0) * shade.lamp
    // Light that comes in after one or more turns among the metal.
    let ambient = shade.sky / (1 - Self.reflected * (1 - shade.sky))
    let skyLight = Self.skyPower * ambient * (0.72 + 0.25 * normal.z)
    let aside = max(normal.dot(fill), 0)
    let behind = max(normal.dot(rim), 0)
    let edge = 1 - facing
    let lamps = Self.keyPower * direct + Self.rimPower * behind * edge * edge * shade.sky
    let light = lamps * Self.warm + (skyLight + Self.fillPower * aside * ambient) * Self.cool
    if hit.isCut { return Exposure.held(Self.cutShade * light * own) }
    let mirror = max(normal.dot((key + viewer).normalized(or: viewer)), 0)
    let m2 = mirror * mirror
    let m4 = m2 * m2
    let m8 = m4 * m4
    let glow = Self.gloss * direct * m8 * m8 * (0.5 + 0.5 * m8)
    return Exposure.held(light * own + SIMD3(repeating: glow * max(own.max(), 0.2)))
  }
}

/// From linear light to what a file holds (IEC 61966-2-1), and back.
enum Exposure {
  /// Linear light from here on is held back, so that it never reaches 1.
  private static let shoulder: Float = 0.72

  /// 0xRRGGBB of linear light.
  static func pixel(_ light: SIMD3<Float>) -> UInt32 {
    byte(light.x) << 16 | byte(light.y) << 8 | byte(light.z)
  }

  /// Light on lithium as a picture can show it: bright places keep their shape.
  static func held(_ light: SIMD3<Float>) -> SIMD3<Float> {
    func held(_ x: Float) -> Float {
      let rest = 1 - shoulder
      return x <= shoulder ? x : 1 - rest * Float.exp((shoulder - x) / rest)
    }
    return SIMD3(held(light.x), held(light.y), held(light.z))
  }

  private static func byte(_ linear: Float) -> UInt32 {
    let x = min(max(linear, 0), 1)
    let encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * Float.pow(x, 1 / 2.4) - 0.055
    return UInt32(encoded * 255 + 0.5)
  }

  static func linear(_ color: Color) -> SIMD3<Float> {
    func linear(_ x: Double) -> Float { Float(x <= 0.04045 ? x / 12.92 : Double.pow((x + 0.055) / 1.055, 2.4)) }
    return SIMD3(linear(color.red), linear(color.green), linear(color.blue))
  }
}
