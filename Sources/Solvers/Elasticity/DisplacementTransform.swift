import Fields

/// Transform of one component of a `FaceVector`, in place in a spectrum of its own: Fourier modes across periodic axes; between mirrors
/// sines of the component that is normal to them, cosines of the others, so that every mode is one of the displacements of a grid
/// between rigid plates without friction.
///
/// Mode 0 of a sine does not exist; its place holds zero.
struct DisplacementTransform: Sendable {
  let spectrum: Spectrum
  private let grid: Grid
  private let axis: Axis
  /// Numbers of a row that are modes of their own, where the width is mirrored.
  private let isReal: Bool
  private let widthPlans: Plans
  private let depthPlans: Plans?
  private let growthPlans: Plans

  private struct Plans: Sendable {
    let forward: FFTWPlan, backward: FFTWPlan
    let isTrigonometric: Bool
    /// Of the first element that takes part.
    let first: Int
  }

  /// - Parameter axis: that of the component.
  init(_ grid: Grid, _ axis: Axis) {
    precondition(
      grid.widthClosure == .periodic || (grid.growthClosure == .mirrored && (grid.depth == 1 || grid.depthClosure == .mirrored)),
      "a mirrored width beside a periodic axis")
    self.grid = grid
    self.axis = axis
    isReal = grid.widthClosure == .mirrored
    spectrum = Spectrum(columns: grid.width / 2 + 1, rows: grid.rowCount)
    if isReal {
      widthPlans = Self.mirrored(grid.width, stride: 1, batch: 1, isNormal: axis == .width)
    } else {
      widthPlans = Plans(
        forward: .realForward(length: grid.width, inPlace: false), backward: .realBackward(length: grid.width, inPlace: false),
        isTrigonometric: false, first: 0)
    }
    depthPlans = grid.depth > 1 ? Self.columns(grid, .depth, rowStep: 1, stride: spectrum.stride, isNormal: axis == .depth) : nil
    growthPlans = Self.columns(grid, .growth, rowStep: grid.depth, stride: spectrum.stride, isNormal: axis == .growth)
  }

  private static func columns(_ grid: Grid, _ axis: Axis, rowStep: Int, stride: Int, isNormal: Bool) -> Plans {
    let n = grid.cells(axis)
    if grid.closure(axis) == .mirrored {
      return mirrored(n, stride: 2 * rowStep * stride, batch: 2 * Spectrum.lane, isNormal: isNormal)
    }
    return Plans(
      forward: .columns(length: n, stride: rowStep * stride, batch: Spectrum.lane, forward: true),
      backward: .columns(length: n, stride: rowStep * stride, batch: Spectrum.lane, forward: false), isTrigonometric: false, first: 0)
  }

  private static func mirrored(_ n: Int, stride: Int, batch: Int, isNormal: Bool) -> Plans {
    if isNormal {
      let plan = FFTWPlan.trigonometric(.sine, length: max(1, n - 1), stride: stride, batch: batch)
      return Plans(forward: plan, backward: plan, isTrigonometric: true, first: 1)
    }
    return Plans(
      forward: .trigonometric(.cosine, length: n, stride: stride, batch: batch),
      backward: .trigonometric(.cosineBack, length: n, stride: stride, batch: batch), isTrigonometric: true, first: 0)
  }

  /// What there and back multiplies by.
  static func scale(_ grid: Grid) -> Double {
    FaceVector.axes(of: grid).reduce(1) { $0 * Double(grid.cells($1)) * (grid.closure($1) == .mirrored ? 2 : 1) }
  }

  /// Width and depth of one layer.
  func forward(_ component: ScalarField, layer k: Int) {
    for j in 0..<grid.depth { forwardRow(component, k * grid.depth + j) }
    guard let depthPlans else { return }
    for column in stride(from: 0, to: spectrum.columns, by: Spectrum.lane) {
      execute(depthPlans, depthPlans.forward, k * grid.depth + depthPlans.first, column)
    }
  }

  /// The same back; the layer's spectrum is lost. Ghosts of the component are left to the caller.
  func backward(_ component: ScalarField, layer k: Int) {
    if let depthPlans {
      for column in stride(from: 0, to: spectrum.columns, by: Spectrum.lane) {
        execute(depthPlans, depthPlans.backward, k * grid.depth + depthPlans.first, column)
      }
    }
    for j in 0..<grid.depth { backwardRow(component, k * grid.depth + j) }
  }

  /// Columns along the growth axis, all layers, at depth index `j`; `range` starts on a cache line.
  func forwardGrowth(_ j: Int, _ range: Range<Int>) { growth(growthPlans.forward, j, range) }

  func backwardGrowth(_ j: Int, _ range: Range<Int>) { growth(growthPlans.backward, j, range) }

  private func growth(_ plan: FFTWPlan, _ j: Int, _ range: Range<Int>) {
    let first = growthPlans.first
    if growthPlans.isTrigonometric && grid.growth - first < 1 { return }
    for column in stride(from: range.lowerBound, to: range.upperBound, by: Spectrum.lane) {
      execute(growthPlans, plan, first * grid.depth + j, column)
    }
  }

  private func execute(_ plans: Plans, _ plan: FFTWPlan, _ row: Int, _ column: Int) {
    let modes = unsafe spectrum.start(row, column)
    if plans.isTrigonometric {
      unsafe plan.inPlace(UnsafeMutableRawPointer(modes).assumingMemoryBound(to: Double.self))
    } else {
      unsafe plan.inPlace(modes)
    }
  }

  private func forwardRow(_ component: ScalarField, _ r: Int) {
    let n = grid.width
    if !isReal { return unsafe widthPlans.forward.forward(component.row(r, n).baseAddress! + 1, spectrum.start(r)) }
    let from = unsafe component.row(r, n).span, first = widthPlans.first
    var to = unsafe spectrum.numbers(r, 0..<spectrum.columns).mutableSpan
    for i in first..<n { to[i - first] = from[i + 1] }
    unsafe widthPlans.forward.inPlace(spectrum.numbers(r, 0..<spectrum.columns).baseAddress!)
    if first == 0 { return }
    for i in stride(from: n - 1, to: 0, by: -1) { to[i] = to[i - 1] }
    to[0] = 0
  }

  private func backwardRow(_ component: ScalarField, _ r: Int) {
    let n = grid.width
    if !isReal { return unsafe widthPlans.backward.backward(spectrum.start(r), component.row(r, n).baseAddress! + 1) }
    let first = widthPlans.first
    var from = unsafe spectrum.numbers(r, 0..<spectrum.columns).mutableSpan
    if first == 1 { for i in 0..<n - 1 { from[i] = from[i + 1] } }
    unsafe widthPlans.backward.inPlace(spectrum.numbers(r, 0..<spectrum.columns).baseAddress!)
    var to = unsafe component.row(r, n).mutableSpan
    if first == 1 { to[1] = 0 }
    for i in first..<n { to[i + 1] = from[i - first] }
  }
}
