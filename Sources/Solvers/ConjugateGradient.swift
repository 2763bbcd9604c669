public import Fields
import RealModule

/// Conjugate gradients for a `ConductionOperator`, preconditioned by a multigrid cycle.
///
/// The cycle is in single precision, which is not quite symmetric: the flexible form of the method (Golub & Ye, SIAM J. Sci. Comput. 21
/// (1999) 1305) does not rely on that. Where conductances differ so much that the cycle's round-off drowns what is left to be solved,
/// it no longer points downhill; that iteration then takes the diagonal instead.
///
/// Residual and images of directions are in single precision as well, the solution is not. Before rounding is felt the residual is computed
/// anew and the directions go on (residual replacement: van der Vorst & Ye, SIAM J. Sci. Comput. 22 (2000) 835).
///
/// Holds its work fields, so that a solve allocates nothing of field size.
public final class ConjugateGradient {
  private let preconditioner: VCycle
  /// Whose links and diagonal the preconditioner has, or is to get before it is next needed: many a solve has nothing to do.
  private var preconditioned: ConductionOperator?
  private var hasLinks = false
  private var missing = Diagonal.none

  /// What the preconditioner does not have of a diagonal.
  private enum Diagonal {
    case none, all
    case rows(RowPartials)
  }
  /// In single precision, and in units in which the reference norm is about 1.
  private let residual: Field<Float>
  /// In single precision: a direction is none the worse for being rounded, as long as solution and residual go along the same.
  private let direction: Field<Float>
  private let image: Field<Float>

  /// Where the residual has fallen to this part of what it was when it was computed, it is computed anew: rounded to single precision, it
  /// departs from the solution's by some 1e-7 of that.
  private static let renewal = 1e-3
  /// What single precision leaves open, with a wide margin, as a part of the residual that was computed last. A solve that ends there has
  /// nothing computed anew where this is below its goal.
  private static let uncertainty = 1e-5

  /// - Parameters:
  ///   - scratch: for the fields that only a solve needs, numbers `first` and `first` + 1.
  public init(_ grid: Grid, scratch given: Scratch? = nil, first: Int = 0) {
    let scratch = given ?? Scratch(grid)
    preconditioner = VCycle(grid)
    residual = scratch.field(first, on: grid, of: Float.self)
    direction = Field(grid)
    image = scratch.field(first + 1, on: grid, of: Float.self)
  }

  /// Takes over an operator's links, which must stay what they are until the next solve; `assignDiagonal` must follow before it.
  public func assignLinks(_ matrix: ConductionOperator) {
    preconditioned = matrix
    hasLinks = false
    missing = .all
  }

  /// Takes over an operator's diagonal, and its links where those of another were taken over last.
  ///
  /// - Parameter rows: above 0 for rows in which it changed, where the others are known not to have. The same until the next solve.
  public func assignDiagonal(_ matrix: ConductionOperator, rows: RowPartials? = nil) {
    if preconditioned !== matrix { assignLinks(matrix) }
    if case .all = missing { return }
    missing = rows.map(Diagonal.rows) ?? .all
  }

  private func complete(_ matrix: ConductionOperator) {
    precondition(preconditioned === matrix, "an operator whose coefficients were not taken over")
    if !hasLinks { preconditioner.assignLinks(matrix) }
    hasLinks = true
    switch missing {
    case .none: break
    case .all: preconditioner.assignDiagonal(matrix)
    case .rows(let rows): preconditioner.assignDiagonal(matrix, rows: rows)
    }
    missing = .none
  }

  /// Takes over an operator's coefficients.
  public func assign(_ matrix: ConductionOperator) {
    assignLinks(matrix)
    assignDiagonal(matrix)
  }

  /// Improves `solution` until ‖source − A solution‖ ≤ tolerance × `reference` (Euclidean norms over cells), or the iterations are
  /// used up. The operator's coefficients must have been taken over before.
  ///
  /// - Parameters:
  ///   - reference: the norm to compare with; that of `source` when nil.
  ///   - relativeToStart: compare with the starting residual instead, but go no further than `floor` × `reference`: as a step of
  ///     Newton's method asks, that is done when it starts below that.
  ///   - kept: takes over what `solution` was, where there is anything to improve.
  public func solve(
    _ matrix: ConductionOperator, _ solution: ScalarField, source: ScalarField,
    tolerance: Double, relativeToStart: Bool = false, reference: Double? = nil, floor: Double = 0,
    keepingStartIn kept: ScalarField? = nil, maximumIterations: Int = 100
  ) -> SolveReport {
    let grid = matrix.grid
    let n = grid.width
    let target = reference ?? source.dot(source).squareRoot()
    let residual = self.residual, image = self.image, direction = self.direction
    // A power of two, so that nothing is rounded.
    let unit = target.isNormal ? Double(sign: .plus, exponent: target.exponent, significand: 1) : 1
    let reference = target / unit
    func renewResidual() -> Double { matrix.residual(solution, source: source, scale: 1 / unit, into: residual) }
    var square = renewResidual()
    let start = square.squareRoot()
    let goal =
      relativeToStart ? max(tolerance * start, start > floor * reference ? 0.3 * floor * reference : start) : tolerance * reference
    var iterations = 0
    var previous = 0.0, step = 0.0, renewed = start
    if square.squareRoot() > goal {
      complete(matrix)
      kept?.assign(solution)
    }
    while square.squareRoot() > goal && iterations < maximumIterations {
      let scale = 1 / square.squareRoot()
      // z · residual, and z · image, the change of the residual in the last step.
      var (z, product, overlap) = preconditioner.apply(matrix, residual, scale: scale, image: image)
      product /= scale
      overlap /= scale
      var isStart = iterations == 0
      if !(product > 0) {
        product = preconditioner.applyDiagonal(residual, scale: scale) / scale
        isStart = true
        guard product > 0 else { break }
      }
      let isRestart = isStart
      let beta = isRestart ? 0 : max(0, -step * overlap / previous)
      previous = product
      let inverse = Float(1 / scale), weight = Float(beta)
      grid.forEachTile { [z] rows in
        for r in rows {
          let e = unsafe z.row(r, n).span
          var p = unsafe direction.row(r, n).mutableSpan
          if isRestart {
            for i in 1..<n + 1 { p[i] = inverse * e[i] }
          } else {
            for i in 1..<n + 1 { p[i] = inverse * e[i] + weight * p[i] }
          }
          direction.seal(r)
        }
      }
      let curvature = matrix.product(with: direction, into: image)
      guard curvature > 0, product.isFinite else { break }
      // What the residual loses and what the solution gains belong together to the last bit.
      let shortened = Float(product / curvature), length = unit * Double(shortened)
      step = Double(shortened)
      square = grid.sum { r in
        let p = unsafe direction.row(r, n).span
        let t = unsafe image.row(r, n).span
        var x = unsafe solution.row(r, n).mutableSpan
        for i in 1..<n + 1 { x[i] += length * Double(p[i]) }
        solution.seal(r)
        var d = unsafe residual.row(r, n).mutableSpan
        for i in 1..<n + 1 { d[i] -= shortened * t[i] }
        var s = 0.0
        for i in 1..<n + 1 { s = Relaxed.multiplyAdd(Double(d[i]), Double(d[i]), s) }
        return s
      }
      iterations += 1
      let norm = square.squareRoot(), isDone = norm <= goal && Self.uncertainty * renewed <= goal
      if norm < Self.renewal * renewed && !isDone {
        square = renewResidual()
        renewed = square.squareRoot()
      }
    }
    let norm = target > 0 ? reference : 1
    return SolveReport(iterations: iterations, relativeResidual: square.squareRoot() / norm, startingResidual: start / norm)
  }
}
