import Fields

/// Signed distance (m, positive outside) to a dendrite-like metal: a base layer, three trunks and six branches on each.
///
/// Made of capsules; sizes are fractions of the grid's width, which is periodic.
public struct DendriteShape {
  private var capsules: [(ax: Double, az: Double, bx: Double, bz: Double, r: Double)] = []
  private let unit: Double

  public init(width: Double) {
    unit = width
    for trunk in 0..<3 {
      let phase = Double(trunk)
      let x = (phase + 0.5 + 0.1 * (phase - 1)) / 3
      let tilt = 0.12 * (1 - phase)
      let height = 0.52 + 0.13 * (phase * 1.7).truncatingRemainder(dividingBy: 1)
      let radius = 0.02 + 0.004 * phase
      capsules.append((x, 0, x + tilt * height, 0.1 + height, radius))
      for branch in 0..<6 {
        let f = (Double(branch) + 0.6) / 6
        let side: Double = branch % 2 == 0 ? -1 : 1
        let length = 0.16 * (1 - f) * (0.7 + 0.1 * phase)
        let z = 0.1 + 0.9 * f * height
        let from = x + tilt * f * height
        capsules.append((from, z, from + side * 0.8 * length, z + 0.6 * length, 0.6 * radius))
      }
    }
  }

  public func distance(_ x: Double, _ z: Double) -> Double {
    let px = x / unit, pz = z / unit
    var nearest = pz - 0.1
    for c in capsules {
      for shift in [-1.0, 0, 1] {
        let dx = c.bx - c.ax, dz = c.bz - c.az
        let qx = px - c.ax - shift, qz = pz - c.az
        let t = min(max((qx * dx + qz * dz) / (dx * dx + dz * dz), 0), 1)
        let ex = qx - t * dx, ez = qz - t * dz
        nearest = min(nearest, (ex * ex + ez * ez).squareRoot() - c.r)
      }
    }
    return nearest * unit
  }
}
