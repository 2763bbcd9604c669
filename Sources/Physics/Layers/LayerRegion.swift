import Fields
import Foundation

/// Where a layer that stays in its place is: a slab across the cell without its gaps, and particles.
public struct LayerRegion: Sendable, Equatable {
  /// Of the slab, m above the bottom of the domain; nil: there is none.
  public var slab: ClosedRange<Double>?
  /// Through the slab, from its lower to its upper face: pores, cracks, grain boundaries.
  public var gaps: [Hole] = []
  public var particles: [Particle] = []

  /// A ball, in two dimensions a rod along the depth.
  public struct Particle: Sendable, Equatable {
    /// Along width, depth and growth, m.
    public var center: SIMD3<Double>
    /// m, > 0.
    public var radius: Double

    public init(center: SIMD3<Double>, radius: Double) {
      self.center = center
      self.radius = radius
    }
  }

  public init(slab: ClosedRange<Double>? = nil, gaps: [Hole] = [], particles: [Particle] = []) {
    self.slab = slab
    self.gaps = gaps
    self.particles = particles
  }

  /// Distance from the region, m, negative within.
  func distance(_ x: Double, _ y: Double, _ z: Double, on grid: Grid) -> Double {
    var distance = Double.infinity
    if let slab {
      distance = max(slab.lowerBound - z, z - slab.upperBound)
      for gap in gaps { distance = max(distance, -gap.distance(x, y, on: grid)) }
    }
    for particle in particles {
      let across = Hole.lateralSquare(x, y, SIMD2(particle.center.x, particle.center.y), on: grid), up = z - particle.center.z
      distance = min(distance, (across + up * up).squareRoot() - particle.radius)
    }
    return distance
  }

  /// The share of each cell that it takes: a ramp one cell wide, of plane faces along an axis exactly.
  func assign(into fraction: ScalarField) {
    let grid = fraction.grid, width = Self.ramp(grid)
    fraction.fill { x, y, z in min(1, max(0, 0.5 - distance(x, y, z, on: grid) / width)) }
  }

  private static func ramp(_ grid: Grid) -> Double {
    grid.depth > 1 ? max(grid.widthSpacing, grid.depthSpacing, grid.growthSpacing) : max(grid.widthSpacing, grid.growthSpacing)
  }

  /// Takes one more gap off the shares of a slab: with the same bits as if it had been among its gaps, in whatever order they come.
  static func open(_ gap: Hole, in fraction: ScalarField) {
    let grid = fraction.grid, n = grid.width, width = ramp(grid)
    grid.forEachTile { rows in
      for r in rows where !fraction.isClear(r) {
        let y = grid.center(grid.depthIndex(of: r), .depth)
        var s = unsafe fraction.row(r, n).mutableSpan
        for i in 1..<n + 1 where s[i] > 0 {
          s[i] = min(s[i], min(1, max(0, 0.5 + gap.distance(grid.center(i - 1, .width), y, on: grid) / width)))
        }
        fraction.seal(r)
      }
    }
  }
}
