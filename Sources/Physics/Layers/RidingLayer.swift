public import Fields
import Foundation

/// A coating that rides on growing lithium.
///
/// Pushed like the electrolyte, without friction, it keeps its volume, gets thinner over a tip and thicker beside it. Its share of what is not
/// lithium is what reaches out to its outer face less what reaches out to its inner one, so that coatings on each other never overlap.
public final class RidingLayer {
  public let law: LayerLaw
  /// Share of all coatings up to this one, broken or not; 1 in the lithium.
  public let reach: ScalarField
  /// Share of this one that is broken, and that is not.
  public let broken: ScalarField
  public let intact: ScalarField
  /// What it lies on; nil: lithium.
  let inner: RidingLayer?
  let halfWidth: Double
  /// Thickness of all coatings up to this one at the start, m.
  let height: Double
  private let displaced: DisplacedQuantity
  /// Work fields, between steps.
  let total: ScalarField
  let torn: ScalarField

  /// - Parameters:
  ///   - inner: what it lies on; nil: lithium.
  ///   - halfWidth: δ, m.
  ///   - scratch: numbers 0, 1 and 2.
  init(_ grid: Grid, _ law: LayerLaw, on inner: RidingLayer?, halfWidth: Double, scratch: Scratch) {
    guard case .riding(let thickness) = law.kind else { preconditionFailure("a layer that rides") }
    self.law = law
    self.inner = inner
    self.halfWidth = halfWidth
    height = (inner?.height ?? 0) + thickness
    reach = ScalarField(grid)
    broken = ScalarField(grid)
    intact = ScalarField(grid)
    displaced = DisplacedQuantity(grid, scratch: scratch)
    total = scratch.field(0, on: grid)
    torn = scratch.field(1, on: grid)
  }

  /// - Parameter distance: from the front, m, as a function of position.
  func start(distance: (_ x: Double, _ y: Double, _ z: Double) -> Double) {
    reach.fill { x, y, z in OrderParameter.profile(distance(x, y, z) - height, halfWidth: halfWidth) }
    broken.clear()
    assignIntact()
    if law.gaps.isEmpty { return }
    let grid = reach.grid
    broken.fill { x, y, _ in law.gaps.openShare(x, y, on: grid) }
    let n = grid.width
    grid.forEachTile { [intact, broken] rows in
      for r in rows {
        let s = unsafe intact.row(r, n).span
        var b = unsafe broken.row(r, n).mutableSpan
        for i in 0..<n + 2 { b[i] *= s[i] }
      }
    }
    assignIntact()
  }

  /// Carries it through a step of the flow, in which ξ goes from `before` to `after`.
  ///
  /// - Parameter speed: the front's largest, m/s.
  func advance(along flow: DisplacementFlow, from before: ScalarField, to after: ScalarField, speed: Double) {
    let edges = DisplacedQuantity.Sharpening(halfWidth: halfWidth, rate: speed)
    displaced.carry(reach, along: flow, from: before, to: after, beyond: 0, sharpening: edges)
    if isBroken { displaced.carry(broken, along: flow, from: before, to: after, beyond: 0, sharpening: edges) }
    assignIntact()
  }

  /// What is broken and what is not, from the shares that are kept. Coatings below it come first.
  func assignIntact() {
    assignTotal(into: intact)
    let n = intact.grid.width
    intact.grid.forEachTile { [intact, broken] rows in
      for r in rows {
        var b = unsafe broken.row(r, n).mutableSpan, s = unsafe intact.row(r, n).mutableSpan
        for i in 0..<n + 2 {
          // No more is broken than there is.
          let whole = max(0, min(1, s[i]))
          b[i] = min(b[i], whole)
          s[i] = whole - b[i]
        }
      }
    }
  }

  /// Its share, broken or not.
  func assignTotal(into field: ScalarField) {
    let n = field.grid.width, base = inner?.reach
    field.grid.forEachTile { [reach] rows in
      for r in rows {
        let s = unsafe reach.row(r, n).span, i0 = unsafe (base ?? reach).row(r, n).span
        var sum = unsafe field.row(r, n).mutableSpan
        for i in 0..<n + 2 { sum[i] = base == nil ? s[i] : s[i] - i0[i] }
      }
    }
  }

  private var isBroken: Bool {
    let n = intact.grid.width
    return broken.grid.maximum { [broken] r in
      guard !broken.isClear(r) else { return 0 }
      return unsafe broken.row(r, n).contains { $0 != 0 } ? 1 : 0
    } > 0
  }

  /// Curvature times the coatings' height from which on a front is not hollow: cells of a flat one have some of either sign.
  static let hollow = -0.3
}
