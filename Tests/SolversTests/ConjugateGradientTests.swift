import Fields
import Foundation
import Solvers
import Testing
import TestSupport

/// A repeatable sequence of numbers in [0, 1): tests must not depend on luck.
struct Numbers {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 53)
  }
}

@Suite struct ConjugateGradientTests {
  struct Case: Sendable, CustomStringConvertible {
    let grid: Grid
    var description: String {
      "\(grid.width)x\(grid.depth)x\(grid.growth) \(grid.widthClosure) \(grid.depthClosure) \(grid.growthClosure)"
    }
  }

  static let cases: [Case] = {
    var list: [Case] = []
    let sizes = [(7, 1, 9), (1, 1, 11), (13, 1, 1), (6, 1, 10), (5, 3, 4), (4, 4, 6), (5, 5, 5), (2, 3, 7), (9, 3, 4)]
    for (w, d, g) in sizes {
      for closures in [(Closure.periodic, Closure.mirrored), (.mirrored, .mirrored), (.periodic, .periodic)] {
        list.append(
          Case(
            grid: Grid(
              width: w, depth: d, growth: g, widthSpacing: 0.7, depthSpacing: 1.3, growthSpacing: 0.4,
              widthClosure: closures.0, depthClosure: closures.0, growthClosure: closures.1)))
      }
    }
    return list
  }()

  /// The matrix written out from the definition, link by link.
  static func dense(_ grid: Grid, _ coefficient: (Int, Int, Int) -> Double, _ diagonal: (Int, Int, Int) -> Double) -> [[Double]] {
    let n = grid.cellCount
    var a = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    func index(_ c: [Int]) -> Int { (c[2] * grid.depth + c[1]) * grid.width + c[0] }
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        for i in 0..<grid.width {
          let p = index([i, j, k])
          a[p][p] += diagonal(i, j, k)
          for axis in Axis.allCases {
            var c = [i, j, k]
            c[axis.rawValue] += 1
            if c[axis.rawValue] == grid.cells(axis) {
              if grid.closure(axis) == .mirrored || grid.cells(axis) == 1 { continue }
              c[axis.rawValue] = 0
            }
            let h = grid.spacing(axis)
            let g = 0.5 * (coefficient(i, j, k) + coefficient(c[0], c[1], c[2])) / (h * h)
            let q = index(c)
            a[p][p] += g
            a[q][q] += g
            a[p][q] -= g
            a[q][p] -= g
          }
        }
      }
    }
    return a
  }

  @Test(arguments: cases) func agreesWithGaussianElimination(_ item: Case) {
    let grid = item.grid
    var numbers = Numbers(UInt64(grid.cellCount))
    let coefficient = ScalarField(grid), source = ScalarField(grid), solution = ScalarField(grid)
    let matrix = ConductionOperator(meansOf: coefficient)
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        for i in 0..<grid.width {
          coefficient[i, j, k] = pow(10, 4 * numbers.next() - 2)
          matrix.diagonal[i, j, k] = numbers.next() < 0.3 ? numbers.next() : 0
          source[i, j, k] = numbers.next() - 0.5
        }
      }
    }
    matrix.diagonal[0, 0, 0] = 1
    let a = Self.dense(grid, { coefficient[$0, $1, $2] }, { matrix.diagonal[$0, $1, $2] })
    var b: [Double] = []
    for k in 0..<grid.growth { for j in 0..<grid.depth { for i in 0..<grid.width { b.append(source[i, j, k]) } } }
    let expected = solveDense(a, b)
    let solver = ConjugateGradient(grid)
    solver.assign(matrix)
    let report = solver.solve(matrix, solution, source: source, tolerance: 1e-12)
    #expect(report.relativeResidual <= 1e-12)
    #expect(report.iterations <= 40)
    let scale = expected.map(abs).max()!
    var p = 0
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        for i in 0..<grid.width {
          #expect(abs(solution[i, j, k] - expected[p]) <= 1e-9 * scale)
          p += 1
        }
      }
    }
  }

  /// Dendrite-shaped metal, prescribed potential at both ends, a source on the interface.
  @Test(arguments: [128, 256, 512], [1e2, 1e4, 1e7])
  func iterationsDependNeitherOnContrastNorOnGrid(_ n: Int, _ contrast: Double) {
    let grid = Grid(width: n, growth: n, widthSpacing: 1 / Double(n))
    let h = grid.widthSpacing
    let shape = DendriteShape(width: 1)
    let coefficient = ScalarField(grid), source = ScalarField(grid), solution = ScalarField(grid)
    coefficient.fill { x, _, z in
      let xi = 0.5 * (1 - tanh(shape.distance(x, z) / (2 * h)))
      let metal = xi * xi * (3 - 2 * xi)
      return contrast * metal + 1 - metal
    }
    source.fill { x, _, z in
      let xi = 0.5 * (1 - tanh(shape.distance(x, z) / (2 * h)))
      return xi * (1 - xi) / h
    }
    let matrix = ConductionOperator(meansOf: coefficient)
    for i in 0..<n {
      matrix.diagonal[i, 0, 0] = 2 * coefficient[i, 0, 0] / (h * h)
      matrix.diagonal[i, 0, n - 1] = 2 * coefficient[i, 0, n - 1] / (h * h)
      source[i, 0, n - 1] += matrix.diagonal[i, 0, n - 1]
    }
    let solver = ConjugateGradient(grid)
    solver.assign(matrix)
    let report = solver.solve(matrix, solution, source: source, tolerance: 1e-8)
    #expect(report.relativeResidual <= 1e-8)
    #expect(report.iterations <= 14, "\(report.iterations) iterations")
    // The recursion's residual must be the true one.
    let image = ScalarField(grid)
    matrix.apply(solution, into: image)
    var lost = 0.0, norm = 0.0
    for k in 0..<n {
      for i in 0..<n {
        lost += pow(source[i, 0, k] - image[i, 0, k], 2)
        norm += pow(source[i, 0, k], 2)
      }
    }
    #expect((lost / norm).squareRoot() <= 1.01e-8)
  }

  /// Residuals are in single precision, which ends at 1e38 and 1e-38: a source 2²⁰⁰ times as large has the solution 2²⁰⁰ times as large, to the
  /// last bit.
  @Test(arguments: [200, -200]) func sourcesBeyondSinglePrecision(_ exponent: Int) {
    let grid = Grid(width: 12, growth: 9, widthSpacing: 1)
    var numbers = Numbers(7)
    let coefficient = ScalarField(grid), source = ScalarField(grid), scaled = ScalarField(grid)
    let factor = scalbn(1.0, exponent)
    coefficient.fill { _, _, _ in 0.1 + numbers.next() }
    source.fill { _, _, _ in numbers.next() - 0.5 }
    for k in 0..<9 { for i in 0..<12 { scaled[i, 0, k] = factor * source[i, 0, k] } }
    let matrix = ConductionOperator(meansOf: coefficient)
    for i in 0..<12 { matrix.diagonal[i, 0, 0] = 1 }
    let solver = ConjugateGradient(grid)
    solver.assign(matrix)
    let solution = ScalarField(grid), large = ScalarField(grid)
    let reports = [
      solver.solve(matrix, solution, source: source, tolerance: 1e-10), solver.solve(matrix, large, source: scaled, tolerance: 1e-10),
    ]
    #expect(reports.allSatisfy { $0.relativeResidual <= 1e-10 && $0.iterations == reports[0].iterations })
    for k in 0..<9 { for i in 0..<12 { #expect(large[i, 0, k] == factor * solution[i, 0, k]) } }
  }

  /// Rows that end within a vector, and periods around which two cells of one colour touch.
  @Test(arguments: [31, 32, 33, 34, 48, 63, 65, 97], [Closure.periodic, .mirrored])
  func iterationsDoNotDependOnTheWidth(_ n: Int, _ closure: Closure) {
    for depth in [1, 4, 5] {
      let grid = Grid(width: n, depth: depth, growth: 40, widthSpacing: 1, widthClosure: closure, depthClosure: closure)
      let coefficient = ScalarField(grid), source = ScalarField(grid), solution = ScalarField(grid)
      coefficient.fill { x, y, z in z < 16 + 6 * sin(12 * .pi * x / Double(n)) * cos(2 * .pi * y / Double(depth)) ? 1e4 : 1 }
      let matrix = ConductionOperator(meansOf: coefficient)
      for j in 0..<depth {
        for i in 0..<n {
          matrix.diagonal[i, j, 0] = 2 * coefficient[i, j, 0]
          matrix.diagonal[i, j, 39] = 2 * coefficient[i, j, 39]
          source[i, j, 39] = matrix.diagonal[i, j, 39]
        }
      }
      let solver = ConjugateGradient(grid)
      solver.assign(matrix)
      let report = solver.solve(matrix, solution, source: source, tolerance: 1e-8)
      #expect(report.iterations <= 25, "\(depth) deep: \(report.iterations) iterations")
      #expect(report.relativeResidual <= 1e-8)
    }
  }

  /// Plane and deep, with mirrors and periods, also with odd ones around which two cells of one colour touch.
  @Test(arguments: [
    Grid(width: 192, growth: 160, widthSpacing: 1),
    Grid(width: 40, depth: 24, growth: 96, widthSpacing: 1, widthClosure: .periodic, depthClosure: .periodic),
    Grid(width: 33, depth: 21, growth: 90, widthSpacing: 1, widthClosure: .periodic, depthClosure: .periodic),
    Grid(width: 48, depth: 20, growth: 72, widthSpacing: 1, growthClosure: .periodic),
    Grid(width: 50, growth: 131, widthSpacing: 1, widthClosure: .periodic, growthClosure: .periodic),
  ])
  func sameBitsForAnyThreadCount(_ grid: Grid) {
    let coefficient = ScalarField(grid)
    let matrix = ConductionOperator(meansOf: coefficient)
    let shape = DendriteShape(width: 192)
    coefficient.fill { x, y, z in shape.distance(x + y, z) > 0 ? 1 : 1e-4 }
    matrix.diagonal.fill(1e-5)
    let source = ScalarField(grid)
    source.fill { x, y, z in sin(x / 7) + cos(z / 11) + sin(y / 3) }
    func solved(_ threads: Int) -> ScalarField {
      Tiling.threadBudget = threads
      let solution = ScalarField(grid)
      let solver = ConjugateGradient(grid)
      solver.assign(matrix)
      _ = solver.solve(matrix, solution, source: source, tolerance: 1e-10)
      return solution
    }
    let serial = solved(1)
    for threads in 2...4 {
      let parallel = solved(threads)
      var differing = 0
      for k in 0..<grid.growth {
        for j in 0..<grid.depth { for i in 0..<grid.width where serial[i, j, k] != parallel[i, j, k] { differing += 1 } }
      }
      #expect(differing == 0, "\(threads) threads")
    }
    Tiling.threadBudget = Topology.processorCount
  }
}
