public import Fields
import Foundation

/// The lithium surface at the start of a run: a height, waviness and round bumps, as a signed distance.
public struct InitialFront: Sendable {
  /// A disc (in 3-D a bar along the depth) of lithium that is united with the metal.
  public struct Nucleus: Sendable {
    /// Of the centre, along the width and along the growth axis, m.
    public var x: Double, z: Double
    /// m.
    public var radius: Double

    public init(x: Double, z: Double, radius: Double) {
      self.x = x
      self.z = z
      self.radius = radius
    }
  }

  /// Mean height, m.
  public var position: Double
  public var roughness: FrontRoughness?
  public var nuclei: [Nucleus]
  /// Extent along the front, m.
  public let width: Double
  public let sides: Closure

  public init(position: Double, roughness: FrontRoughness? = nil, nuclei: [Nucleus] = [], width: Double, sides: Closure) {
    self.position = position
    self.roughness = roughness
    self.nuclei = nuclei
    self.width = width
    self.sides = sides
  }

  /// Distance into the electrolyte, m, negative in the metal.
  ///
  /// For the curve z = f(x) the vertical distance over √(1 + f′²): exact to first order near the front, so that the profile is as
  /// wide on a slope as on a terrace. Bodies are united by the smaller distance.
  public func distance(x: Double, z: Double) -> Double {
    var vertical = z - position
    if let roughness {
      let slope = roughness.slope(x)
      vertical = (vertical - roughness.height(x)) / (1 + slope * slope).squareRoot()
    }
    return nuclei.reduce(vertical) { nearest, nucleus in
      min(nearest, hypot(separation(x, nucleus.x), z - nucleus.z) - nucleus.radius)
    }
  }

  /// Distance along the width to the nearest image of a centre across the sides, m.
  private func separation(_ x: Double, _ center: Double) -> Double {
    switch sides {
    case .periodic:
      let distance = x - center
      return distance - width * (distance / width).rounded()
    case .mirrored: return min(abs(x - center), x + center, 2 * width - x - center)
    }
  }
}
