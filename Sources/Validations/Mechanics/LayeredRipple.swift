import Fields
import Foundation
import Physics

/// What a layer of another stiffness between lithium and electrolyte does to a ripple of a front whose deposit is too large for its place:
/// `MisfitRipple` with a solid layer of thickness d before the front.
///
/// Thin against the wavelength it does nothing, thick it is the electrolyte: how thick it must be to count is a matter of kd.
enum LayeredRipple {
  /// The layer: shear modulus over lithium's, Poisson's ratio, thickness over the wavelength; with a flat outer face, or as thick everywhere.
  struct Layer: Sendable {
    var shearRatio: Double, poisson = 0.33, thickness: Double, isRiding = false
    var stiffness: Stiffness { MisfitRipple.electrolyte(shearRatio: shearRatio, poisson: poisson) }
  }

  /// Heights of the lithium of the start, the deposit, and electrolyte with layer, wavelengths.
  private static let heights: SIMD3<Double> = [1.25, 0.5, 2.25]

  /// A solution of Navier's equations in plane strain that falls off with the distance ζ from a plane, for k = 1: u_x = (a + b ζ) e^{−ζ} sin x,
  /// u_ζ = (c + b ζ) e^{−ζ} cos x, c = a + (3 − 4ν) b.
  private struct Mode {
    let material: Stiffness
    /// 1: away from the plane is up.
    let sign: Double

    /// u_x, u_z, σ_zz, τ_xz at ζ for (a, b) = (1, 0) or (0, 1).
    func values(_ a: Double, _ b: Double, at zeta: Double) -> [Double] {
      let shear = material.shearModulus, lame = material.bulkModulus - 2 * shear / 3
      let poisson = lame / (2 * (lame + shear)), c = a + (3 - 4 * poisson) * b, decay = exp(-zeta)
      let dilation = -2 * (1 - 2 * poisson) * b
      return [
        (a + b * zeta) * decay, sign * (c + b * zeta) * decay, (lame * dilation + 2 * shear * (b - c - b * zeta)) * decay,
        shear * sign * (b - a - c - 2 * b * zeta) * decay,
      ]
    }
  }

  /// As `MisfitRipple.exact`, with the layer: eight amplitudes, from four conditions at the front and four at the layer's outer face.
  static func exact(_ layer: Layer, shearRatio: Double, poisson: Double) -> Double {
    let materials = [MisfitRipple.metal, layer.stiffness, MisfitRipple.electrolyte(shearRatio: shearRatio, poisson: poisson)]
    let shears = materials.map(\.shearModulus), lames = materials.map { $0.bulkModulus - 2 * $0.shearModulus / 3 }
    let uniaxial = zip(lames, shears).map { $0 + 2 * $1 }
    // Flat layers, per misfit: all bear the same σ_zz, and the plates keep their distance.
    let free = 2 * (lames[0] + shears[0])
    let growthStress =
      -heights[1] * free / uniaxial[0]
      / ((heights[0] + heights[1]) / uniaxial[0] + layer.thickness / uniaxial[1] + (heights[2] - layer.thickness) / uniaxial[2])
    let below = (growthStress + free) / uniaxial[0], above = growthStress / uniaxial[1]
    let stressJump = lames[1] * above - (lames[0] * (below - 2) - 2 * shears[0]), strainJump = above - below
    let kd = 2 * Double.pi * layer.thickness, unit = shears[0]
    let modes: [(mode: Mode, front: Double, face: Double, frontSide: Double, faceSide: Double)] = [
      (Mode(material: materials[0], sign: -1), 0, 0, -1, 0), (Mode(material: materials[1], sign: 1), 0, kd, 1, -1),
      (Mode(material: materials[1], sign: -1), kd, 0, 1, -1), (Mode(material: materials[2], sign: 1), 0, 0, 0, 1),
    ]
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: 8), count: 8)
    for (m, (mode, front, face, frontSide, faceSide)) in modes.enumerated() {
      for part in 0..<2 {
        let atFront = mode.values(part == 0 ? 1 : 0, Double(part), at: front)
        let atFace = mode.values(part == 0 ? 1 : 0, Double(part), at: face)
        for row in 0..<4 {
          let scale = row < 2 ? 1 : 1 / unit
          matrix[row][2 * m + part] = frontSide * scale * atFront[row]
          matrix[4 + row][2 * m + part] = faceSide * scale * atFace[row]
        }
      }
    }
    // Continuous u_z + ε_zz a and τ_xz − σ_xx a′ for a = cos x, at the outer face where that follows the front.
    let beyond = growthStress / uniaxial[2], follows = layer.isRiding ? 1.0 : 0
    let amplitudes = eliminate(
      matrix,
      [
        0, -strainJump, 0, -stressJump / unit, 0, -follows * (beyond - above), 0, -follows * (lames[2] * beyond - lames[1] * above) / unit,
      ])
    return -4 / 3.0 * shears[0] * (1 + MisfitRipple.lithiumRatio) * amplitudes[1] / MisfitRipple.young
  }

  /// Gaussian elimination with partial pivoting.
  private static func eliminate(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let n = right.count
    for c in 0..<n {
      rows.swapAt(c, (c..<n).max { abs(rows[$0][c]) < abs(rows[$1][c]) }!)
      for r in 0..<n where r != c {
        let factor = rows[r][c] / rows[c][c]
        for q in c...n { rows[r][q] -= factor * rows[c][q] }
      }
    }
    return (0..<n).map { rows[$0][n] / rows[$0][$0] }
  }

  /// As `MisfitRipple.response`, with the layer on the front.
  static func response(_ layer: Layer, shearRatio: Double, poisson: Double, cells: Int = 64) -> Double {
    MisfitRipple.response(shearRatio: shearRatio, poisson: poisson, cells: cells) { mechanics, wavelength in
      let front = (heights[0] + heights[1]) * wavelength
      let thickness = layer.thickness * wavelength, k = 2 * Double.pi / wavelength
      // Lithium takes its place from a fixed one.
      var law = LayerLaw(layer.isRiding ? .riding(thickness: thickness) : .fixed(LayerRegion(slab: 0...front + thickness)))
      law.stiffness = layer.stiffness
      let grid = mechanics.metalFraction.grid
      let stack = LayerStack(grid, [law], halfWidth: mechanics.parameters.interfaceHalfWidth, scratch: Scratch(grid))
      stack.start { x, _, z in z - front - MisfitRipple.slope * wavelength * cos(k * x) }
      stack.assignCompliance(beside: mechanics.parameters.electrolyte, into: mechanics.surroundings!)
    }
  }

  /// Shear modulus of the layer over lithium's, and its thickness over the wavelength.
  static let cases: [(shearRatio: Double, thickness: Double)] = [(10, 0.0625), (10, 0.25), (3, 0.125), (0.1, 0.125)]
  /// The electrolyte's, softer and stiffer than lithium.
  static let electrolytes = [0.3, 3.0]

  static let problem = Problem(
    name: "layered-ripple", title: "A stiff or soft layer before a rippled front",
    statement: """
      As before, with a layer of another shear modulus between the front and the electrolyte: from a sixteenth to a quarter of a wavelength thick, ten times to a tenth as stiff as lithium,
      before an electrolyte of 0.3 and 3 times its shear modulus (ν 0.33): a fixed one with a flat outer face, and one that rides and is as thick everywhere. The closed form joins two half
      spaces by a layer: eight amplitudes.
      """,
    source: "first order in the ripple; Navier's equations in plane strain (`LayeredRipple`)."
  ) { _ in
    var solution = Solution()
    for electrolyte in electrolytes {
      for (index, (ratio, thickness)) in (cases + cases).enumerated() {
        let layer = Layer(shearRatio: ratio, thickness: thickness, isRiding: index >= cases.count)
        let expected = exact(layer, shearRatio: electrolyte, poisson: 0.33)
        // Where the two nearly cancel, the response of the electrolyte alone is the measure.
        let size = max(abs(expected), abs(MisfitRipple.exact(shearRatio: electrolyte, poisson: 0.33)))
        solution.findings.append(
          Finding(
            "\(layer.isRiding ? "riding" : "fixed"), G ratio \(String(format: "%g", ratio)) over \(String(format: "%g", thickness)) λ, electrolyte \(electrolyte)",
            target: expected,
            measured: response(layer, shearRatio: electrolyte, poisson: 0.33), .absolute(0.06 * size)))
      }
    }
    let thicknesses = stride(from: 0.0, through: 0.5001, by: 0.0125)
    solution.courses = electrolytes.map { electrolyte in
      Course(
        ("dE_stress/dz, electrolyte of \(electrolyte) G", "V_m k E e/F"), over: ("thickness of the layer", "wavelength"),
        [0.1, 0.3, 1, 3, 10].map { ratio in
          (
            "layer of \(String(format: "%g", ratio)) G",
            thicknesses.map {
              SIMD2($0, exact(Layer(shearRatio: ratio, thickness: $0, isRiding: true), shearRatio: electrolyte, poisson: 0.33))
            }
          )
        })
    }
    return solution
  }
}
