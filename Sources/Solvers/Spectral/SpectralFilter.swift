public import Fields
import RealModule

/// Multiplies the spectrum of a field by a real transfer function of the wavenumbers along width, depth and growth.
///
/// The axes are transformed as the grid closes them: Fourier modes along periodic axes, cosines along mirrored ones. The
/// sum over cells is multiplied by the transfer function at wavenumber zero, so it is conserved where that is 1.
///
/// A filter owns its workspace: one application at a time.
public final class SpectralFilter {
  private let grid: Grid
  private let transform: LateralTransform
  private let growthTransform: ColumnTransform?
  /// Transfer function over the scale of the transforms, laid out like the spectrum.
  private let weights: Spectrum

  /// - Parameter transfer: factor for the angular wavenumbers along width, depth and growth, rad/m, none negative: the
  ///   function is even along every axis. It is evaluated once.
  public init(_ grid: Grid, transfer: (_ width: Double, _ depth: Double, _ growth: Double) -> Double) {
    self.grid = grid
    transform = LateralTransform(grid)
    let spectrum = transform.spectrum
    growthTransform =
      grid.growth > 1 ? ColumnTransform(grid, .growth, rowStep: grid.depth, stride: spectrum.stride) : nil
    weights = Spectrum(columns: spectrum.columns, rows: spectrum.rows)
    let scale = Double(grid.cellCount)
    for k in 0..<grid.growth {
      for j in 0..<grid.depth {
        let depth = grid.wavenumber(j, .depth)
        let growth = grid.wavenumber(k, .growth)
        var row = unsafe weights.modes(k * grid.depth + j, 0..<spectrum.columns).mutableSpan
        for column in 0..<spectrum.columns {
          let (real, imaginary) = grid.widthHarmonics(column)
          row[column] = SIMD2(
            transfer(grid.wavenumber(real, .width), depth, growth) / scale,
            transfer(grid.wavenumber(imaginary, .width), depth, growth) / scale)
        }
      }
    }
  }

  /// Convolution with a normal distribution of the given standard deviation, m: the factor exp(−σ²k²/2).
  public static func gaussian(_ grid: Grid, standardDeviation: Double) -> SpectralFilter {
    precondition(standardDeviation >= 0, "a standard deviation is negative")
    let half = 0.5 * standardDeviation * standardDeviation
    return SpectralFilter(grid) { x, y, z in .exp(-half * (x * x + y * y + z * z)) }
  }

  /// Filters `input` into `output`, which may be the same field, and sets the ghosts of `output`.
  public func apply(_ input: ScalarField, into output: ScalarField) {
    let growthTransform = growthTransform
    let layerSlot: @Sendable (Int) -> Int = { growthTransform?.slot($0) ?? $0 }
    transform.forward(input, layerSlot: layerSlot)
    weigh()
    transform.backward(output, layerSlot: layerSlot)
  }

  /// Takes batches of columns through the transform along growth, the weights, and back.
  private func weigh() {
    let (grid, spectrum, weights, growthTransform) = (grid, transform.spectrum, weights, growthTransform)
    let lane = Spectrum.lane
    let batches = (spectrum.columns + lane - 1) / lane
    Tiling.forEach(rows: grid.depth * batches, cellsPerRow: 2 * lane * grid.growth) { pieces in
      for piece in pieces {
        let j = piece / batches
        let range = piece % batches * lane..<(piece % batches + 1) * lane
        growthTransform?.forward(spectrum, j, range)
        for k in 0..<grid.growth {
          var modes = unsafe spectrum.modes(k * grid.depth + j, range).mutableSpan
          let weight = unsafe weights.modes(k * grid.depth + j, range).span
          for i in 0..<lane { modes[i] *= weight[i] }
        }
        growthTransform?.backward(spectrum, j, range)
      }
    }
  }
}
