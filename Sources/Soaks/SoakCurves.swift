import Pictures

/// How a run went, over its time steps: balances, step size, memory, heights.
struct SoakCurves {
  let record: RunRecord

  /// A drawing for a page, in SVG.
  var svg: String {
    var panels = [
      CurvePanel(
        AxisQuantity("balance", unit: ""),
        ["lithium balance", "salt balance", "current balance"].map { name in
          Curve(name, record.points(name).map { SIMD2($0.x, abs($0.y)) })
        }, isLogarithmic: true),
      CurvePanel(AxisQuantity("time step", unit: "s"), [Curve("time step", record.points("time step [s]"))], isLogarithmic: true),
      CurvePanel(
        AxisQuantity("height", unit: "um"),
        ["tip height", "mean height", "valley height"].map { Curve($0, record.points("\($0) [um]")) }),
    ]
    if record.memory.count > 1 {
      panels.append(
        CurvePanel(AxisQuantity("resident memory", unit: "MB"), [Curve("memory", record.memory.map { SIMD2($0.x, $0.y / 1000) })]))
    }
    let figure = Figure(curves: panels, over: AxisQuantity("time steps", unit: ""), sharesKey: false, style: FigureStyle(width: .two))
    return String(decoding: figure.encoded(as: .svg), as: UTF8.self)
  }
}
