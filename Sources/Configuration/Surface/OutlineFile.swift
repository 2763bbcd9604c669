import Foundation
import Simulations

/// Two columns of a text file, x and height, as the points of a line: separated by commas, semicolons or tabs, with a header that names
/// their units, such as `x [um],z [um]`. Empty lines and lines that begin with # are passed over.
struct OutlineFile {
  /// As the config names the file.
  let name: String
  /// SI, each with its line in the file.
  private(set) var points: [(point: FrontOutline.Point, line: Int)] = []

  /// - Parameter unit: of both columns where the header names none.
  init(_ contents: Data, name: String, unit: String?) throws(SurfaceError) {
    self.name = name
    guard !contents.contains(0), let text = String(bytes: contents, encoding: .utf8) else {
      throw SurfaceError("cannot read \"\(name)\": it is not UTF-8 text")
    }
    var scale: (x: Double, z: Double)?
    if let unit {
      guard let size = Self.length(unit) else {
        throw SurfaceError("unit: expected a unit of length such as \"um\", found \"\(unit)\"")
      }
      scale = (size, size)
    }
    var isFirst = true
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let content = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      if content.isEmpty || content.first == "#" { continue }
      let cells = content.split(omittingEmptySubsequences: false) { ",;\t".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
      let numbers = cells.compactMap { Double($0) }.filter(\.isFinite)
      defer { isFirst = false }
      if isFirst, cells.count == 2, cells.allSatisfy({ Double($0) == nil }) {
        if let header = try header(cells, index + 1) { scale = header }
        continue
      }
      guard cells.count == 2, numbers.count == 2 else { throw error(index + 1, "expected two numbers, found \"\(content)\"") }
      guard let scale else {
        throw SurfaceError(
          "\(name) names no units; expected a header such as x [um],z [um], or unit = \"um\" beside file")
      }
      points.append((FrontOutline.Point(x: numbers[0] * scale.x, z: numbers[1] * scale.z), index + 1))
    }
    guard points.count >= 2 else { throw SurfaceError("\(name): expected at least 2 points, found \(points.count)") }
    if points[0].point.x > points[points.count - 1].point.x { points.reverse() }
  }

  /// The line from side to side of the cell; where periodic sides meet at different heights a wall joins them.
  func outline(in cell: RunConfiguration.Cell, isFitted: Bool) throws(SurfaceError) -> FrontOutline {
    let left = points[0].point.x, right = points[points.count - 1].point.x
    let ends = "\(Readable.length(left)) to \(Readable.length(right))"
    guard right > left else {
      throw SurfaceError("\(name): expected an outline from one side to the other, found both ends at x = \(Readable.length(left))")
    }
    if let stray = points.first(where: { $0.point.x < left || $0.point.x > right }) {
      throw error(
        stray.line,
        "x = \(Readable.length(stray.point.x)) lies beyond the ends of the outline, which must run from side to side (\(ends))")
    }
    let span = right - left
    guard isFitted || abs(span - cell.width) <= 1e-6 * cell.width else {
      throw SurfaceError(
        "\(name) spans \(Readable.length(span)) (\(ends)), expected the cell width of \(Readable.length(cell.width)); "
          + "fit = true scales it")
    }
    if let crossing = FrontOutline.crossing(of: points.map(\.point)) {
      throw error(
        points[crossing.second].line,
        "the outline crosses itself: the piece that begins here crosses the one that begins on line \(points[crossing.first].line)")
    }
    let scale = cell.width / span
    var line = points.map { FrontOutline.Point(x: ($0.point.x - left) * scale, z: $0.point.z * (isFitted ? scale : 1)) }
    line[line.count - 1].x = cell.width
    if cell.sides == .periodic, line[0].z != line[line.count - 1].z { line.append(.init(x: cell.width, z: line[0].z)) }
    return FrontOutline([line])
  }

  private func error(_ line: Int, _ words: String) -> SurfaceError { SurfaceError("\(name):\(line): \(words)") }

  /// Sizes of the units that two titles name in brackets, m; nil when neither names one.
  private func header(_ titles: [String], _ line: Int) throws(SurfaceError) -> (x: Double, z: Double)? {
    var sizes: [Double] = []
    for title in titles {
      guard let open = title.lastIndex(where: { "[(".contains($0) }) else { continue }
      let unit = title[title.index(after: open)...].prefix { !"])".contains($0) }
      guard let size = Self.length(String(unit)) else {
        throw error(line, "expected a unit of length such as [um] in the header, found \"\(title)\"")
      }
      sizes.append(size)
    }
    if sizes.count == 1 { throw error(line, "expected a unit in both titles of the header, found \"\(titles.joined(separator: ","))\"") }
    return sizes.isEmpty ? nil : (sizes[0], sizes[1])
  }

  /// One unit in metres; nil when it is none of length.
  private static func length(_ unit: String) -> Double? {
    guard let quantity = try? Quantity(parsing: "1 \(unit)"), quantity.dimension == QuantityKind.length.dimension else { return nil }
    return quantity.value
  }
}
