/// A square or a cube of cells, written 512² or 128³.
public struct GridSize: Hashable, Sendable, CustomStringConvertible {
  /// Cells along each axis.
  public let edge: Int
  /// 2 or 3.
  public let dimensions: Int

  public static func square(_ edge: Int) -> GridSize { GridSize(edge: edge, dimensions: 2) }
  public static func cube(_ edge: Int) -> GridSize { GridSize(edge: edge, dimensions: 3) }

  private init(edge: Int, dimensions: Int) {
    self.edge = edge
    self.dimensions = dimensions
  }

  /// Nil where the text is not that of a size.
  public init?(_ text: some StringProtocol) {
    guard let exponent = text.last, let dimensions = ["²": 2, "³": 3][exponent], let edge = Int(text.dropLast()), edge > 0 else {
      return nil
    }
    self.init(edge: edge, dimensions: dimensions)
  }

  public var description: String { "\(edge)\(dimensions == 2 ? "²" : "³")" }
  public var cellCount: Int { dimensions == 2 ? edge * edge : edge * edge * edge }
}
