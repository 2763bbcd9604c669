/// A picture of one quantity at one time.
public struct Frame: Sendable {
  public let panel: FieldPanel
  public let context: FrameContext
  public let style: FrameStyle

  public init(panel: FieldPanel, context: FrameContext, style: FrameStyle = FrameStyle()) {
    self.panel = panel
    self.context = context
    self.style = style
  }

  /// Writes the picture as a PNG file, which appears at `path` only once it is complete.
  public func write(to path: String) throws { try composite.write(to: path) }

  /// The picture as the bytes of a PNG file.
  public func png() -> [UInt8] { composite.png() }

  private var composite: CompositeFrame { CompositeFrame(panels: [panel], context: context, style: style) }
}
