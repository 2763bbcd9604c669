import Fields
import Foundation

/// A wavy base, four fingers, side branches on each, as a signed distance that recurs along width and depth.
///
/// In two dimensions the fingers stand in a row, in three at the corners of a square, with branches to both sides.
struct BranchedShape {
  /// A thick line; lengths in units of the cell's width.
  private struct Capsule {
    let start: SIMD3<Double>, along: SIMD3<Double>
    let radius: Double
  }

  /// Of the cell, m.
  private let width: Double
  private let isDeep: Bool
  private let capsules: [Capsule]

  init(_ grid: Grid) {
    width = grid.length(.width)
    isDeep = grid.depth > 1
    var capsules: [Capsule] = []
    for finger in 0..<4 {
      let number = Double(finger)
      let height = 0.35 + 0.08 * (2.3 * number).truncatingRemainder(dividingBy: 1)
      let lean = 0.03 * (number - 1.5)
      let foot =
        isDeep
        ? SIMD3(0.25 + 0.5 * Double(finger % 2), 0.25 + 0.5 * Double(finger / 2), 0.1) : SIMD3((number + 0.5) / 4, 0, 0.1)
      let reachAcross = isDeep ? 0.2 : 0.1
      let axis = SIMD3(lean, isDeep ? -lean : 0, height)
      capsules.append(Capsule(start: foot, along: axis, radius: 0.018))
      for branch in 1...4 {
        let part = Double(branch) / 5
        let reach = reachAcross * (1 - part) * (branch % 2 == 0 ? 1 : -1)
        let isAcross = isDeep && branch > 2
        let along = SIMD3(isAcross ? 0 : reach, isAcross ? reach : 0, 0.7 * abs(reach))
        capsules.append(Capsule(start: foot + part * axis, along: along, radius: 0.012))
      }
    }
    self.capsules = capsules
  }

  /// Positive in the electrolyte; place and result in m.
  func distance(_ x: Double, _ y: Double, _ z: Double) -> Double {
    let place = SIMD3(x, isDeep ? y : 0, z) / width
    var nearest = place.z - 0.12 - 0.01 * cos(2 * .pi * 7 * place.x)
    for capsule in capsules { nearest = min(nearest, Self.distance(place, capsule)) }
    return width * nearest
  }

  /// To the image of the capsule whose middle is nearest across.
  private static func distance(_ place: SIMD3<Double>, _ capsule: Capsule) -> Double {
    var from = place - capsule.start
    let aside = from - 0.5 * capsule.along
    from.x -= aside.x.rounded()
    from.y -= aside.y.rounded()
    let t = min(max((from * capsule.along).sum() / (capsule.along * capsule.along).sum(), 0), 1)
    let across = from - t * capsule.along
    return (across * across).sum().squareRoot() - capsule.radius
  }
}
