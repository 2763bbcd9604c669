import Fields
import Foundation
import Solvers
import Testing

private let closures: [Closure] = [.periodic, .mirrored]

/// Orthonormal harmonics of an axis with their angular wavenumbers: cosines and sines if it is periodic, else the cosines
/// that are even about both ends.
private func harmonics(_ grid: Grid, _ axis: Axis) -> [Harmonic] {
  let n = grid.cells(axis)
  switch grid.closure(axis) {
  case .mirrored:
    return (0..<n).map { m in
      let step = Double.pi * Double(m) / Double(n)
      return Harmonic(wavenumber: step / grid.spacing(axis), (0..<n).map { cos(step * (Double($0) + 0.5)) })
    }
  case .periodic:
    let cosines = (0...n / 2).map { m in
      let step = 2 * Double.pi * Double(m) / Double(n)
      return Harmonic(wavenumber: step / grid.spacing(axis), (0..<n).map { cos(step * Double($0)) })
    }
    let sines = (1..<max(1, (n + 1) / 2)).map { m in
      let step = 2 * Double.pi * Double(m) / Double(n)
      return Harmonic(wavenumber: step / grid.spacing(axis), (0..<n).map { sin(step * Double($0)) })
    }
    return cosines + sines
  }
}

private struct Harmonic {
  let wavenumber: Double
  let values: [Double]

  init(wavenumber: Double, _ values: [Double]) {
    let norm = values.map { $0 * $0 }.reduce(0, +).squareRoot()
    self.wavenumber = wavenumber
    self.values = values.map { $0 / norm }
  }
}

/// The filter by direct sums over all cells for each harmonic.
private func filtered(_ field: ScalarField, _ transfer: (Double, Double, Double) -> Double) -> [Double] {
  let grid = field.grid
  let cells = SpectralReference.cells(grid)
  var result = Array(repeating: 0.0, count: cells.count)
  for x in harmonics(grid, .width) {
    for y in harmonics(grid, .depth) {
      for z in harmonics(grid, .growth) {
        let wave = cells.map { x.values[$0.i] * y.values[$0.j] * z.values[$0.k] }
        let amplitude = zip(SpectralReference.values(field), wave).map { $0 * $1 }.reduce(0, +)
        let factor = transfer(x.wavenumber, y.wavenumber, z.wavenumber) * amplitude
        for c in cells.indices { result[c] += factor * wave[c] }
      }
    }
  }
  return result
}

@Suite struct SpectralFilterTests {
  @Test(arguments: closures, closures)
  func agreesWithDirectSums(_ width: Closure, _ depth: Closure) {
    for growth in closures {
      for (w, d, g) in [(7, 1, 5), (8, 1, 6), (1, 1, 9), (1, 4, 3), (6, 1, 1), (2, 3, 2), (5, 4, 3), (4, 5, 8), (6, 6, 7), (13, 1, 11)] {
        let grid = Grid(
          width: w, depth: d, growth: g, widthSpacing: 0.3, depthSpacing: 0.45, growthSpacing: 0.2, widthClosure: width,
          depthClosure: depth, growthClosure: growth)
        let transfer = { (x: Double, y: Double, z: Double) in 1 / (1 + 0.3 * x + 0.02 * y * y) - 0.01 * z * x }
        let field = SpectralReference.noise(grid)
        let before = SpectralReference.values(field)
        let result = ScalarField(grid)
        SpectralFilter(grid, transfer: transfer).apply(field, into: result)
        #expect(SpectralReference.relativeError(result, filtered(field, transfer)) < 1e-12, "\(grid)")
        #expect(SpectralReference.values(field) == before)
        #expect(SpectralReference.isSealed(result))
      }
    }
  }

  @Test(arguments: closures)
  func gaussianConservesTheSumAndSpreadsAPoint(_ closure: Closure) {
    let grid = Grid(
      width: 40, depth: 36, growth: 41, widthSpacing: 0.5, depthSpacing: 0.6, growthSpacing: 0.55, widthClosure: closure,
      depthClosure: closure, growthClosure: closure)
    let field = ScalarField(grid)
    field[20, 17, 20] = 1
    let smooth = ScalarField(grid)
    let deviation = 1.4
    SpectralFilter.gaussian(grid, standardDeviation: deviation).apply(field, into: smooth)
    #expect(abs(smooth.sum() - 1) < 1e-13)
    var variance = 0.0
    for (i, j, k) in SpectralReference.cells(grid) {
      let x = grid.center(i, .width) - grid.center(20, .width)
      variance += smooth[i, j, k] * x * x
    }
    #expect(abs(variance - deviation * deviation) < 1e-6)
  }

  @Test func bitsDependNeitherOnTheRunNorOnTheThreads() {
    let grid = Grid(width: 50, depth: 30, growth: 33, widthSpacing: 1, depthClosure: .mirrored)
    let field = SpectralReference.noise(grid)
    let results = [1, 2, 3, 1].map { threads in
      Tiling.threadBudget = threads
      let result = ScalarField(grid)
      SpectralFilter.gaussian(grid, standardDeviation: 2).apply(field, into: result)
      return SpectralReference.values(result)
    }
    Tiling.threadBudget = Topology.processorCount
    #expect(results.dropFirst().allSatisfy { $0 == results[0] })
  }
}
