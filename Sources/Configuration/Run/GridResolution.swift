/// A setup whose grid cannot resolve the interface or does not fill the cell.
public struct ResolutionError: Error, Equatable, Sendable {
  public let message: String
}

extension RunConfiguration.Numerics {
  /// Cells of the largest grid that is taken.
  static let mostCells = 1.1e9

  /// Chooses the cell size where it is open and checks that the grid resolves the interface and fills the cell.
  ///
  /// Called while reading, and again by whoever fills in an `interfaceHalfWidth` that the config left open. Without a
  /// half width only a given cell size is checked for whole cells.
  /// - Throws: `ResolutionError` with the cell size that would do.
  public mutating func resolveGrid(in cell: RunConfiguration.Cell) throws(ResolutionError) {
    guard let size = cellSize ?? interfaceHalfWidth.map({ $0 / 2 }) else { return }
    let largest = interfaceHalfWidth.map { $0 / 2 } ?? .infinity
    let cells = cell.edges.reduce(1) { $0 * ($1 / size) }
    guard cells <= Self.mostCells else {
      throw ResolutionError(
        message: "\(Readable.length(size)) makes \(Readable.number(cells, digits: 3)) cells; expected at most "
          + "\(Readable.number(Self.mostCells, digits: 3))"
      )
    }
    if size > largest * (1 + 1e-9) {
      let cells = RunConfiguration.Cell.interfaceWidth(halfWidth: 2 * largest) / size
      throw ResolutionError(
        message: "the interface is resolved by \(Readable.number(cells)) cells, 4.4 are needed: expected at most "
          + "\(Readable.length(largest)) (half of interfaceHalfWidth), found \(Readable.length(size)); the grid then has "
          + "\(cell.edges.map { Readable.count(cell.leastCells($0, largest)) }.joined(separator: " x ")) cells")
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
    let counts = "\(cell.edges.map { Readable.count($0 / size) }.joined(separator: " x ")) cells"
    let way =
      fitting.map { "the nearest that fits is cellSize = \"\(Readable.exactLength($0))\"" }
      ?? "\(cell.wholeEdges(of: size)) would fit"
    throw ResolutionError(message: "\(Readable.length(size)) makes \(counts), not whole numbers; \(way)")
  }

  /// Advice on grids whose size slows the solvers.
  func advice(in cell: RunConfiguration.Cell) -> [String] {
    guard let cellSize else { return [] }
    let counts = cell.cellCounts(of: cellSize)
    guard !counts.areDivisible(by: 16) else { return [] }
    let largest = interfaceHalfWidth.map { $0 / 2 } ?? .infinity
    let fast = cell.fittingCellSize(near: cellSize, atMost: largest, multiple: 16)
    let way =
      fast.map { "cellSize = \"\(Readable.exactLength($0))\" would be fast" }
      ?? "\(cell.wholeEdges(of: cellSize, multiple: 16)) would be fast"
    return ["numerics.cellSize: \(counts) cells are slower than multiples of 16; \(way)"]
  }
}

extension RunConfiguration.Cell {
  /// 10–90 % width of the profile ½(1 − tanh(d/δ)): 2 artanh(0.8) δ, m.
  public static func interfaceWidth(halfWidth: Double) -> Double { 2.1972245773362196 * halfWidth }

  /// Grid cells along each edge.
  public struct CellCounts: Equatable, Sendable, CustomStringConvertible {
    public var width: Int
    /// 1 in a cell of two dimensions.
    public var depth: Int
    public var height: Int
    /// Whether the cell has a depth at all.
    let isDeep: Bool

    public var description: String { (isDeep ? [width, depth, height] : [width, height]).map(String.init).joined(separator: " x ") }

    func areDivisible(by number: Int) -> Bool { width % number == 0 && height % number == 0 && (!isDeep || depth % number == 0) }
  }

  /// Width, depth where there is one, and height, m.
  var edges: [Double] { [width] + (depth.map { [$0] } ?? []) + [height] }

  public func cellCounts(of size: Double) -> CellCounts {
    CellCounts(
      width: Int((width / size).rounded()), depth: depth.map { Int(($0 / size).rounded()) } ?? 1, height: Int((height / size).rounded()),
      isDeep: depth != nil)
  }

  func hasWholeCells(of size: Double) -> Bool {
    edges.map { $0 / size }.allSatisfy { abs($0 - $0.rounded()) <= 1e-6 && $0.rounded() >= 1 && $0 < 1e9 }
  }

  /// The size nearest to `size`, by no more than a fifth, that makes whole cells along both edges.
  /// - Parameter multiple: a number that both counts of cells must be divisible by.
  func fittingCellSize(near size: Double, atMost largest: Double, multiple: Int = 1) -> Double? {
    guard width / size < 1e6 else { return nil }
    let lowest = max(1, Int((width / (1.2 * size)).rounded(.down)))
    let highest = Int((width / (0.8 * size)).rounded(.up))
    return (lowest...max(lowest, highest)).map { width / Double($0) }
      .filter { $0 <= largest * (1 + 1e-9) && abs($0 - size) <= 0.2 * size && hasWholeCells(of: $0) }
      .filter { cellCounts(of: $0).areDivisible(by: multiple) }
      .min { abs($0 - size) < abs($1 - size) }
  }

  /// `cell.width = "10 um" and cell.height = "20 um"`: the edges nearest to these that are multiples of so many cells.
  func wholeEdges(of size: Double, multiple: Double = 1) -> String {
    let names = depth == nil ? ["width", "height"] : ["width", "depth", "height"]
    let parts = zip(names, edges).map { "cell.\($0) = \"\(Readable.exactLength(wholeEdge($1, size, multiple: multiple)))\"" }
    return parts.dropLast().joined(separator: ", ") + " and " + parts.last!
  }

  /// The edge nearest to `edge` that is a multiple of so many cells.
  func wholeEdge(_ edge: Double, _ size: Double, multiple: Double = 1) -> Double {
    max(1, (edge / size / multiple).rounded()) * multiple * size
  }

  /// Fewest cells that are not larger than `size`; a millionth of a cell more than a whole number is rounding.
  func leastCells(_ edge: Double, _ size: Double) -> Double { (edge / size - 1e-6).rounded(.up) }
}
