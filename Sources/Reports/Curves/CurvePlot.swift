import Foundation
import Pictures

/// One plot of a page: an SVG whose colours the page's style decides, and the numbers that a pointer reads in it.
struct CurvePlot {
  /// One line of the plot.
  struct Line {
    /// What the key calls it.
    let name: String
    /// Decides colour and dashes: the same number looks the same in every plot.
    let number: Int
    let points: [SIMD2<Double>]
  }

  /// For the script of the page.
  struct Numbers: Encodable {
    struct Line: Encodable {
      let name: String
      let style: String
      /// In the units of the axes; a gap is null.
      let x: [Double], y: [Double?]
    }
    let unit: String
    /// Left, top, width and height of the frame within the SVG.
    let frame: [Double]
    /// First and last value along the edges of the frame.
    let x: [Double], y: [Double]
    let isLogarithmic: Bool
    let lines: [Line]
  }

  let quantity: AxisQuantity
  let abscissa: AxisQuantity
  let lines: [Line]
  /// Name, power of ten and unit of the ordinate.
  let heading: String

  private let xAxis: AxisScale, yAxis: AxisScale
  /// Whether the ordinate is spaced in logarithms.
  let isLogarithmic: Bool
  private let left: Double

  private static let width = 420.0, height = 250.0, right = 14.0, top = 9.0, bottom = 42.0

  /// - Parameters:
  ///   - lines: points in the units of the axes.
  ///   - span: values that the abscissa shows in any case, so that plots of a page have one abscissa.
  init(_ quantity: AxisQuantity, over abscissa: AxisQuantity, _ lines: [Line], span: [Double]) {
    self.quantity = quantity
    self.abscissa = abscissa
    self.lines = lines.map { Line(name: $0.name, number: $0.number, points: CurveThinning.thinned($0.points)) }
    xAxis = AxisScale(abscissa, around: span, margin: 0, ticks: 5)
    let values = lines.flatMap { $0.points.map(\.y) }.filter(\.isFinite)
    let lowest = values.min() ?? 0, highest = values.max() ?? 0
    // What falls by two decades would lie on the lower edge.
    // What is a billionth of the largest is round-off of zero.
    isLogarithmic = lowest > 1e-9 * highest && highest > 100 * lowest
    yAxis = AxisScale(quantity, around: values, isLogarithmic: isLogarithmic, margin: 0.06, ticks: 5)
    heading = yAxis.heading
    left = 12 + 7.2 * Double(yAxis.ticks.map(\.label.count).max() ?? 1)
  }

  /// Classes of a line in the style of the page.
  static func style(_ number: Int) -> String { "c\(number % 7) d\(number % 5)" }

  private var frame: [Double] {
    [left, Self.top, Self.width - left - Self.right, Self.height - Self.top - Self.bottom]
  }

  var numbers: Numbers {
    Numbers(
      unit: quantity.unit, frame: frame.map(Self.short), x: [xAxis.range.lowerBound, xAxis.range.upperBound].map(Self.short),
      y: [yAxis.range.lowerBound, yAxis.range.upperBound].map(Self.short), isLogarithmic: isLogarithmic,
      lines: lines.map { line in
        Numbers.Line(
          name: line.name, style: Self.style(line.number), x: line.points.map { Self.short($0.x) },
          y: line.points.map { $0.y.isFinite ? Self.short($0.y) : nil })
      })
  }

  /// Six digits, as many as anyone reads.
  private static func short(_ value: Double) -> Double { Double(String(format: "%.6g", value)) ?? value }

  private func x(_ fraction: Double) -> Double { frame[0] + fraction * frame[2] }
  private func y(_ fraction: Double) -> Double { frame[1] + (1 - fraction) * frame[3] }
  private func text(_ value: Double) -> String { String(format: "%.1f", value) }

  /// - Parameter number: of the plot in the page, from 0.
  func svg(number: Int) -> String {
    let (x0, x1, y0, y1) = (text(x(0)), text(x(1)), text(y(0)), text(y(1)))
    var parts: [String] = []
    for tick in yAxis.ticks {
      let place = text(y(tick.fraction))
      parts.append("<path class=\"grid\" d=\"M\(x0) \(place)H\(x1)\"/>")
      parts.append("<text class=\"end\" x=\"\(text(x(0) - 6))\" y=\"\(text(y(tick.fraction) + 4))\">\(tick.label)</text>")
    }
    for tick in xAxis.ticks {
      let place = text(x(tick.fraction))
      parts.append("<path class=\"tick\" d=\"M\(place) \(y0)v4\"/>")
      let anchor = x(tick.fraction) > x(1) - 10 ? "end" : "middle"
      parts.append("<text class=\"\(anchor)\" x=\"\(place)\" y=\"\(text(y(0) + 19))\">\(tick.label)</text>")
    }
    parts.append("<path class=\"axes\" d=\"M\(x0) \(y1)V\(y0)H\(x1)\"/>")
    parts.append("<text class=\"middle\" x=\"\(text(x(0.5)))\" y=\"\(text(Self.height - 6))\">\(HTML.escaped(xAxis.heading))</text>")
    for line in lines { parts.append("<path class=\"curve \(Self.style(line.number))\" d=\"\(path(line))\"/>") }
    parts.append("<path class=\"moment\" d=\"\"/><path class=\"cursor\" d=\"\"/><g class=\"points\"></g>")
    let label = HTML.escaped("\(heading) over \(xAxis.heading): \(lines.map(\.name).joined(separator: ", "))")
    return
      "<svg viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" role=\"img\" aria-label=\"\(label)\" data-plot=\"\(number)\" tabindex=\"0\">"
      + parts.joined() + "</svg>"
  }

  private func path(_ line: Line) -> String {
    var path = "", isDown = false
    for point in line.points {
      guard let across = xAxis.fraction(point.x), let up = yAxis.fraction(point.y) else {
        isDown = false
        continue
      }
      path += "\(isDown ? "L" : "M")\(text(x(across))) \(text(y(up)))"
      isDown = true
    }
    return path
  }
}
