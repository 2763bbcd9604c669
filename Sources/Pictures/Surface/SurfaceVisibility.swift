import RealModule

/// How much of lamp and sky a place on the front sees.
struct SurfaceShade: Sendable {
  let position: SIMD3<Float>, normal: SIMD3<Float>
  /// Parts of what the place would see if it were the only one, 0 … 1.
  let lamp: Float, sky: Float

  /// Whether a place is near enough, and turned likewise, to have the same shade.
  func holds(at hit: SurfaceHit, within nearness: Float) -> Bool {
    (hit.position - position).squaredLength < nearness * nearness && hit.normal.dot(normal) > 0.97
  }
}

/// How much of a light a place on the front sees past the rest of the metal, by cones through the field of distances.
///
/// A cone is closed by as much as the metal covers of its section where it covers most: the metal's edge there is taken to be
/// straight. Lengths at which a cone is looked at are the same for all places, directions are fixed: what is seen changes smoothly
/// from place to place, without bands or grain, and is the same whoever computes it.
struct SurfaceVisibility: Sendable {
  let distance: SurfaceDistance
  private let wide: [Float], narrow: [Float]

  /// Tangent of half the opening of a cone: of those that share the sky, and of that towards a lamp.
  static let skyOpening: Float = 0.45, lampOpening: Float = 0.2

  init(_ distance: SurfaceDistance, reach: Float) {
    self.distance = distance
    wide = Self.lengths(from: 1.4 * distance.spacing, to: 0.6 * reach, ratio: 1.6)
    narrow = Self.lengths(from: 1.4 * distance.spacing, to: reach, ratio: 1.12)
  }

  private static func lengths(from first: Float, to last: Float, ratio: Float) -> [Float] {
    var lengths = [first]
    while lengths[lengths.count - 1] < last { lengths.append(lengths[lengths.count - 1] * ratio) }
    return lengths
  }

  /// Directions that share the sphere evenly: a spiral with golden angles.
  static let directions: [SIMD3<Float>] = {
    let count = 40
    return (0..<count).map { index in
      let height = 1 - (2 * Double(index) + 1) / Double(count)
      let radius = (1 - height * height).squareRoot()
      let angle = Double(index) * 2.399963229728653
      return SIMD3(Float(radius * Double.cos(angle)), Float(radius * Double.sin(angle)), Float(height))
    }
  }()

  /// - Parameters:
  ///   - lamp: direction towards the lamp.
  ///   - sky: brightness of the sky in each of `directions`.
  func shade(_ hit: SurfaceHit, _ lamp: SIMD3<Float>, _ sky: [Float]) -> SurfaceShade {
    let (position, normal) = (hit.position, hit.normal)
    var (seen, open) = (Float(0), Float(0))
    for (index, direction) in Self.directions.enumerated() {
      let cosine = direction.dot(normal)
      if cosine <= 0 { continue }
      let light = sky[index] * cosine
      let free = Self.fraction(cosine / Self.skyOpening)
      open += light * free
      seen += light * min(free, openness(position, direction, Self.skyOpening, wide))
    }
    // A little above the front, so that what is left of the cells in the distances throws no shadow.
    let above = position + 0.5 * distance.spacing * normal
    let lampSeen = normal.dot(lamp) > 0 ? openness(above, lamp, Self.lampOpening, narrow) : 0
    return SurfaceShade(position: position, normal: normal, lamp: lampSeen, sky: open > 0 ? seen / open : 1)
  }

  /// What is free of a disc whose middle lies `depth` radii before a straight edge.
  @inline(__always)
  private static func fraction(_ depth: Float) -> Float {
    let x = min(max(0.5 + 0.5 * depth, 0), 1)
    return x * x * (3 - 2 * x)
  }

  private func openness(_ from: SIMD3<Float>, _ direction: SIMD3<Float>, _ opening: Float, _ lengths: [Float]) -> Float {
    var least: Float = 1
    var clear: Float = 0
    for length in lengths where length > clear {
      let away = distance(from + length * direction)
      let depth = away / (opening * length)
      if depth <= -1 { return 0 }
      least = min(least, depth)
      // Nearer than this the metal cannot be within the cone.
      clear = (length + away) / (1 + opening)
    }
    return Self.fraction(least)
  }
}
