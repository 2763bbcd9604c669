import Fields
import Foundation
import Physics

/// A wavy front under kinetic control: it moves at the same normal speed everywhere, along the parallel curves of where it began.
enum ParallelFront {
  static let width = 50e-6
  /// Waves along the width, amplitude (m) and phase of each ripple.
  static let ripples = [(1, 0.6e-6, 0.0), (3, 0.4e-6, 1.0), (5, 0.3e-6, 2.0)]

  static func phase(_ m: Int, _ x: Double) -> Double { 2 * .pi * Double(m) * x / width }

  static func height(_ x: Double) -> (value: Double, slope: Double) {
    var value = 8e-6, slope = 0.0
    for (m, amplitude, shift) in ripples {
      value += amplitude * cos(phase(m, x) + shift)
      slope -= amplitude * 2 * .pi * Double(m) / width * sin(phase(m, x) + shift)
    }
    return (value, slope)
  }

  /// Amplitudes of the ripples of the parallel curve at a distance, and its mean height, m: points of the front follow their normals.
  static func parallel(_ distance: Double) -> (amplitudes: [Double], mean: Double) {
    let count = 20_000
    var amplitudes = [Double](repeating: 0, count: ripples.count), mean = 0.0
    let points = (0...count).map { j -> (x: Double, z: Double) in
      let x = width * Double(j) / Double(count), (value, slope) = height(x)
      let norm = (1 + slope * slope).squareRoot()
      return (x - distance * slope / norm, value + distance / norm)
    }
    for (a, b) in zip(points, points.dropFirst()) {
      mean += (b.x - a.x) * 0.5 * (a.z + b.z) / width
      for (index, (m, _, shift)) in ripples.enumerated() {
        let x = 0.5 * (a.x + b.x)
        amplitudes[index] += 2 / width * (b.x - a.x) * 0.5 * (a.z + b.z) * cos(phase(m, x) + shift)
      }
    }
    return (amplitudes, mean)
  }

  /// Amplitudes of the metal's thickness over the width, m.
  static func amplitudes(_ model: any CellModel) -> [Double] {
    let grid = model.grid, h = grid.growthSpacing
    return ripples.map { m, _, shift in
      var sum = 0.0
      for k in 0..<grid.growth {
        for i in 0..<grid.width {
          sum += model.orderParameter[i, 0, k] * cos(phase(m, grid.center(i, .width)) + shift)
        }
      }
      return 2 * sum * h / Double(grid.width)
    }
  }

  static let way = 4.2e-6

  /// What the ripples' amplitudes gain over 4.2 µm, in excess of the parallel curve's gain and relative to each; the same of the mean
  /// height, relative to its gain.
  static func errors(
    halfWidth: Double, travel part: Double = 0.2, sharpening rate: Double = 4, cellsPerHalfWidth: Double = 2
  ) throws -> (ripples: [Double], mean: Double) {
    let h = halfWidth / cellsPerHalfWidth
    let grid = Grid(width: Int((width / h).rounded()), growth: Int((20e-6 / h).rounded(.up)), widthSpacing: h)
    var parameters = ButlerVolmerModel.Parameters(
      electrolyte: supportingElectrolyte(1e4), exchangeCurrentDensity: 100, interfaceHalfWidth: halfWidth)
    parameters.hasSaltTransport = false
    parameters.interfacialEnergy = 0
    parameters.sharpeningRate = rate
    let model = ButlerVolmerModel(grid, parameters)
    // The nearest point of the front by Newton's method from below.
    model.start { x, _, z in
      var foot = x
      for _ in 0..<8 {
        let (value, slope) = height(foot)
        let bend = (height(foot + 1e-9).slope - slope) / 1e-9
        let residual = foot - x + (value - z) * slope
        foot -= residual / max(0.2, 1 + slope * slope + (value - z) * bend)
      }
      let value = height(foot).value
      let distance = hypot(x - foot, z - value)
      return z >= value ? distance : -distance
    }
    let start = amplitudes(model), thickness = model.state.metalThickness
    let control = ChargingControl.potentiostatic(voltage: 0.1)
    let speed = try model.balance(control).frontSpeed
    let way = 4.2e-6, steps = Int((way / (part * h)).rounded(.up))
    for _ in 0..<steps { _ = try model.advance(way / speed / Double(steps), control) }
    let exact = parallel(way), still = parallel(0)
    let end = amplitudes(model)
    let errors = ripples.indices.map { (end[$0] - start[$0] - exact.amplitudes[$0] + still.amplitudes[$0]) / ripples[$0].1 }
    return (errors, (model.state.metalThickness - thickness) / (exact.mean - still.mean) - 1)
  }
}

extension ParallelFront {
  static let problem = Problem(
    name: "parallel-front", title: "Way of a wavy front",
    statement: """
      Where charge transfer alone takes the voltage the current density is the same everywhere, and the front moves along the parallel curves of where it
      began. A front of three ripples (50, 16.7 and 10 µm long, 0.6, 0.4 and 0.3 µm high) travels 4.2 µm; what its ripples lose in excess of the parallel
      curve's is given relative to their amplitude, for the shortest ripple where a half-width is named by its kδ.
      """,
    source: "Huygens' construction, evaluated with 20 000 points that follow their normals."
  ) { tell in
    var solution = Solution()
    func worst(_ result: (ripples: [Double], mean: Double)) -> Double { result.ripples.max { abs($0) < abs($1) } ?? .nan }
    tell("half-widths")
    let widths = [3.125e-6, 1.5625e-6, 0.78125e-6, 0.390625e-6]
    let results = try widths.map { try errors(halfWidth: $0) }
    solution.findings += [
      Finding("largest error of an amplitude at kδ = 0.49", target: 2e-3, measured: worst(results[2]), .below),
      Finding("largest error of an amplitude at kδ = 0.98", target: 2e-2, measured: worst(results[1]), .below),
      Finding("error of the mean travel at kδ = 0.49", target: 1e-3, measured: results[2].mean, .below),
    ]
    for (index, item) in ripples.enumerated() {
      let name = "ripple of \(String(format: "%.1f", width * 1e6 / Double(item.0))) µm"
      let k = 2 * Double.pi * 5 / width
      solution.convergence.append(Convergence(name, against: "kδ", zip(widths, results).map { SIMD2(k * $0, $1.ripples[index]) }))
    }
    tell("time steps")
    let parts = [0.4, 0.2, 0.1]
    let steps = try parts.map { try errors(halfWidth: 0.78125e-6, travel: $0) }
    solution.findings.append(
      Finding(
        "change of an amplitude from steps of 0.4 to steps of 0.1 cells", target: 2e-4,
        measured: zip(steps[0].ripples, steps[2].ripples).map { abs($0 - $1) }.max() ?? .nan, .below))
    solution.convergence.append(
      Convergence("largest error of an amplitude", against: "travel per step, cells", zip(parts, steps).map { SIMD2($0, worst($1)) }))
    tell("cells and sharpening")
    let cells = [2.0, 3, 4]
    solution.convergence.append(
      Convergence(
        "largest error of an amplitude, kδ = 0.49", against: "h/δ",
        try cells.map { SIMD2(1 / $0, worst(try errors(halfWidth: 0.78125e-6, cellsPerHalfWidth: $0))) }))
    let sharper = try errors(halfWidth: 0.78125e-6, sharpening: 8)
    solution.findings.append(
      Finding(
        "change of an amplitude from sharpening rate 4 to 8", target: 5e-4,
        measured: zip(results[2].ripples, sharper.ripples).map { abs($0 - $1) }.max() ?? .nan, .below))
    return solution
  }
}
