/// A run that does not fit into memory, told before anything is allocated.
public struct MemoryRefusal: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  /// Nil where it fits, or the grid is open.
  /// - Parameter available: bytes; nil where that cannot be told.
  public init?(_ config: RunConfiguration, available: Double?) {
    guard let available, let needed = RunEstimate(config, PlanarCell(config))?.memory, needed > available else { return nil }
    description =
      "numerics.cellSize: the run takes about \(Readable.prefixed(needed, "B", digits: 3)) of memory, "
      + "\(Readable.prefixed(available, "B", digits: 3)) are free here; use larger cells or a smaller cell"
  }

  /// Runs that together do not fit.
  /// - Parameters:
  ///   - members: those that run at a time.
  ///   - bytes: of all of them.
  ///   - available: bytes.
  init(members: Int, bytes: Double, available: Double) {
    description =
      "\(members) members at a time take about \(Readable.prefixed(bytes, "B", digits: 3)) of memory, "
      + "\(Readable.prefixed(available, "B", digits: 3)) are free here; set study.parallel to fewer"
  }
}
