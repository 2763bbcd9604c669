import Fields

/// Direct solve of the coarsest elastic level.
///
/// What shifts all alike along a periodic axis strains nothing: it is given the stiffness of a face, so that the system has a solution.
final class ElasticBottom<Scalar: Precision>: Sendable {
  private let level: ElasticLevel<Scalar>
  private let factor: DenseFactor

  init(_ level: ElasticLevel<Scalar>) {
    self.level = level
    factor = DenseFactor(count: level.axes.count * level.grid.cellCount)
  }

  /// Calls `body` with the number of each unknown, its component, row and element.
  private func forEachFace(_ body: (_ number: Int, _ component: Int, _ row: Int, _ element: Int) -> Void) {
    let n = level.grid.width
    var number = 0
    for component in level.axes.indices {
      for r in 0..<level.grid.rowCount {
        for i in 1..<n + 1 {
          body(number, component, r, i)
          number += 1
        }
      }
    }
  }

  private func seal() {
    for (axis, field) in zip(level.axes, level.solutions) {
      for r in 0..<level.grid.rowCount { level.seal(field, r, isOnFaces: axis == .width) }
    }
  }

  /// Takes over the level's moduli.
  func factorize() {
    let count = factor.count, n = level.grid.width
    var a = [Double](repeating: 0, count: count * count)
    for field in level.sources + level.solutions { field.clear() }
    forEachFace { number, component, r, i in
      let isFixed = unsafe level.inverses[component].row(r, n)[i] == 0
      if isFixed {
        a[number * count + number] = 1
        return
      }
      unsafe level.solutions[component].row(r, n)[i] = 1
      seal()
      level.assignRests()
      forEachFace { other, component, r, i in a[other * count + number] -= unsafe level.rests[component].row(r, n)[i].asDouble }
      unsafe level.solutions[component].row(r, n)[i] = 0
    }
    seal()
    let cells = level.grid.cellCount
    for (component, axis) in level.axes.enumerated() where level.grid.closure(axis) == .periodic {
      let faces = component * cells..<(component + 1) * cells
      let stiffness = faces.reduce(0) { max($0, a[$1 * count + $1]) } / Double(cells)
      for p in faces { for q in faces { a[p * count + q] += stiffness } }
    }
    factor.factorize(a)
  }

  /// solutions = A⁻¹ sources.
  func solve() {
    let n = level.grid.width
    var x = [Double](repeating: 0, count: factor.count)
    forEachFace { number, component, r, i in
      if unsafe level.inverses[component].row(r, n)[i] != 0 { x[number] = unsafe level.sources[component].row(r, n)[i].asDouble }
    }
    factor.solve(&x)
    forEachFace { number, component, r, i in unsafe level.solutions[component].row(r, n)[i] = Scalar(rounding: x[number]) }
    seal()
  }
}
