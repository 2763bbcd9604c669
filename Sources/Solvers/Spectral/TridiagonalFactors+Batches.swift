import Fields

/// All layers at once, in batches of columns.
extension TridiagonalFactors {
  /// Columns eliminated together: runs of memory long enough to stream, layers few enough bytes for the second-level cache.
  private static let batch = 64
  /// How far ahead rows are asked for.
  private static let rowsAhead = 4

  /// Eliminates all that lies before the layer where the halves meet.
  func eliminate(_ spectrum: Spectrum) {
    forEachBatch(of: 2) { half, j, range in
      for k in halves.inwards(half) {
        fetch(spectrum, half == 0 ? k + Self.rowsAhead : k - Self.rowsAhead, j, range)
        eliminate(spectrum, k, j, range)
      }
    }
  }

  func substitute(_ spectrum: Spectrum) {
    forEachBatch(of: 2) { half, j, range in
      for k in halves.outwards(half) {
        fetch(spectrum, half == 0 ? k - Self.rowsAhead : k + Self.rowsAhead, j, range)
        substitute(spectrum, k, j, range)
      }
    }
  }

  /// Ranges of whole cache lines.
  func forEachBatch(of sweeps: Int = 1, _ body: @Sendable (_ sweep: Int, _ j: Int, _ columns: Range<Int>) -> Void) {
    let lanes = (columns + Spectrum.lane - 1) / Spectrum.lane
    let batches = max(1, Spectrum.lane * lanes / Self.batch)
    Tiling.forEach(rows: sweeps * grid.depth * batches, cellsPerRow: 2 * grid.growth * Self.batch / sweeps) { pieces in
      for piece in pieces {
        let batch = piece / sweeps % batches
        let range = Spectrum.lane * (lanes * batch / batches)..<Spectrum.lane * (lanes * (batch + 1) / batches)
        body(piece % sweeps, piece / sweeps / batches, range)
      }
    }
  }
}
