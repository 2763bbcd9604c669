/// What lies beyond the ends of an axis, for quantities without a prescribed value there.
public enum Closure: String, Sendable {
  /// The far end is the neighbour: the field repeats.
  case periodic
  /// The end is a mirror: no gradient and no flux across it.
  case mirrored
}

/// A uniform rectangular grid of cells; quantities live at cell centres unless said otherwise.
///
/// Cells are stored in rows along the width axis; row `k * cells(.depth) + j` lies at growth index `k` and depth index `j`.
public struct Grid: Hashable, Sendable {
  /// Number of cells along width, depth and growth, each at least 1.
  public let width: Int, depth: Int, growth: Int
  /// Cell edge along width, depth and growth, m. With one cell of depth, the extent that the cell stands for.
  public let widthSpacing: Double, depthSpacing: Double, growthSpacing: Double
  /// What lies beyond the ends of each axis. Solvers may prescribe values at the ends of a mirrored growth axis.
  public let widthClosure: Closure, depthClosure: Closure, growthClosure: Closure

  public init(
    width: Int, depth: Int = 1, growth: Int,
    widthSpacing: Double, depthSpacing: Double? = nil, growthSpacing: Double? = nil,
    widthClosure: Closure = .periodic, depthClosure: Closure = .periodic, growthClosure: Closure = .mirrored
  ) {
    precondition(width >= 1 && depth >= 1 && growth >= 1, "a grid needs at least one cell along each axis")
    precondition(widthSpacing > 0 && (depthSpacing ?? 1) > 0 && (growthSpacing ?? 1) > 0, "a cell edge must be positive")
    self.width = width
    self.depth = depth
    self.growth = growth
    self.widthSpacing = widthSpacing
    self.depthSpacing = depthSpacing ?? widthSpacing
    self.growthSpacing = growthSpacing ?? widthSpacing
    self.widthClosure = widthClosure
    self.depthClosure = depthClosure
    self.growthClosure = growthClosure
  }

  public func cells(_ axis: Axis) -> Int {
    switch axis {
    case .width: width
    case .depth: depth
    case .growth: growth
    }
  }

  /// Cell edge along `axis`, m.
  public func spacing(_ axis: Axis) -> Double {
    switch axis {
    case .width: widthSpacing
    case .depth: depthSpacing
    case .growth: growthSpacing
    }
  }

  public func closure(_ axis: Axis) -> Closure {
    switch axis {
    case .width: widthClosure
    case .depth: depthClosure
    case .growth: growthClosure
    }
  }

  /// The least edge of a cell along an axis on which a field can vary, m.
  public var leastSpacing: Double { min(widthSpacing, growthSpacing, depth > 1 ? depthSpacing : .infinity) }

  /// Extent of the grid along `axis`, m.
  public func length(_ axis: Axis) -> Double { Double(cells(axis)) * spacing(axis) }

  /// Position of a cell centre along `axis`, m from the lower end.
  public func center(_ index: Int, _ axis: Axis) -> Double { (Double(index) + 0.5) * spacing(axis) }

  public var cellCount: Int { width * depth * growth }
  public var rowCount: Int { depth * growth }
  /// m³.
  public var cellVolume: Double { widthSpacing * depthSpacing * growthSpacing }
  /// Area of a plane normal to the growth axis, m².
  public var crossSection: Double { length(.width) * length(.depth) }
  /// Axes along which a field can vary.
  public var dimensionCount: Int { Axis.allCases.count { cells($0) > 1 } }

  /// The cells below the top.
  public var topLayer: Grid { Grid(width: width, depth: depth, growth: 1, widthSpacing: widthSpacing, depthSpacing: depthSpacing) }
  /// One row as long as those of the grid: for what is the same in all of them.
  public var singleRow: Grid { Grid(width: width, growth: 1, widthSpacing: widthSpacing) }

  /// Growth index of a row. A division costs as much as a good part of a short row, and most grids are one cell deep.
  @inlinable @inline(__always)
  public func layer(of row: Int) -> Int { depth == 1 ? row : row / depth }

  /// Depth index of a row.
  @inlinable @inline(__always)
  public func depthIndex(of row: Int) -> Int { depth == 1 ? 0 : row % depth }

  /// Rows next to `row` across its growth and depth faces.
  ///
  /// Beyond a mirrored end the row itself stands for its mirror image; beyond a periodic one, the row at the far end.
  @inlinable @inline(__always)
  public func neighbours(of row: Int) -> RowNeighbours {
    let k = layer(of: row)
    let j = row - k * depth
    let below = k > 0 ? row - depth : (growthClosure == .periodic ? row + (growth - 1) * depth : row)
    let above = k < growth - 1 ? row + depth : (growthClosure == .periodic ? row - (growth - 1) * depth : row)
    let before = j > 0 ? row - 1 : (depthClosure == .periodic ? row + depth - 1 : row)
    let behind = j < depth - 1 ? row + 1 : (depthClosure == .periodic ? row - depth + 1 : row)
    return RowNeighbours(below: below, above: above, before: before, behind: behind)
  }
}

/// Row indices around a row: `below` and `above` along the growth axis, `before` and `behind` along depth.
public struct RowNeighbours: Sendable {
  public let below: Int, above: Int, before: Int, behind: Int

  @inlinable @inline(__always)
  init(below: Int, above: Int, before: Int, behind: Int) {
    self.below = below
    self.above = above
    self.before = before
    self.behind = behind
  }
}
