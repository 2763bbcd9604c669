/// A vector quantity with each component on the faces normal to its axis: element `i` of the width component lies on the lower face of
/// cell `i`.
///
/// A grid one cell deep has no depth component. Beyond mirrors the component normal to them is odd, and zero on their faces; the others
/// are even.
public struct FaceVector: Sendable {
  public let grid: Grid
  /// Those of `axes`, in that order.
  public let components: [ScalarField]

  /// Zero everywhere.
  public init(_ grid: Grid) {
    self.init(grid, Self.axes(of: grid).map { _ in ScalarField(grid) })
  }

  /// - Parameter first: number of the scratch field that becomes the first component; the others follow.
  public init(_ grid: Grid, scratch: Scratch, first: Int) {
    self.init(grid, Self.axes(of: grid).indices.map { scratch.field(first + $0, on: grid) })
  }

  private init(_ grid: Grid, _ components: [ScalarField]) {
    self.grid = grid
    self.components = components
  }

  /// Axes along which vectors of a grid have a component.
  public static func axes(of grid: Grid) -> [Axis] { grid.depth > 1 ? [.width, .depth, .growth] : [.width, .growth] }

  public var axes: [Axis] { Self.axes(of: grid) }

  public subscript(_ axis: Axis) -> ScalarField {
    switch axis {
    case .width: components[0]
    case .depth: components[1]
    case .growth: components[components.count - 1]
    }
  }

  /// Whether the component normal to the lower end of an axis is zero there in row `row`: all of it but along the width, where it is the
  /// first element.
  @inlinable
  public func isOnMirror(_ axis: Axis, row: Int) -> Bool {
    switch axis {
    case .width: grid.widthClosure == .mirrored
    case .depth: grid.depthClosure == .mirrored && grid.depthIndex(of: row) == 0
    case .growth: grid.growthClosure == .mirrored && grid.layer(of: row) == 0
    }
  }

  /// Sets a component's ghosts in a row, and what lies on a mirror to zero.
  public func seal(_ axis: Axis, _ row: Int) {
    let n = grid.width
    let field = self[axis]
    if axis == .width && grid.widthClosure == .mirrored {
      var cells = unsafe field.row(row, n).mutableSpan
      cells[1] = 0
      cells[0] = n > 1 ? -cells[2] : 0
      cells[n + 1] = 0
      return
    }
    if isOnMirror(axis, row: row) { field.clear(row) }
    field.seal(row)
  }

  public func clear() {
    for component in components { component.clear() }
  }

  /// Σ over faces of the products of the components.
  public func dot(_ other: FaceVector) -> Double {
    zip(components, other.components).reduce(0) { $0 + $1.0.dot($1.1) }
  }
}
