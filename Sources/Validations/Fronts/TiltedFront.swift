import Fields
import Foundation
import Physics

/// Stripes of metal across the axes of the grid, in a box periodic on both: a front moves as fast as it is told, whatever its orientation.
enum TiltedFront {
  /// A box whose diagonal the stripe follows.
  struct Box: Sendable, CustomStringConvertible {
    /// Cells.
    var width: Int
    var growth: Int
    var cellsPerHalfWidth: Double
    var description: String {
      let slope = width == growth ? "1:1" : "1:√3"
      return "slope \(slope), \(width) × \(growth) cells, h = δ/\(String(format: "%g", cellsPerHalfWidth))"
    }
  }

  /// 37:64 is 1:√3 within 0.14 %.
  static let boxes: [Box] = [
    Box(width: 44, growth: 44, cellsPerHalfWidth: 2), Box(width: 66, growth: 66, cellsPerHalfWidth: 3),
    Box(width: 88, growth: 88, cellsPerHalfWidth: 4), Box(width: 37, growth: 64, cellsPerHalfWidth: 2),
    Box(width: 55, growth: 96, cellsPerHalfWidth: 3), Box(width: 74, growth: 128, cellsPerHalfWidth: 4),
  ]

  /// Relative error of the way over a fifth of the stripes' distance, by the volume of metal; and how far ξ left [0, 1].
  ///
  /// - Parameter travel: of a step, in cells.
  static func advance(_ box: Box, travel: Double = 0.2) -> (error: Double, excess: Double) {
    let h = 1 / box.cellsPerHalfWidth
    let grid = Grid(width: box.width, growth: box.growth, widthSpacing: h, growthClosure: .periodic)
    let a = Double(box.width) * h, b = Double(box.growth) * h
    let diagonal = (a * a + b * b).squareRoot()
    let period = a * b / diagonal
    let motion = ImposedMotion(grid, halfWidth: 1)
    motion.xi.fill { x, _, z in
      let s = (x * b + z * a) / diagonal
      return OrderParameter.profile(abs(s - period * (s / period).rounded()) - 0.15 * period, halfWidth: 1)
    }
    let before = motion.xi.sum() * h * h
    let way = 0.2 * period
    let steps = Int((way / (travel * h)).rounded(.up))
    for _ in 0..<steps { motion.advance(way / Double(steps)) }
    // Two fronts, each as long as the diagonal.
    let advance = (motion.xi.sum() * h * h - before) / (2 * diagonal)
    return (advance / way - 1, max(0, -motion.xi.minimum(), motion.xi.maximum() - 1))
  }

  static let problem = Problem(
    name: "tilted-front", title: "Fronts across the grid",
    statement: """
      Stripes of slope 1:1 and 1:√3 in a box that is periodic on both axes, moved at an imposed velocity over a fifth of their distance. The way by the volume of metal, relative to
      the imposed one; and what ξ exceeds [0, 1] by.
      """,
    source: "the imposed velocity."
  ) { tell in
    var solution = Solution()
    for group in [boxes.prefix(3), boxes.suffix(3)] {
      let found = group.map { box in
        tell("\(box)")
        return advance(box)
      }
      for (box, result) in zip(group, found) {
        solution.findings.append(Finding("error of the way, \(box)", target: 3e-3, measured: result.error, .below))
        solution.findings.append(Finding("ξ beyond [0, 1], \(box)", target: 1e-14, measured: result.excess, .below))
      }
      let coarse = group.first!, slope = coarse.width == coarse.growth ? "1:1" : "1:√3"
      solution.convergence.append(
        Convergence("slope \(slope)", against: "h/δ", zip(group, found).map { SIMD2(1 / $0.cellsPerHalfWidth, $1.error) }))
      let parts = [0.4, 0.2, 0.1]
      solution.convergence.append(
        Convergence(
          "slope \(slope), h = δ/2", against: "travel per step, cells", parts.map { SIMD2($0, advance(coarse, travel: $0).error) }))
    }
    return solution
  }
}
