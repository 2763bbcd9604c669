import Fields
import Physics
import Solvers
import Testing

@Suite struct LaminateTests {
  static let lithium = Stiffness(youngsModulus: 7.8e9, poissonsRatio: 0.38)
  static let garnet = Stiffness(youngsModulus: 150e9, poissonsRatio: 0.26)
  static let coating = Stiffness(youngsModulus: 48e9, poissonsRatio: 0.2)
  static let strain = 0.004, pressure = 3e6

  /// What stands in a layer of cells of the start's lithium, what is deposited on it, a coating where there is one, and the electrolyte.
  private static func material(_ k: Int, isCoated: Bool) -> Stiffness { k < 12 ? lithium : isCoated && k < 17 ? coating : garnet }

  /// Layers between plates under a stack pressure: the old lithium, what was deposited on it, and the electrolyte. All stresses follow from
  /// σ_zz = −P and the held sides.
  @Test(arguments: [1, 4], [Closure.periodic, .mirrored])
  func layersBetweenPlates(depth: Int, sides: Closure) {
    check(depth: depth, sides: sides, law: nil)
  }

  /// The same with a coating on the lithium, riding or fixed.
  @Test(arguments: [1, 4], [LayerLaw.Kind.riding(thickness: 1e-6), .fixed(LayerRegion(slab: 2.4e-6...3.4e-6))])
  func aCoatingBetweenThem(depth: Int, kind: LayerLaw.Kind) {
    var law = LayerLaw(kind)
    law.stiffness = Self.coating
    check(depth: depth, sides: .periodic, law: law)
  }

  /// - Parameter law: of a layer of five cells on the front.
  private func check(depth: Int, sides: Closure, law: LayerLaw?) {
    let h = 2e-7
    let grid = Grid(width: 6, depth: depth, growth: 24, widthSpacing: h, widthClosure: sides, depthClosure: depth > 1 ? sides : .periodic)
    var parameters = MechanicalEquilibrium.Parameters(metal: Self.lithium, electrolyte: Self.garnet, interfaceHalfWidth: 2 * h)
    parameters.depositionStrain = Self.strain
    parameters.tolerance = 1e-13
    parameters.hasLayers = law != nil
    let mechanics = MechanicalEquilibrium(grid, parameters)
    func front(_ layers: Double) -> ScalarField {
      let xi = ScalarField(grid)
      xi.fill { _, _, z in OrderParameter.profile(z - layers * h, halfWidth: 2 * h) }
      xi.sealAll()
      return xi
    }
    mechanics.start(front(5))
    if let law {
      let layers = LayerStack(grid, [law], halfWidth: 2 * h, scratch: Scratch(grid))
      layers.start { _, _, z in z - 12 * h }
      layers.assignCompliance(beside: Self.garnet, into: mechanics.surroundings!)
    }
    let report = mechanics.update(front(12), growthLoad: .stress(-Self.pressure))
    #expect(report.isConverged)
    let isDeep = depth > 1
    let (up, across, along) = (ScalarField(grid), ScalarField(grid), ScalarField(grid))
    mechanics.assignStress(.growth, into: up)
    mechanics.assignStress(.width, into: across)
    mechanics.assignStress(.depth, into: along)
    var height = 0.0
    for k in 0..<grid.growth {
      let material = Self.material(k, isCoated: law != nil)
      let e = k >= 5 && k < 12 ? Self.strain : 0, deep = isDeep ? e : 0
      let lame = material.bulkModulus - 2 * material.shearModulus / 3, twice = 2 * material.shearModulus
      // σ_zz = (λ + 2G)(ε − e) − λ (e + e_y) with the sides held.
      let rise = e + (-Self.pressure + lame * (e + deep)) / (lame + twice)
      let trace = rise - 2 * e - deep
      height += rise / Double(grid.growth)
      for i in 0..<grid.width {
        #expect(abs(up[i, depth - 1, k] + Self.pressure) < 1e-9 * 100e6)
        #expect(abs(across[i, 0, k] - (lame * trace - twice * e)) < 1e-9 * 100e6)
        #expect(abs(along[i, 0, k] - (lame * trace - twice * deep)) < 1e-9 * 100e6)
      }
    }
    #expect(abs(mechanics.meanStrain.z - height) < 1e-12)
  }
}
