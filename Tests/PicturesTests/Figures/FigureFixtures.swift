import Fields
import Foundation

@testable import Pictures

/// Figures of every kind with data that strain their layout.
enum FigureFixtures {
  static func line(_ name: String, _ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Curve { Curve(name, [a, b]) }

  static func straight(_ style: FigureStyle = FigureStyle()) -> Figure {
    Figure(
      curves: [CurvePanel(AxisQuantity("tip height", unit: "um"), [line("tip", SIMD2(0, 0), SIMD2(10, 5))])],
      over: AxisQuantity("time", unit: "s"), sharesKey: false, style: style)
  }

  /// Long names, large and small numbers, a constant, one point alone, gaps, logarithms, many curves.
  static func all(_ width: FigureStyle.Width, title: String? = nil) -> [Figure] {
    let style = FigureStyle(width: width, title: title, resolution: 150)
    let time = AxisQuantity("time", unit: "min")
    func wave(_ scale: Double, _ offset: Double) -> Curve {
      Curve("wave", (0...200).map { SIMD2(0.0137 * Double($0), offset + scale * sin(0.1 * Double($0))) })
    }
    let panels = [
      CurvePanel(AxisQuantity("largest front current density", unit: "mA/cm^2"), [wave(1e7, 0)]),
      CurvePanel(AxisQuantity("lowest salt concentration", unit: "mol/L"), [wave(1e-7, 3e-5), wave(1e-5, 0), wave(2e-5, 0)]),
      CurvePanel(AxisQuantity("electroneutralitydeviation", unit: ""), [wave(0, -0.5)]),
      CurvePanel(AxisQuantity("cell voltage", unit: "V"), [wave(1, 1.01)], isLogarithmic: true),
      CurvePanel(AxisQuantity("step", unit: ""), [Curve("one", [SIMD2(1, 1), SIMD2(.nan, 2), SIMD2(2, .infinity)])]),
    ]
    let long = "a-name-of-a-run-that-is-wider-than-any-page-" + String(repeating: "and-wider-", count: 12)
    let runs = (0..<9).map { index in Curve(index == 4 ? long : "run number \(index)", wave(1, Double(index)).points) }
    let study = [0.5, 1, 2].map { order in
      ConvergenceSeries("Tip height \(order)", [50, 100, 200, 400].map { SIMD2($0, 1e-4 * pow($0 / 400, order)) })
    }
    let moments = (0...9).map { step in
      MorphologySequence.Moment(
        time: 12.5 * Double(step), polygons: [square(0, 0, 8e-6, 1e-6 + 4e-7 * Double(step)), square(2e-6, 6e-6, 3e-6, 7e-6)])
    }
    let run = MorphologySequence(name: nil, width: 8e-6, height: 10e-6, moments: moments)
    var named = run
    named.name = long
    named.moments.removeLast(7)
    return [
      straight(style), Figure(curves: panels, over: time, sharesKey: false, style: style),
      Figure(curves: [CurvePanel(AxisQuantity("tip height", unit: "um"), runs)], over: time, sharesKey: true, style: style),
      Figure(
        convergence: study, resolution: AxisQuantity("interface half width", unit: "nm"), error: AxisQuantity("relative error", unit: ""),
        style: style), Figure(morphology: [run], style: style), Figure(morphology: [named, named], style: style),
      Figure(overlay: run, style: style), trace(style), tradeoff(long, style),
    ]
  }

  /// A flat and long domain, where the name of the bar does not fit on one line.
  private static func trace(_ style: FigureStyle) -> Figure {
    let grid = Grid(width: 64, growth: 32, widthSpacing: 1e-6, widthClosure: .mirrored)
    let order = ScalarField(grid)
    order.fill { x, _, z in z < 10e-6 + 4e-6 * sin(1e5 * x) ? 1 : 0 }
    return Figure(
      trace: FrontTrace(order, order, offset: 1e-6), scale: ColorScale(.polar, range: -1e-7...1e-7, label: "", unit: "mA/cm²"),
      quantity: AxisQuantity("current density that crosses the front of the lithium", unit: "mA/cm^2"), style: style)
  }

  private static func tradeoff(_ long: String, _ style: FigureStyle) -> Figure {
    let points = (0..<30).map { index in
      TradeoffPoint(
        index == 7 ? long : "m\(index)", SIMD2(1e-7 * Double(index % 5), Double(index)), group: index % 4, isReference: index == 0)
    }
    return Figure(tradeoff: points, cost: AxisQuantity("extra voltage", unit: "V"), gain: AxisQuantity("ratio", unit: ""), style: style)
  }

  static func square(_ left: Double, _ bottom: Double, _ right: Double, _ top: Double) -> [SIMD2<Double>] {
    [SIMD2(left, bottom), SIMD2(right, bottom), SIMD2(right, top), SIMD2(left, top)]
  }
}
