import Fields
import Solvers

/// The elastic energy of a staggered displacement, from the definition of its strains, cell by cell.
enum ElasticReference {
  /// Per volume of a cell.
  static func energy(_ u: FaceVector, _ mean: SIMD3<Double>, _ medium: ElasticMedium) -> Double {
    let grid = u.grid
    var total = 0.0
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        for i in 0..<grid.width {
          let at = [i, j, k]
          let e = Axis.allCases.enumerated().map { a, axis in
            derivative(u, axis, along: axis, at, isForward: true) + mean[a] - medium.normalEigenstrain[a][i, j, k]
          }
          let bulk = medium.bulkModulus[i, j, k], shear = 1 / medium.shearCompliance[i, j, k]
          let trace = e.reduce(0, +)
          total += 0.5 * bulk * trace * trace + shear * e.map { ($0 - trace / 3) * ($0 - trace / 3) }.reduce(0, +)
          for plane in ShearPlane.planes(of: grid) {
            let (a, b): (Axis, Axis)
            switch plane {
            case .widthGrowth: (a, b) = (.width, .growth)
            case .widthDepth: (a, b) = (.width, .depth)
            case .depthGrowth: (a, b) = (.depth, .growth)
            }
            if isOnMirror(grid, a, at) || isOnMirror(grid, b, at) { continue }
            let strain =
              derivative(u, a, along: b, at, isForward: false) + derivative(u, b, along: a, at, isForward: false)
              - (medium.shearEigenstrain.isEmpty ? 0 : medium.shearEigenstrain[plane.rawValue][i, j, k])
            var compliance = 0.0
            for p in 0...1 {
              for q in 0...1 { compliance += 0.25 * value(medium.edgeCompliance, step(grid, step(grid, at, a, -p), b, -q)) }
            }
            total += 0.5 * strain * strain / compliance
          }
        }
      }
    }
    return total
  }

  private static func isOnMirror(_ grid: Grid, _ axis: Axis, _ at: [Int]) -> Bool {
    grid.closure(axis) == .mirrored && at[index(axis)] == 0
  }

  private static func index(_ axis: Axis) -> Int { Axis.allCases.firstIndex(of: axis)! }

  private static func step(_ grid: Grid, _ at: [Int], _ axis: Axis, _ by: Int) -> [Int] {
    var to = at
    let n = grid.cells(axis)
    to[index(axis)] = (at[index(axis)] + by + n) % n
    return to
  }

  private static func value(_ field: ScalarField, _ at: [Int]) -> Double { field[at[0], at[1], at[2]] }

  private static func derivative(_ u: FaceVector, _ component: Axis, along axis: Axis, _ at: [Int], isForward: Bool) -> Double {
    let grid = u.grid
    if component == .depth && grid.depth == 1 || axis == .depth && grid.depth == 1 { return 0 }
    let other = step(grid, at, axis, isForward ? 1 : -1)
    // Forward past the last face is the mirror's, which stays where it is.
    let isBeyond = isForward && grid.closure(axis) == .mirrored && at[index(axis)] == grid.cells(axis) - 1
    let far = isBeyond ? 0 : value(u[component], other), near = value(u[component], at)
    return (isForward ? far - near : near - far) / grid.spacing(axis)
  }
}
