import Foundation
import Physics

/// A flat front that moves at v = V_m i/F through a binary electrolyte with properties that depend on its concentration: the sharp
/// interface, solved by finite volumes that shrink with the gap. Written for comparison, it shares nothing with the model but the
/// property laws.
///
/// In the frame of the laboratory ∂c/∂t = ∂/∂z [D ∂c/∂z + (i/F) t₊]; no salt enters the metal, and the swept salt stays: with faces
/// that move at u, c grows by the difference of D ∂c/∂z + (i/F) t₊ + u c, which at the front, of speed v, is i/F: the lithium that the
/// current takes. Top: c₀.
struct SharpFront {
  let electrolyte: Electrolyte
  let current: Double
  let molarVolume: Double
  /// Gap at the beginning, m.
  let gap: Double
  /// Whether the electrolyte moves on with the front: the swept salt then goes with it.
  var isDisplaced = false
  private(set) var concentration: [Double]
  private(set) var time = 0.0
  /// Positions of faces from the front (0) to the top (1), dense at the front.
  private let faces: [Double]
  private let faraday = 96485.33212331

  init(electrolyte: Electrolyte, current: Double, molarVolume: Double, gap: Double, cells: Int = 250) {
    self.electrolyte = electrolyte
    self.current = current
    self.molarVolume = molarVolume
    self.gap = gap
    let stretch = 3.0
    faces = (0...cells).map { (exp(stretch * Double($0) / Double(cells)) - 1) / (exp(stretch) - 1) }
    concentration = [Double](repeating: electrolyte.concentration, count: cells)
  }

  var speed: Double { molarVolume * current / faraday }
  /// Of a face against the electrolyte, m/s.
  private func faceSpeed(_ j: Int) -> Double { isDisplaced ? -speed * faces[j] : speed * (1 - faces[j]) }
  /// Gap now, m.
  var width: Double { gap - speed * time }
  /// Distances of cell centres from the front, m.
  var centers: [Double] { zip(faces, faces.dropFirst()).map { 0.5 * ($0 + $1) * width } }

  /// One step of the backward Euler method, with the properties and the front's condition iterated.
  mutating func step(_ dt: Double) {
    let n = concentration.count
    let before = width
    time += dt
    let after = width
    let old = concentration
    let y = centers
    for _ in 0..<3 {
      let d = concentration.map(electrolyte.diffusivity.value), t = concentration.map(electrolyte.transference.value)
      var lower = [Double](repeating: 0, count: n), main = lower, upper = lower, right = lower
      for j in 0..<n {
        let size = faces[j + 1] - faces[j]
        main[j] = size * after / dt
        right[j] = size * before / dt * old[j]
        // Lower face: taken off.
        if j == 0 {
          right[j] -= current / faraday
        } else {
          let k = 0.5 * (d[j] + d[j - 1]) / (y[j] - y[j - 1]), u = 0.5 * faceSpeed(j)
          main[j] += k + u
          lower[j] = u - k
          right[j] -= current / faraday * 0.5 * (t[j] + t[j - 1])
        }
        if j == n - 1 {
          let top = electrolyte.concentration
          let k = electrolyte.diffusivity.value(0.5 * (top + concentration[j])) / (after - y[j])
          main[j] += k
          right[j] += k * top + current / faraday * electrolyte.transference.value(top)
        } else {
          let k = 0.5 * (d[j] + d[j + 1]) / (y[j + 1] - y[j]), u = 0.5 * faceSpeed(j + 1)
          main[j] += k - u
          upper[j] = -k - u
          right[j] += current / faraday * 0.5 * (t[j] + t[j + 1])
        }
      }
      for j in 1..<n {
        let f = lower[j] / main[j - 1]
        main[j] -= f * upper[j - 1]
        right[j] -= f * right[j - 1]
      }
      concentration[n - 1] = right[n - 1] / main[n - 1]
      for j in stride(from: n - 2, through: 0, by: -1) { concentration[j] = (right[j] - upper[j] * concentration[j + 1]) / main[j] }
    }
  }

  /// c at the front, from the two cells next to it.
  var surface: Double {
    let y = centers
    return concentration[0] - (concentration[1] - concentration[0]) / (y[1] - y[0]) * y[0]
  }

  /// c at a distance from the front, linear between centres.
  func concentration(at distance: Double) -> Double {
    let y = [0] + centers + [width], c = [surface] + concentration + [electrolyte.concentration]
    let k = y.dropFirst().firstIndex { $0 >= distance } ?? y.count - 1
    let s = (distance - y[k - 1]) / (y[k] - y[k - 1])
    return (1 - s) * c[k - 1] + s * c[k]
  }

  /// The parts of V = −η + ∫ i/κ dz + ∫ 2(RT/F)(1 − t₊)·TDF dln c, with Butler–Volmer kinetics of α = ½.
  func voltage(exchange: Double) -> (kinetic: Double, ohmic: Double, concentration: Double) {
    let thermal = 8.31446261815324 * electrolyte.temperature / faraday
    let y = [0] + centers + [width], c = [surface] + concentration + [electrolyte.concentration]
    var ohmic = 0.0, diffusion = 0.0
    for j in 1..<c.count {
      let a = c[j - 1], b = c[j], middle = 0.5 * (a + b)
      ohmic += current * (y[j] - y[j - 1]) / (electrolyte.conductivity.molarConductivity(middle) * middle)
      diffusion += 2 * thermal * (1 - electrolyte.transference.value(middle)) * electrolyte.thermodynamics.value(middle) * log(b / a)
    }
    let root = (surface / electrolyte.concentration).squareRoot()
    return (2 * thermal * asinh(current / (2 * exchange * root)), ohmic, diffusion)
  }
}
