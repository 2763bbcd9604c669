import Foundation
import Pictures

/// The figures of one problem.
struct ProblemFigures {
  struct Drawn {
    /// Without an ending: `wire`, `wire-2`.
    let name: String
    let caption: String
    let drawing: Figure
  }

  let all: [Drawn]

  init(_ problem: Problem, _ solution: Solution) {
    var drawn: [(caption: String, drawing: Figure)] = []
    var refinements: [String] = []
    for item in solution.convergence where !refinements.contains(item.refinement) { refinements.append(item.refinement) }
    for refinement in refinements {
      // Round-off has no place beside errors of a method.
      let series = solution.convergence.filter { $0.refinement == refinement }
        .map { ConvergenceSeries($0.quantity, $0.points.filter { $0.x > 0 && abs($0.y) > 1e-9 }.map { SIMD2($0.x, abs($0.y)) }) }
        .filter { $0.points.count > 1 }
      if series.isEmpty { continue }
      drawn.append(
        (
          "\(problem.title): errors over \(refinement).",
          Figure(convergence: series, resolution: AxisQuantity(refinement, unit: ""), error: AxisQuantity("error", unit: ""))
        ))
    }
    for course in solution.courses {
      let panel = CurvePanel(
        AxisQuantity(course.ordinate.name, unit: course.ordinate.unit), course.curves.map { Curve($0.label, $0.points) },
        isLogarithmic: course.isLogarithmic)
      drawn.append(
        (
          "\(problem.title): \(course.ordinate.name) over \(course.abscissa.name).",
          Figure(curves: [panel], over: AxisQuantity(course.abscissa.name, unit: course.abscissa.unit), sharesKey: false)
        ))
    }
    all = drawn.enumerated().map { index, item in
      Drawn(name: index == 0 ? problem.name : "\(problem.name)-\(index + 1)", caption: item.caption, drawing: item.drawing)
    }
  }
}
