import Fields
import Foundation
import Testing

@testable import Simulations

@Suite struct OutlineDistanceTests {
  static let width = 40e-6
  typealias Point = FrontOutline.Point

  static let flat = [Point(x: 0, z: 5e-6), Point(x: width, z: 5e-6)]

  /// A circle with the lithium inside (clockwise), as a polygon with its corners on it.
  static func circle(x: Double, z: Double, radius: Double, corners: Int) -> [Point] {
    (0...corners).map { corner in
      let angle = -2 * Double.pi * Double(corner % corners) / Double(corners)
      return Point(x: x + radius * cos(angle), z: z + radius * sin(angle))
    }
  }

  @Test func aCircleIsAsFarAsItsPolygonAllows() {
    let (x, z, radius) = (17e-6, 20e-6, 6e-6)
    let outline = FrontOutline([Self.flat, Self.circle(x: x, z: z, radius: radius, corners: 2000)])
    let distance = OutlineDistance(outline, width: Self.width, sides: .periodic)
    // The polygon lies inside by at most r(1 − cos(π/n)) = 7.4e-12 m.
    for (dx, dz) in [(0.0, 0.0), (1e-6, 2e-6), (-5e-6, 3e-6), (7e-6, 1e-6), (-3e-6, 9e-6), (12e-6, 6e-6)] {
      let exact = min((dx * dx + dz * dz).squareRoot() - radius, z + dz - 5e-6)
      #expect(abs(distance.signed(x: x + dx, z: z + dz) - exact) < 8e-12, "\(dx) \(dz)")
    }
  }

  @Test func aSlopeIsExact() {
    // z = 2 + x/4 between mirrors: the nearest point of the slope itself, well away from the sides.
    let outline = FrontOutline([[Point(x: 0, z: 2e-6), Point(x: Self.width, z: 12e-6)]])
    let distance = OutlineDistance(outline, width: Self.width, sides: .mirrored)
    for (x, z) in [(20e-6, 8e-6), (18e-6, 4e-6), (23e-6, 7.75e-6)] {
      let exact = (z - 2e-6 - x / 4) / (1 + 1.0 / 16).squareRoot()
      #expect(abs(distance.signed(x: x, z: z) - exact) < 1e-19)
    }
    // At the side the mirror makes a valley: its floor is nearest, straight below.
    #expect(abs(distance.signed(x: 0, z: 1e-6) + 1e-6) < 1e-19)
    #expect(abs(distance.signed(x: Self.width, z: 13e-6) - 1e-6) < 1e-18)
  }

  @Test func belowAnOverhangIsElectrolyteInAPoreToo() {
    // A mushroom: stem from 18 to 22 um, hat from 12 to 28 um between 15 and 20 um, and a square pore in the bulk.
    let mushroom: [(Double, Double)] = [
      (0, 10), (18, 10), (18, 15), (12, 15), (12, 20), (28, 20), (28, 15), (22, 15), (22, 10), (40, 10),
    ]
    let pore: [(Double, Double)] = [(30, 4), (34, 4), (34, 8), (30, 8), (30, 4)]  // anticlockwise: the lithium is outside, to the right
    let outline = FrontOutline([mushroom, pore].map { $0.map { Point(x: $0.0 * 1e-6, z: $0.1 * 1e-6) } })
    let distance = OutlineDistance(outline, width: Self.width, sides: .periodic)
    for (x, z, exact) in [
      (15.0, 12.0, 2.0), (20.0, 12.0, -2.0), (15.0, 17.0, -2.0), (20.0, 23.0, 3.0), (9.0, 18.0, 3.0), (32.0, 6.5, 1.5), (32.0, 9.5, -0.5),
      (2.0, 6.0, -4.0), (9.0, 24.0, 5.0), (18.0, 13.0, 0),
    ] {
      #expect(abs(distance.signed(x: x * 1e-6, z: z * 1e-6) - exact * 1e-6) < 1e-18, "\(x) \(z)")
    }
    // Bulk 400, stem 20 and hat 80 square micrometres, less a pore of 16, over 40 um.
    #expect(abs(outline.meanHeight(width: Self.width) - (400 + 20 + 80 - 16) / 40 * 1e-6) < 1e-18)
  }

  @Test func imagesBeyondTheSidesCount() {
    let disc = Self.circle(x: 3e-6, z: 20e-6, radius: 2e-6, corners: 4000)
    let outline = FrontOutline([Self.flat, disc])
    let periodic = OutlineDistance(outline, width: Self.width, sides: .periodic)
    let mirrored = OutlineDistance(outline, width: Self.width, sides: .mirrored)
    #expect(abs(periodic.signed(x: 39e-6, z: 20e-6) - 2e-6) < 1e-12)
    #expect(abs(mirrored.signed(x: 39e-6, z: 20e-6) - 15e-6) < 1e-12)
    #expect(abs(mirrored.signed(x: 0, z: 20e-6) - 1e-6) < 1e-12)
  }

  @Test func anOutlineThatBeginsWithinTheWidthGoesRound() {
    // From 1 um to 41 um, as micrographs give it, with a step at 30 um.
    let line = [(1.0, 5.0), (30.0, 5.0), (30.0, 9.0), (36.0, 9.0), (36.0, 5.0), (41.0, 5.0)].map { Point(x: $0.0 * 1e-6, z: $0.1 * 1e-6) }
    let distance = OutlineDistance(FrontOutline([line]), width: Self.width, sides: .periodic)
    for (x, z, exact) in [(0.5, 4.0, -1.0), (0.5, 7.0, 2.0), (33.0, 7.0, -2.0), (39.5, 4.0, -1.0), (1.0, 4.0, -1.0), (40.0, 6.0, 1.0)] {
      #expect(abs(distance.signed(x: x * 1e-6, z: z * 1e-6) - exact * 1e-6) < 1e-18, "\(x) \(z)")
    }
  }

  @Test func aLineThatCrossesItselfIsFound() {
    func line(_ points: (Double, Double)...) -> [Point] { points.map { Point(x: $0.0, z: $0.1) } }
    let loop = FrontOutline.crossing(of: line((0, 0), (3, 0), (2, 1), (2, -1), (4, 0)))
    #expect(loop?.first == 0 && loop?.second == 2)
    // Overhangs, and pieces that touch or lie on each other, do not cross.
    #expect(FrontOutline.crossing(of: line((0, 0), (3, 0), (2, 1), (2.5, 2), (4, 0))) == nil)
    #expect(FrontOutline.crossing(of: line((0, 0), (3, 0), (2, 1), (1, 0), (0.5, 2), (4, 2))) == nil)
    #expect(FrontOutline.crossing(of: line((0, 0), (2, 0), (1, 0), (4, 0))) == nil)
    #expect(FrontOutline.crossing(of: []) == nil)
  }

  @Test func nucleiStandOnAnOutline() {
    let nucleus = InitialFront.Nucleus(x: 20e-6, z: 5e-6, radius: 2e-6)
    let front = InitialFront(outline: FrontOutline([Self.flat]), nuclei: [nucleus], width: Self.width, sides: .periodic)
    #expect(front.position == 5e-6)
    #expect(abs(front.distance(x: 20e-6, z: 8e-6) - 1e-6) < 1e-18)
    #expect(abs(front.distance(x: 5e-6, z: 8e-6) - 3e-6) < 1e-18)
  }
}
