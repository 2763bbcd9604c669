/// A setup whose grid cannot resolve the interface or does not fill the cell.
public struct ResolutionError: Error, Equatable, Sendable {
  public let message: String
}

extension RunConfiguration.Numerics {
  /// Chooses the cell size where it is open and checks that the grid resolves the interface and fills the cell.
  ///
  /// Called while reading, and again by whoever fills in an `interfaceHalfWidth` that the config left open. Without a
  /// half width only a given cell size is checked for whole cells.
  /// - Throws: `ResolutionError` with the cell size that would do.
  public mutating func resolveGrid(in cell: RunConfiguration.Cell) throws(ResolutionError) {
    guard let size = cellSize ?? interfaceHalfWidth.map({ $0 / 2 }) else { return }
    let largest = interfaceHalfWidth.map { $0 / 2 } ?? .infinity
    if size > largest * (1 + 1e-9) {
      let cells = RunConfiguration.Cell.interfaceWidth(halfWidth: 2 * largest) / size
      throw ResolutionError(
        message: "the interface is resolved by \(Readable.number(cells)) cells, 4.4 are needed: expected at most "
          + "\(Readable.length(largest)) (half of interfaceHalfWidth), found \(Readable.length(size)); the grid then has "
          + "\(Int((cell.width / largest).rounded(.up))) x \(Int((cell.height / largest).rounded(.up))) cells")
    }
    if cell.hasWholeCells(of: size) {
      cellSize = size
      return
    }
    let fitting = cell.fittingCellSize(near: size, atMost: largest)
    if cellSize == nil, let fitting {
      cellSize = fitting
      return
    }
    let counts = "\(Readable.count(cell.width / size)) x \(Readable.count(cell.height / size)) cells"
    let way =
      fitting.map { "the nearest that fits is cellSize = \"\(Readable.exactLength($0))\"" }
      ?? "no size near it divides both cell.width = \(Readable.length(cell.width)) and cell.height = \(Readable.length(cell.height)): change one of them"
    throw ResolutionError(message: "\(Readable.length(size)) makes \(counts), not whole numbers; \(way)")
  }

  /// Advice on grids whose size slows the solvers.
  func advice(in cell: RunConfiguration.Cell) -> [String] {
    guard let cellSize else { return [] }
    let counts = cell.cellCounts(of: cellSize)
    guard counts.width % 16 != 0 || counts.height % 16 != 0 else { return [] }
    return [
      "numerics.cellSize: \(counts.width) x \(counts.height) cells are slower than numbers divisible by 16; "
        + "\(RunConfiguration.Cell.multipleOf16(counts.width)) x \(RunConfiguration.Cell.multipleOf16(counts.height)) would be fast"
    ]
  }
}

extension RunConfiguration.Cell {
  /// 10–90 % width of the profile ½(1 − tanh(d/δ)): 2 artanh(0.8) δ, m.
  public static func interfaceWidth(halfWidth: Double) -> Double { 2.1972245773362196 * halfWidth }

  /// Grid cells along width and height.
  public func cellCounts(of size: Double) -> (width: Int, height: Int) {
    (Int((width / size).rounded()), Int((height / size).rounded()))
  }

  func hasWholeCells(of size: Double) -> Bool {
    [width / size, height / size].allSatisfy { abs($0 - $0.rounded()) <= 1e-6 && $0.rounded() >= 1 && $0 < 1e9 }
  }

  /// The size nearest to `size`, by no more than a fifth, that makes whole cells along both edges.
  func fittingCellSize(near size: Double, atMost largest: Double) -> Double? {
    guard width / size < 1e6 else { return nil }
    let lowest = max(1, Int((width / (1.2 * size)).rounded(.down)))
    let highest = Int((width / (0.8 * size)).rounded(.up))
    return (lowest...max(lowest, highest)).map { width / Double($0) }
      .filter { $0 <= largest * (1 + 1e-9) && abs($0 - size) <= 0.2 * size && hasWholeCells(of: $0) }
      .min { abs($0 - size) < abs($1 - size) }
  }

  static func multipleOf16(_ count: Int) -> Int { max(16, (count + 8) / 16 * 16) }
}
