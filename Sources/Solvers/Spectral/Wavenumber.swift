import Fields
import RealModule

extension Grid {
  /// Angular wavenumber of the harmonic `index` along `axis`, rad/m, never negative.
  ///
  /// Across a periodic axis of length L harmonics are the Fourier modes 2π m / L, counted up and down again;
  /// across a mirrored one the cosines π m / L.
  func wavenumber(_ index: Int, _ axis: Axis) -> Double {
    let n = cells(axis)
    switch closure(axis) {
    case .periodic: return 2 * .pi * Double(min(index, n - index)) / length(axis)
    case .mirrored: return .pi * Double(index) / length(axis)
    }
  }

  /// Eigenvalue of the second difference −(u₋ − 2u + u₊)/h² for the harmonic `index` along `axis`, 1/m².
  func eigenvalue(_ index: Int, _ axis: Axis) -> Double {
    let h = spacing(axis)
    let root = 2 / h * Double.sin(0.5 * h * wavenumber(index, axis))
    return root * root
  }

  /// Harmonics along width that the real and the imaginary part of a spectral column stand for.
  func widthHarmonics(_ column: Int) -> (real: Int, imaginary: Int) {
    (column, widthClosure == .periodic ? column : width - column)
  }
}
