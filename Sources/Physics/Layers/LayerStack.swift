public import Fields

/// All layers with a thickness of a cell, and what they make of conduction, diffusion and the exchange current density.
public final class LayerStack {
  public let laws: [LayerLaw]
  /// Shares of the cells that fixed layers and surfaces take, by laws; nil for riding ones.
  let fixed: [ScalarField?]
  public let riding: [RidingLayer]
  /// κ in a cell over that of the electrolyte alone, and the same of D.
  let conduction: ScalarField
  let diffusion: ScalarField
  /// Nil where all have the electrolyte's t₊.
  let transference: LayerTransference?
  let halfWidth: Double
  let grid: Grid
  /// Nil where lithium has to nucleate nowhere.
  let nucleation: SiteNucleation?

  /// - Parameters:
  ///   - halfWidth: δ, m.
  ///   - scratch: numbers 0, 1 and 2.
  public init(_ grid: Grid, _ laws: [LayerLaw], halfWidth: Double, scratch: Scratch) {
    self.grid = grid
    self.laws = laws
    self.halfWidth = halfWidth
    fixed = laws.map { law in
      law.startRegion.map { region in
        let share = ScalarField(grid)
        region.assign(into: share)
        return share
      }
    }
    nucleation = SiteNucleation(grid, laws)
    riding = laws.filter(\.isRiding).reduce(into: []) { below, law in
      below.append(RidingLayer(grid, law, on: below.last, halfWidth: halfWidth, scratch: scratch))
    }
    conduction = ScalarField(grid, 1)
    // One field where salt is slowed down as the current is.
    diffusion = laws.allSatisfy { $0.diffusivityRatio == $0.conductivityRatio } ? conduction : ScalarField(grid, 1)
    transference = Self.hasTransference(laws) ? LayerTransference(grid, diffusion: diffusion) : nil
  }

  /// Whether lithium exchanges at another rate with one of the layers.
  var hasExchange: Bool { Self.hasExchange(laws) }

  /// Whether there is more than surfaces.
  var hasVolumes: Bool { laws.contains { !$0.isSurface } }

  static func hasExchange(_ laws: [LayerLaw]) -> Bool { laws.contains { $0.exchangeRatio != 1 } }

  static func hasTransference(_ laws: [LayerLaw]) -> Bool { laws.contains { $0.transference != nil } }

  /// Whether the interfacial energy of lithium is another against one of the layers.
  var hasEnergy: Bool { laws.contains { $0.energyRatio != 1 } }

  public func start(distance: (_ x: Double, _ y: Double, _ z: Double) -> Double) {
    for layer in riding { layer.start(distance: distance) }
    if let nucleation {
      closeSites()
      nucleation.start()
    }
    assignFactors()
  }

  /// Shares of the cells that are whole, by laws.
  private var shares: [ScalarField] {
    var moving = riding.makeIterator()
    return fixed.map { $0 ?? moving.next()!.intact }
  }

  /// Those that take a share of the cells, with it.
  private var volumes: [(share: ScalarField, law: LayerLaw)] {
    zip(shares, laws).filter { !$1.isSurface }.map { (share: $0, law: $1) }
  }

  /// What layers make of conduction and diffusion, from the shares that are kept: 1 over 1 + Σ s (κ/κ_L − 1), in series.
  func assignFactors() {
    for layer in riding { layer.assignIntact() }
    assign(\.conductivityRatio, into: conduction)
    if diffusion !== conduction { assign(\.diffusivityRatio, into: diffusion) }
    assignTransference()
  }

  private func assignTransference() {
    guard let transference else { return }
    let n = grid.width
    let layers = volumes.map { (share: $0.share, resistance: 1 / $0.law.diffusivityRatio, own: $0.law.transference) }
    grid.forEachTile { [diffusion] rows in
      unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: n + 2) { memory in
        for r in rows {
          unsafe memory.initialize(repeating: 0)
          var h = unsafe transference.host.row(r, n).mutableSpan, a = unsafe transference.added.row(r, n).mutableSpan
          var sum = unsafe memory.mutableSpan
          let f = unsafe diffusion.row(r, n).span
          for layer in layers {
            let s = unsafe layer.share.row(r, n).span
            for i in 0..<n + 2 { sum[i] += s[i] }
          }
          for i in 0..<n + 2 {
            a[i] = 0
            h[i] = f[i] * max(0, 1 - sum[i])
          }
          for layer in layers {
            let s = unsafe layer.share.row(r, n).span
            for i in 0..<n + 2 {
              let weight = f[i] * layer.resistance * s[i] / max(1, sum[i])
              if let own = layer.own { a[i] += weight * own } else { h[i] += weight }
            }
          }
        }
      }
    }
  }

  private func assign(_ ratio: KeyPath<LayerLaw, Double>, into factor: ScalarField) {
    let n = grid.width, layers = volumes.map { (share: $0.share, excess: 1 / $0.law[keyPath: ratio] - 1) }
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

  /// Multiplies a property of the front, in its cells, by what the layers at the front's nearest place make of it.
  ///
  /// - Parameter ratio: of the property against a layer over that against the electrolyte.
  func scale(_ property: ScalarField, by ratio: KeyPath<LayerLaw, Double>, at xi: ScalarField) {
    let n = grid.width
    let layers = zip(shares, laws).filter { $1[keyPath: ratio] != 1 }
      .map { (share: FieldSample($0), change: $1[keyPath: ratio] - 1, isSurface: $1.isSurface) }
    grid.forEachTile { [grid, halfWidth] rows in
      for r in rows {
        let x = unsafe xi.row(r, n).span
        guard OrderParameter.hasFront(x) else { continue }
        let front = FrontRow(xi, r, halfWidth: halfWidth)
        var e = unsafe property.row(r, n).mutableSpan
        let home = SIMD3(0, Double(grid.depthIndex(of: r)), Double(grid.layer(of: r)))
        for i in 1..<n + 1 where FrontRow.isFront(x[i]) {
          let place = front.place(i) ?? home + SIMD3(Double(i - 1), 0, 0)
          // Volumes beside each other share the front, a surface lies below them.
          var factor = 1.0, below = 1.0
          for layer in layers {
            let change = layer.change * Self.contact(layer.share.linear(place))
            if layer.isSurface { below *= 1 + change } else { factor += change }
          }
          e[i] *= max(0, factor) * below
        }
        property.seal(r)
      }
    }
  }

  /// Part of the front that a layer touches where it has a share of the cells: an edge that reaches there, or ends not quite, is neither contact nor a gap.
  private static func contact(_ share: Double) -> Double { max(0, min(1, (share - 0.1) / 0.8)) }

  /// The share of all of them that is whole.
  func assignShare(into field: ScalarField) {
    let n = grid.width, shares = volumes.map(\.share)
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
  ///
  /// - Parameter stress: largest principal one by cells, Pa; nil where nothing bears any.
  /// - Returns: whether one tore that stress can tear.
  func advance(along flow: DisplacementFlow, from before: ScalarField, to after: ScalarField, speed: Double, stress: ScalarField?) -> Bool {
    for layer in riding { layer.advance(along: flow, from: before, to: after, speed: speed) }
    var hasTorn = false
    for layer in riding where layer.rupture(after, flow, stress: stress) && layer.law.strength < .infinity { hasTorn = true }
    if !riding.isEmpty { assignFactors() }
    return hasTorn
  }

  /// Whether stress can tear one of them.
  static func hasStrength(_ laws: [LayerLaw]) -> Bool { laws.contains { $0.strength < .infinity } }

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
