/// Where the lithium of a micrograph ends: the lines at which the brightness crosses a threshold, between pixels by linear
/// interpolation.
public struct ImageOutline: Equatable, Sendable {
  public struct Point: Equatable, Sendable {
    /// Pixels from the lower left corner of the picture.
    public var x: Double, y: Double
  }

  /// What the lithium looks like.
  public enum Lithium: String, CaseIterable, Sendable {
    case dark, bright
  }

  /// Where the picture's upper or lower edge is not what a cell needs.
  public enum Refusal: Error, Equatable, Sendable {
    /// Electrolyte in the lowest row.
    case electrolyteAtTheBottom
    /// Lithium in the highest row.
    case lithiumAtTheTop
  }

  /// Each with the lithium on its right; a closed line repeats its first point at the end.
  ///
  /// Where the sides repeat the open line spans one width, from the centre of the first pixel to the centre of its image beyond the last;
  /// between mirrors it goes from edge to edge.
  public let lines: [[Point]]

  /// - Parameters:
  ///   - threshold: brightness of the outline, in (0, 1).
  ///   - isPeriodic: whether the picture goes on with its other side; else with its mirror image.
  public init(_ image: GrayImage, threshold: Double, lithium: Lithium, isPeriodic: Bool) throws(Refusal) {
    let sign: Float = lithium == .dark ? 1 : -1
    let level = Float(threshold)
    // Positive in the electrolyte.
    func value(_ x: Int, _ y: Int) -> Float { sign * (image[x, y] - level) }
    let columns = 0..<image.width
    guard columns.allSatisfy({ value($0, 0) <= 0 }) else { throw .electrolyteAtTheBottom }
    guard columns.allSatisfy({ value($0, image.height - 1) > 0 }) else { throw .lithiumAtTheTop }
    let before = isPeriodic ? 0 : 1
    let raster = Raster(width: before + image.width + 1, height: image.height)
    for y in 0..<image.height {
      for x in 0..<raster.width {
        let column = x - before
        raster[x, y] = value(isPeriodic ? column % image.width : min(max(column, 0), image.width - 1), y)
      }
    }
    let width = Double(image.width)
    lines = Contour(raster, level: 0).lines.map { line in
      line.map { point in
        let x = point.x - Double(before)
        // Beyond the edges of the picture the line runs level to the centre of the mirrored pixel.
        return Point(x: isPeriodic ? x : min(max(x, 0), width), y: point.y)
      }
    }
  }
}
