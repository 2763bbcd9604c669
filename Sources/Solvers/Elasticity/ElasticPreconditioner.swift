import Fields

/// Displacements under forces, nearly those in the medium at hand: by a multigrid cycle, or by transforms for a uniform medium, whichever
/// takes less.
final class ElasticPreconditioner {
  /// Takes its memory when it is first needed.
  private lazy var green = GreenOperator(grid)
  private let grid: Grid
  private let cycle: ElasticCycle<Float>?
  private var choice = Choice.uniform(bulk: 1, shear: 1)

  private enum Choice {
    case uniform(bulk: Double, shear: Double)
    /// With the modulus that the cycle has as unit, Pa.
    case multigrid(stiffness: Double)
  }

  /// Largest over least modulus, up to which transforms take less.
  private static let contrast = 4.0

  /// - Parameter scratch: for fields that are written over, from number `first` on as many as a vector has components.
  init(_ grid: Grid, scratch: Scratch, first: Int) {
    self.grid = grid
    let rests = FaceVector.axes(of: grid).indices.map { scratch.field(first + $0, on: grid, of: Float.self) }
    cycle = ElasticCycle<Float>.suits(grid) ? ElasticCycle(grid, rests: rests) : nil
  }

  /// Takes over a medium's moduli.
  ///
  /// - Parameter isFollowed: whether they will change from iteration to iteration.
  /// - Returns: a modulus of their order, Pa.
  func assign(_ medium: ElasticMedium, isFollowed: Bool) -> Double {
    let range = medium.range()
    let bulk = 0.5 * (range.bulk.lowerBound + range.bulk.upperBound), shear = 0.5 * (range.shear.lowerBound + range.shear.upperBound)
    let stiffness = bulk + 4 * shear / 3
    let contrast = max(range.bulk.upperBound / range.bulk.lowerBound, range.shear.upperBound / range.shear.lowerBound)
    if let cycle, isFollowed || contrast > Self.contrast {
      choice = .multigrid(stiffness: stiffness)
      cycle.assign(medium, stiffness: stiffness)
    } else {
      choice = .uniform(bulk: bulk, shear: shear)
    }
    return stiffness
  }

  /// Takes over moduli that have changed.
  func renew(_ medium: ElasticMedium) {
    if case .multigrid(let stiffness) = choice { cycle?.assign(medium, stiffness: stiffness) }
  }

  /// Writes the displacement (m) under `force` (N/m³), which is left as it is.
  func apply(_ force: FaceVector, into displacement: FaceVector) {
    switch choice {
    case .uniform(let bulk, let shear): green.apply(force, bulk: bulk, shear: shear, into: displacement)
    case .multigrid(let stiffness): cycle?.apply(force, stiffness: stiffness, into: displacement)
    }
  }
}
