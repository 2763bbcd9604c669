public import Fields

/// All layers with a thickness of a cell, and what they make of conduction, diffusion and the exchange current density.
public final class LayerStack {
  public let laws: [LayerLaw]
  /// Shares of the cells that fixed layers take, by laws; nil for riding ones.
  private let fixed: [ScalarField?]
  public let riding: [RidingLayer]
  /// κ in a cell over that of the electrolyte alone, and the same of D.
  let conduction: ScalarField
  let diffusion: ScalarField
  private let halfWidth: Double
  private let grid: Grid

  /// - Parameters:
  ///   - halfWidth: δ, m.
  ///   - scratch: numbers 0, 1 and 2.
  init(_ grid: Grid, _ laws: [LayerLaw], halfWidth: Double, scratch: Scratch) {
    self.grid = grid
    self.laws = laws
    self.halfWidth = halfWidth
    fixed = laws.map { law in
      guard case .fixed(let region) = law.kind else { return nil }
      let share = ScalarField(grid)
      region.assign(into: share)
      return share
    }
    riding = laws.filter(\.isRiding).reduce(into: []) { below, law in
      below.append(RidingLayer(grid, law, on: below.last, halfWidth: halfWidth, scratch: scratch))
    }
    conduction = ScalarField(grid, 1)
    // One field where salt is slowed down as the current is.
    diffusion = laws.allSatisfy { $0.diffusivityRatio == $0.conductivityRatio } ? conduction : ScalarField(grid, 1)
  }

  /// Whether lithium exchanges at another rate with one of the layers.
  var hasExchange: Bool { Self.hasExchange(laws) }

  static func hasExchange(_ laws: [LayerLaw]) -> Bool { laws.contains { $0.exchangeRatio != 1 } }

  func start(distance: (_ x: Double, _ y: Double, _ z: Double) -> Double) {
    for layer in riding { layer.start(distance: distance) }
    assignFactors()
  }

  /// Shares of the cells that are whole, by laws.
  private var shares: [ScalarField] {
    var moving = riding.makeIterator()
    return fixed.map { $0 ?? moving.next()!.intact }
  }

  /// What layers make of conduction and diffusion, from the shares that are kept: 1 over 1 + Σ s (κ/κ_L − 1), in series.
  func assignFactors() {
    for layer in riding { layer.assignIntact() }
    assign(\.conductivityRatio, into: conduction)
    if diffusion !== conduction { assign(\.diffusivityRatio, into: diffusion) }
  }

  private func assign(_ ratio: KeyPath<LayerLaw, Double>, into factor: ScalarField) {
    let n = grid.width, layers = zip(shares, laws).map { (share: $0, excess: 1 / $1[keyPath: ratio] - 1) }
    grid.forEachTile { rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: n + 2) { memory in
        for r in rows {
          unsafe memory.initialize(repeating: 0)
          var f = unsafe factor.row(r, n).mutableSpan, sum = unsafe memory.mutableSpan
          for i in 0..<n + 2 { f[i] = 0 }
          for layer in layers {
            let s = unsafe layer.share.row(r, n).span
            for i in 0..<n + 2 {
              f[i] += layer.excess * s[i]
              sum[i] += s[i]
            }
          }
          // Fixed ones may touch within a cell.
          for i in 0..<n + 2 { f[i] = 1 / (1 + f[i] / max(1, sum[i])) }
        }
      }
    }
  }

  /// Multiplies the exchange current density in cells of the front by what the layers at the front's nearest place make of it.
  func scaleExchange(_ xi: ScalarField, _ exchange: ScalarField) {
    guard hasExchange else { return }
    let n = grid.width
    let layers = zip(shares, laws).filter { $1.exchangeRatio != 1 }.map { (share: FieldSample($0), change: $1.exchangeRatio - 1) }
    grid.forEachTile { [grid, halfWidth] rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        guard OrderParameter.hasFront(x) else { continue }
        let front = FrontRow(xi, r, halfWidth: halfWidth)
        var e = unsafe exchange.row(r, n).mutableSpan
        let home = SIMD3(0, Double(grid.depthIndex(of: r)), Double(grid.layer(of: r)))
        for i in 1..<n + 1 where FrontRow.isFront(x[i]) {
          let place = front.place(i) ?? home + SIMD3(Double(i - 1), 0, 0)
          var factor = 1.0
          for layer in layers { factor += layer.change * Self.contact(layer.share.linear(place)) }
          e[i] *= max(0, factor)
        }
        exchange.seal(r)
      }
    }
  }

  /// Part of the front that a layer touches where it has a share of the cells: an edge that reaches there, or ends not quite, is neither contact nor a gap.
  private static func contact(_ share: Double) -> Double { max(0, min(1, (share - 0.1) / 0.8)) }

  /// The share of all of them that is whole.
  func assignShare(into field: ScalarField) {
    let n = grid.width, shares = self.shares
    grid.forEachTile { rows in
      for r in rows {
        var sum = unsafe field.row(r, n).mutableSpan
        for i in 0..<n + 2 { sum[i] = 0 }
        for share in shares {
          let s = unsafe share.row(r, n).span
          for i in 0..<n + 2 { sum[i] += s[i] }
        }
        for i in 0..<n + 2 { sum[i] = max(0, min(1, sum[i])) }
      }
    }
  }

  /// Carries riding layers through a step of the flow.
  func advance(along flow: DisplacementFlow, from before: ScalarField, to after: ScalarField, speed: Double) {
    for layer in riding { layer.advance(along: flow, from: before, to: after, speed: speed) }
    for layer in riding { layer.rupture(after, flow) }
    if !riding.isEmpty { assignFactors() }
  }

  /// Kept fields of riding layers.
  var keptFields: [KeptField] {
    riding.enumerated().flatMap {
      [
        KeptField(name: "coating\($0 + 1)Reach", unit: "1", field: $1.reach),
        KeptField(name: "coating\($0 + 1)Broken", unit: "1", field: $1.broken),
      ]
    }
  }
}
