import Fields
import Physics
public import Pictures

/// What a run draws, up to the bytes of its file.
extension Workload {
  private static let context = FrameContext(time: 60, charge: 3600)

  /// Lithium and salt side by side.
  public static func composite(_ size: GridSize, style: FrameStyle = FrameStyle()) -> Workload {
    let state = FrontScene(size).model.state
    let scale = ColorScale(.viridis, range: 0...1000, label: "c", unit: "mol/m³")
    let panels = [
      FieldPanel(lithium: state.orderParameter),
      FieldPanel(field: state.ionConcentration, mask: state.orderParameter, scale: scale, title: "Salt concentration"),
    ]
    return Workload {
      let bytes = CompositeFrame(panels: panels, context: context, style: style).png()
      return bytes.isEmpty ? nil : [:]
    }
  }

  /// The lithium from aside.
  public static func surface(_ size: GridSize, style: FrameStyle = FrameStyle(width: 1600, height: 1600)) -> Workload {
    let orderParameter = FrontScene(size).model.state.orderParameter
    return Workload {
      let bytes = SurfaceFrame(orderParameter: orderParameter, context: context, style: style).png()
      return bytes.isEmpty ? nil : [:]
    }
  }
}
