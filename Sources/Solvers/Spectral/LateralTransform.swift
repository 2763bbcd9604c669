import Fields

/// Transform of a field along width and depth, layer by layer, into a spectrum that it owns.
final class LateralTransform: Sendable {
  let grid: Grid
  let spectrum: Spectrum
  private let widthTransform: WidthTransform
  private let depthTransform: ColumnTransform?

  init(_ grid: Grid) {
    self.grid = grid
    spectrum = Spectrum(columns: grid.width / 2 + 1, rows: grid.rowCount)
    widthTransform = WidthTransform(grid)
    depthTransform = grid.depth > 1 ? ColumnTransform(grid, .depth, rowStep: 1, stride: spectrum.stride) : nil
  }

  /// Product of the lengths of the lateral transforms: what `forward` and `backward` together multiply by.
  var scale: Double { Double(grid.width * grid.depth) }

  /// - Parameter layerSlot: where in the spectrum each layer goes.
  func forward(_ field: ScalarField, layerSlot: @Sendable (Int) -> Int = { $0 }) {
    forEachLayer { forward(field, layer: $0, into: layerSlot($0)) }
  }

  /// The spectrum is lost; the field's ghosts are set.
  func backward(_ field: ScalarField, layerSlot: @Sendable (Int) -> Int = { $0 }) {
    forEachLayer { backward(field, layer: $0, from: layerSlot($0)) }
  }

  func forEachLayer(_ body: @Sendable (Int) -> Void) {
    Tiling.forEach(rows: grid.growth, cellsPerRow: grid.width * grid.depth) { layers in for k in layers { body(k) } }
  }

  func forward(_ field: ScalarField, layer k: Int, into slot: Int) {
    precondition(field.grid == grid, "field on another grid")
    let depth = grid.depth
    for j in 0..<depth { widthTransform.forward(field, k * depth + j, spectrum, slot * depth + (depthTransform?.slot(j) ?? j)) }
    depthTransform?.forward(spectrum, slot * depth, 0..<spectrum.columns)
  }

  func backward(_ field: ScalarField, layer k: Int, from slot: Int) {
    precondition(field.grid == grid, "field on another grid")
    let depth = grid.depth
    depthTransform?.backward(spectrum, slot * depth, 0..<spectrum.columns)
    for j in 0..<depth { widthTransform.backward(spectrum, slot * depth + (depthTransform?.slot(j) ?? j), field, k * depth + j) }
  }
}
