import Fields
import Foundation
import Physics
import Testing

@testable import Simulations

@Suite struct DetachedLithiumTests {
  private let delta = 0.5e-6

  /// A slab up to 4 µm and discs of lithium, on 32 µm × 24 µm; answers the field, what was found, and the discs' part of Σ ξ.
  private func found(
    _ discs: [(x: Double, z: Double, radius: Double)], sides: Closure = .periodic, slab: Double = 4e-6
  ) -> (field: ScalarField, detached: DetachedLithium) {
    let grid = Grid(width: 128, growth: 96, widthSpacing: 0.25e-6, widthClosure: sides)
    let xi = ScalarField(grid)
    xi.fill { x, _, z in
      let distances = discs.map { disc in
        var away = abs(x - disc.x)
        if sides == .periodic { away = min(away, grid.length(.width) - away) }
        return hypot(away, z - disc.z) - disc.radius
      }
      return OrderParameter.profile(min(z - slab, distances.min() ?? .infinity), halfWidth: delta)
    }
    let pieces = LithiumPieces(grid)
    pieces.find(xi)
    let tip = Morphology.columnHeights(xi).max() ?? 0
    return (xi, DetachedLithium(xi, pieces: pieces, tipHeight: tip))
  }

  @Test func aFlatFrontAndABumpAreJoined() {
    #expect(found([]).detached.pieces == 0)
    let bump = found([(16e-6, 5e-6, 2e-6)]).detached
    #expect(bump.pieces == 0 && bump.thickness == 0)
    #expect(abs(bump.joinedHeight - 7e-6) < 0.01e-6)
  }

  @Test func islandsAreCountedWithTheirRims() {
    let (_, detached) = found([(10e-6, 12e-6, 2e-6), (22e-6, 16e-6, 3e-6)])
    #expect(detached.pieces == 2)
    // ∫ ½(1 − tanh((r − R)/δ)) dA = π(R² + π²δ²/12) where R ≫ δ.
    let area = [2e-6, 3e-6].reduce(0) { $0 + Double.pi * ($1 * $1 + Double.pi * Double.pi * delta * delta / 12) }
    #expect(abs(detached.thickness * 32e-6 / area - 1) < 2e-3)
    // The electrode's own top, not the islands'.
    #expect(abs(detached.joinedHeight - 4e-6) < 1e-9)
  }

  @Test(arguments: [(Closure.periodic, 1), (.mirrored, 2)]) func anIslandAcrossTheSidesIsOnePieceWhereTheyRepeat(
    sides: Closure, pieces: Int
  ) {
    let discs = sides == .periodic ? [(0.0, 12e-6, 2e-6)] : [(0.0, 12e-6, 2e-6), (32e-6, 12e-6, 2e-6)]
    #expect(found(discs.map { (x: $0.0, z: $0.1, radius: $0.2) }, sides: sides).detached.pieces == pieces)
  }

  @Test func aBridgeAcrossTheSidesJoins() {
    // A stalk at the left side, an arm that reaches it only across the periodic sides.
    for (sides, pieces) in [(Closure.periodic, 0), (.mirrored, 1)] {
      let grid = Grid(width: 32, growth: 32, widthSpacing: 0.25e-6, widthClosure: sides)
      let xi = ScalarField(grid)
      for i in 0..<32 { xi[i, 0, 0] = 1 }
      for k in 0..<16 { xi[0, 0, k] = 1 }
      for i in 20..<32 { xi[i, 0, 15] = 1 }
      xi.sealAll()
      let found = LithiumPieces(grid)
      found.find(xi)
      #expect(found.detachedCount == pieces)
    }
  }

  @Test func aSpiralIsOnePiece() {
    // Joined from within: runs of many rows meet late.
    let grid = Grid(width: 16, growth: 16, widthSpacing: 1e-6, widthClosure: .mirrored)
    let xi = ScalarField(grid)
    let rows = [
      "................", ".##############.", ".#............#.", ".#.##########.#.", ".#.#........#.#.", ".#.#.######.#.#.",
      ".#.#.#....#.#.#.", ".#.#.#.##.#.#.#.", ".#.#.#.#..#.#.#.", ".#.#.#.####.#.#.", ".#.#.#......#.#.", ".#.#.########.#.",
      ".#.#..........#.", ".#.############.", ".#..............", ".#..............",
    ]
    for (k, row) in rows.reversed().enumerated() {
      for (i, mark) in row.enumerated() where mark == "#" { xi[i, 0, k] = 1 }
    }
    let found = LithiumPieces(grid)
    found.find(xi)
    #expect(found.detachedCount == 0)
    xi[1, 0, 0] = 0
    xi[1, 0, 1] = 0
    found.find(xi)
    #expect(found.detachedCount == 1)
    #expect(found.isDetached(7, row: 7) && !found.isDetached(0, row: 0))
  }

  @Test func diagonalNeighboursAreApart() {
    let grid = Grid(width: 4, growth: 4, widthSpacing: 1e-6, widthClosure: .mirrored)
    let xi = ScalarField(grid)
    xi[0, 0, 0] = 1
    xi[1, 0, 1] = 1
    let found = LithiumPieces(grid)
    found.find(xi)
    #expect(found.detachedCount == 1)
  }
}
