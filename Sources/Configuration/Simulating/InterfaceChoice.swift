import Foundation

extension RunConfiguration {
  /// Cells beyond which the choice does not go by itself: about 1000 × 1000, an hour or more for a crossing.
  static let largestChosenCells = 1_048_576.0
  /// Cells along the shorter edge below which the choice does not go.
  static let leastChosenCells = 64.0

  /// Fills in an interface half width that was left open: 2 h where a cell size is given, else 1/20 of the capillary wavelength at the
  /// start, within bounds on the number of cells, so that cells fill the cell and solvers like their number.
  ///
  /// - Returns: how it was chosen, in words; nil when the config gives it.
  /// - Throws: `ResolutionError` when no cell size fits.
  public mutating func settleInterface() throws(ResolutionError) -> String? {
    guard numerics.interfaceHalfWidth == nil else { return nil }
    if let size = numerics.cellSize {
      numerics.interfaceHalfWidth = 2 * size
      try numerics.resolveGrid(in: cell)
      return "chosen: two cells"
    }
    let wavelength = PlanarCell(self).startLengths.capillaryWavelength ?? .infinity
    let edges = cell.edges
    let smallest = pow(edges.reduce(1, *) / Self.largestChosenCells, 1 / Double(edges.count))
    let largest = max(smallest, edges.min()! / Self.leastChosenCells)
    let wanted = 0.5 * CharacteristicLengths.largestShare * wavelength
    let size = min(max(wanted, smallest), largest)
    // The number of cells is a bound by courtesy: a size a fifth below it will do where none fits above.
    let cell = self.cell
    let fitting = [16, 8, 4, 2, 1].lazy.compactMap { multiple in
      cell.fittingCellSize(near: size, atMost: size > smallest ? size : 1.2 * size, multiple: multiple)
    }.first
    guard let fitting else {
      throw ResolutionError(
        message: "about \(Readable.length(2 * size, digits: 3)) would suit, but no such cells fill the cell; set it, or choose a "
          + "width and a height whose ratio is a ratio of small whole numbers")
    }
    numerics.cellSize = fitting
    numerics.interfaceHalfWidth = 2 * fitting
    if wanted < smallest { return "chosen: the finest of about a million cells" }
    return wanted > largest ? "chosen: 64 cells along the shorter edge" : "chosen: capillary wavelength / 20"
  }
}
