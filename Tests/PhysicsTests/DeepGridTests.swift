import Fields
import Foundation
import Physics
import Testing

/// The laws of the interface where it is curved in two directions, and where a deep grid holds what one cell of depth would.
@Suite struct DeepGridTests {
  private static func norm(_ x: Double, _ y: Double, _ z: Double) -> Double { (x * x + y * y + z * z).squareRoot() }

  private static func box(_ n: Int, h: Double = 1, closure: Closure = .mirrored) -> Grid {
    Grid(
      width: n, depth: n, growth: n, widthSpacing: h, depthSpacing: h, growthSpacing: h, widthClosure: closure, depthClosure: closure,
      growthClosure: closure)
  }

  /// An eighth of a ball of radius `radius` around the corner of a mirrored box, δ = 1.
  private static func ball(_ radius: Double, ratio: Double) -> ScalarField {
    let h = 1 / ratio
    let xi = ScalarField(box(Int(((radius + 8) * ratio).rounded(.up)), h: h))
    xi.fill { x, y, z in OrderParameter.profile(norm(x, y, z) - radius, halfWidth: 1) }
    return xi
  }

  /// ∫ w = 4πR² of a ball, with the mean of 1/r² over the front, π²/12 − ½ δ², on top.
  @Test(arguments: [(6.0, 2.0), (12, 2), (6, 3)]) func densityOfABallIsItsArea(_ radius: Double, _ ratio: Double) {
    let xi = Self.ball(radius, ratio: ratio), w = ScalarField(xi.grid)
    InterfaceDensity(halfWidth: 1).assign(xi, into: w)
    let exact = 0.5 * Double.pi * (radius * radius + .pi * .pi / 12 - 0.5)
    #expect(abs(w.sum() / (ratio * ratio * ratio) / exact - 1) <= 3e-3)
  }

  /// ∫ w across a flat front along each axis.
  @Test(arguments: [0, 1, 2]) func densityAcrossAFlatFrontIsOne(_ axis: Int) {
    let h = 0.5, grid = Self.box(48, h: h)
    let xi = ScalarField(grid), w = ScalarField(grid)
    xi.fill { x, y, z in OrderParameter.profile([x, y, z][axis] - 11.7, halfWidth: 1) }
    InterfaceDensity(halfWidth: 1).assign(xi, into: w)
    #expect(abs(w.sum() * h / Double(48 * 48) - 1) <= 1e-11)
  }

  /// 2/R in the place where ξ = ½, converging with the square of h.
  @Test func curvatureOfABallIsTwiceThatOfACircle() {
    let errors = [2.0, 4].map { ratio in
      let xi = Self.ball(8, ratio: ratio), k = ScalarField(xi.grid), w = ScalarField(xi.grid)
      Curvature(xi.grid, halfWidth: 1).assign(xi, into: k)
      InterfaceDensity(halfWidth: 1).assign(xi, into: w)
      var worst = 0.0
      let grid = xi.grid
      for r in 0..<grid.growth {
        for j in 0..<grid.depth {
          for i in 0..<grid.width where xi[i, j, r] > 0.2 && xi[i, j, r] < 0.8 {
            let x = grid.center(i, .width), y = grid.center(j, .depth), z = grid.center(r, .growth)
            worst = max(worst, abs(k[i, j, r] * Self.norm(x, y, z) / 2 - 1))
          }
        }
      }
      return worst
    }
    #expect(errors[0] <= 0.02, "\(errors)")
    #expect(log2(errors[0] / errors[1]) >= 1.8, "\(errors)")
  }

  /// What depends on the distance alone goes on the average; a wave along the front stays; Σ s v stays what it is. A front between mirrors
  /// is that of the whole ball.
  @Test func averageIsAlongTheNormalAlone() {
    let ratio = 3.0, h = 1 / ratio, n = 44, radius = 4.0
    func relaxed(_ closure: Closure) -> (field: ScalarField, spread: Double, change: Double) {
      let m = closure == .mirrored ? n / 2 : n
      let grid = Grid(
        width: m, depth: m, growth: n, widthSpacing: h, depthSpacing: h, growthSpacing: h, widthClosure: closure, depthClosure: closure,
        growthClosure: .periodic)
      let middle = 0.5 * Double(n) * h, center = closure == .mirrored ? 0 : middle
      func harmonic(_ x: Double, _ y: Double, _ z: Double) -> Double {
        let r = Self.norm(x - center, y - center, z - middle)
        return 1 + 0.4 * (r * r - 3 * (z - middle) * (z - middle)) / (r * r)
      }
      let xi = ScalarField(grid), s = ScalarField(grid), v = ScalarField(grid)
      xi.fill { x, y, z in OrderParameter.profile(Self.norm(x - center, y - center, z - middle) - radius, halfWidth: 1) }
      OrderParameter.assignSlope(xi, halfWidth: 1, into: s)
      // A second harmonic of the directions times what varies across the front.
      v.fill { x, y, z in
        let d = Self.norm(x - center, y - center, z - middle) - radius
        return harmonic(x, y, z) * (1 + 0.5 * sin(1.5 * d))
      }
      let before = s.dot(v)
      let average = NormalAverage(grid, halfWidth: 1, slowestRate: 1, reduction: 0.003)
      average.prepare(xi, density: s)
      average.apply(v)
      var largest = 0.0, least = Double.infinity
      for k in 0..<n {
        for j in 0..<m {
          for i in 0..<m where s[i, j, k] > 0.25 {
            let value = v[i, j, k] / harmonic(grid.center(i, .width), grid.center(j, .depth), grid.center(k, .growth))
            largest = max(largest, value)
            least = min(least, value)
          }
        }
      }
      return (v, largest - least, abs(s.dot(v) / before - 1))
    }
    let whole = relaxed(.periodic), part = relaxed(.mirrored)
    #expect(whole.change <= 1e-13 && part.change <= 1e-13)
    // It was 0.8 there.
    #expect(whole.spread <= 0.1, "\(whole.spread)")
    var difference = 0.0
    for k in 0..<n {
      for j in 0..<n / 2 {
        for i in 0..<n / 2 { difference = max(difference, abs(part.field[i, j, k] - whole.field[n / 2 + i, n / 2 + j, k])) }
      }
    }
    #expect(difference <= 1e-12, "\(difference)")
  }

  /// Rows of fewer than eight cells, and of a few more, are those of twice as many with their image.
  @Test(arguments: 1...9) func averageInNarrowRowsIsThatWithTheirImage(_ width: Int) {
    let h = 0.5, m = 14, n = 22
    func relaxed(_ closure: Closure) -> ScalarField {
      let length = Double(width) * h
      let grid = Grid(
        width: closure == .periodic ? 2 * width : width, depth: m, growth: n, widthSpacing: h, depthSpacing: h, growthSpacing: h,
        widthClosure: closure, depthClosure: .mirrored, growthClosure: .periodic)
      func distance(_ x: Double, _ y: Double, _ z: Double) -> Double { Self.norm(min(x, 2 * length - x), y, z - 0.5 * Double(n) * h) - 3.5 }
      let xi = ScalarField(grid), s = ScalarField(grid), v = ScalarField(grid)
      xi.fill { x, y, z in OrderParameter.profile(distance(x, y, z), halfWidth: 1) }
      OrderParameter.assignSlope(xi, halfWidth: 1, into: s)
      v.fill { x, y, z in 1 + 0.3 * y + 0.5 * sin(2 * distance(x, y, z)) }
      let average = NormalAverage(grid, halfWidth: 1, slowestRate: 1)
      average.prepare(xi, density: s)
      average.apply(v)
      return v
    }
    let part = relaxed(.mirrored), whole = relaxed(.periodic)
    var difference = 0.0
    for k in 0..<n {
      for j in 0..<m {
        for i in 0..<width {
          difference = max(difference, abs(part[i, j, k] - whole[i, j, k]), abs(part[i, j, k] - whole[2 * width - 1 - i, j, k]))
        }
      }
    }
    #expect(difference <= 1e-13, "\(difference)")
  }

  @Test(arguments: [Closure.mirrored, .periodic]) func sharpeningKeepsABallAndItsVolume(_ closure: Closure) {
    let ratio = 2.0, h = 1 / ratio, n = 36
    let grid = Self.box(n, h: h, closure: closure)
    let center = closure == .mirrored ? 0 : 0.5 * Double(n) * h
    let xi = ScalarField(grid)
    xi.fill { x, y, z in
      let (a, b, c) = (x - center, y - center, z - center)
      return OrderParameter.profile(0.7 * (Self.norm(a, b, c) - 5), halfWidth: 1)
    }
    let volume = xi.sum()
    let sharpening = ConservativeSharpening(grid, halfWidth: 1)
    for _ in 0..<400 { sharpening.apply(xi, rate: 1, timeStep: 0.05) }
    #expect(abs(xi.sum() / volume - 1) <= 1e-13)
    #expect(xi.minimum() >= 0 && xi.maximum() <= 1)
    // The profile was a third too wide; it is that of δ now, along the axes as along the diagonal.
    func slope(_ along: Double) -> Double {
      let k = (0..<n - 1).first { k in
        along * grid.center(k, .growth) > along * center && value(k, along) >= 0.5 && value(k + 1, along) < 0.5
      }!
      let a = log(value(k, along) / (1 - value(k, along))), b = log(value(k + 1, along) / (1 - value(k + 1, along)))
      return (a - b) / (2 * h * along)
    }
    func value(_ k: Int, _ along: Double) -> Double {
      let middle = closure == .mirrored ? 0 : n / 2
      return along == 1 ? xi[middle, middle, k] : xi[k, k, k]
    }
    #expect(abs(slope(1) - 1) <= 0.02 && abs(slope(3.0.squareRoot()) - 1) <= 0.02, "\(slope(1)), \(slope(3.0.squareRoot()))")
  }

  /// A needle thinner than its interface dissolves by the same law as a ridge; a ball of twenty half-widths is left alone.
  @Test func remnantsAreWhatIsThinnerThanItsInterface() {
    let electrolyte = Electrolyte(
      concentration: 1000, saltDiffusivity: 1, conductivity: ConstantConductivity(1), cationTransferenceNumber: 0)
    func total(_ xi: ScalarField) -> Double {
      let w = ScalarField(xi.grid), none = ScalarField(xi.grid)
      RemnantDensity(halfWidth: 1).add(
        to: w, xi, none, ScalarField(xi.grid, 1000), metalPotential: 0.01, equilibriumPotential: none, electrolyte: electrolyte)
      return w.sum()
    }
    #expect(total(Self.ball(8, ratio: 2)) == 0)
    let needle = ScalarField(Self.box(24, h: 0.5))
    needle.fill { x, y, _ in
      let c = cosh(Self.norm(x, y, 0))
      return 0.1 / (c * c)
    }
    #expect(total(needle) > 1)
  }
}
