public import Fields
import Foundation

/// The lithium surface at the start of a run as a signed distance: a height with waviness or a drawn outline, and round bumps.
public struct InitialFront: Sendable {
  /// A disc, in a deep cell a ball, of lithium that is united with the metal.
  public struct Nucleus: Sendable {
    /// Of the centre, along the width, the depth and the growth axis, m.
    public var x: Double, y: Double, z: Double
    /// m.
    public var radius: Double

    public init(x: Double, y: Double = 0, z: Double, radius: Double) {
      self.x = x
      self.y = y
      self.z = z
      self.radius = radius
    }
  }

  /// Mean height, m.
  public var position: Double
  public var roughness: FrontRoughness?
  public var nuclei: [Nucleus]
  /// Takes the place of height and waviness; nil leaves it to them.
  private let outline: OutlineDistance?
  /// Extent along the front, m.
  public let width: Double
  public let sides: Closure

  public init(position: Double, roughness: FrontRoughness? = nil, nuclei: [Nucleus] = [], width: Double, sides: Closure) {
    self.position = position
    self.roughness = roughness
    self.nuclei = nuclei
    self.width = width
    self.sides = sides
    outline = nil
  }

  /// - Parameter outline: of the surface, between heights in the cell, its one open line from side to side (x from any s to s + width
  ///   where sides repeat, from 0 to the width between mirrors).
  public init(outline: FrontOutline, nuclei: [Nucleus] = [], width: Double, sides: Closure) {
    position = outline.meanHeight(width: width)
    roughness = nil
    self.nuclei = nuclei
    self.width = width
    self.sides = sides
    self.outline = OutlineDistance(outline, width: width, sides: sides)
  }

  /// Distance into the electrolyte in a cell without a depth, m, negative in the metal.
  ///
  /// To an outline it is exact. For the curve z = f(x) it is the vertical distance over √(1 + f′²): exact to first order near the front,
  /// so that the profile is as wide on a slope as on a terrace. Bodies are united by the smaller distance.
  public func distance(x: Double, z: Double) -> Double { distance(x, nil, z, waves(x)) }

  /// The same as a function of place in the cells of a grid. Along the depth of a deep one an outline goes on as it is, waves have all
  /// directions, and nuclei are balls.
  public func distance(on grid: Grid) -> (_ x: Double, _ y: Double, _ z: Double) -> Double {
    let n = grid.width
    // Once a column: the waves are many.
    guard grid.depth > 1 else {
      let columns = (0..<n).map { waves(grid.center($0, .width)) }
      return { x, _, z in distance(x, nil, z, columns[Int(x / grid.widthSpacing)]) }
    }
    let columns = (0..<n * grid.depth).map { column in
      let (height, square) = roughness?.height(grid.center(column % n, .width), grid.center(column / n, .depth)) ?? (0, 0)
      return SIMD2(position + height, (1 + square).squareRoot())
    }
    let depth = grid.length(.depth)
    return { x, y, z in
      distance(x, (y, depth), z, columns[Int(y / grid.depthSpacing) * n + Int(x / grid.widthSpacing)])
    }
  }

  /// f and √(1 + f′²).
  private func waves(_ x: Double) -> SIMD2<Double> {
    guard let roughness else { return SIMD2(position, 1) }
    let slope = roughness.slope(x)
    return SIMD2(position + roughness.height(x), (1 + slope * slope).squareRoot())
  }

  /// - Parameter depth: place along it and its length, m, where there is one.
  private func distance(_ x: Double, _ depth: (y: Double, length: Double)?, _ z: Double, _ waves: SIMD2<Double>) -> Double {
    let surface = outline?.signed(x: x, z: z) ?? (z - waves.x) / waves.y
    return nuclei.reduce(surface) { nearest, nucleus in
      let aside = depth.map { separation($0.y, nucleus.y, $0.length) } ?? 0
      let across = hypot(separation(x, nucleus.x, width), aside)
      return min(nearest, hypot(across, z - nucleus.z) - nucleus.radius)
    }
  }

  /// Distance along an axis of length `width` to the nearest image of a centre across the sides, m.
  private func separation(_ x: Double, _ center: Double, _ width: Double) -> Double {
    switch sides {
    case .periodic:
      let distance = x - center
      return distance - width * (distance / width).rounded()
    case .mirrored: return min(abs(x - center), x + center, 2 * width - x - center)
    }
  }
}
