import Fields

/// A picture of several quantities at one time, side by side: each with its title and key, all with one caption and one
/// length scale.
public struct CompositeFrame: Frame {
  public let panels: [FieldPanel]
  public let context: FrameContext
  public let style: FrameStyle

  /// - Parameter panels: at least one, all on equal grids.
  public init(panels: [FieldPanel], context: FrameContext, style: FrameStyle = FrameStyle()) {
    precondition(!panels.isEmpty, "a frame needs a panel")
    precondition(panels.allSatisfy { $0.field.grid == panels[0].field.grid }, "panels on different grids")
    self.panels = panels
    self.context = context
    self.style = style
  }

  public var subject: String { panels.map(\.title).joined(separator: ", ") }

  public func png() -> [UInt8] { encoded(drawn().pixels) }

  /// The pixels, and where things stand among them.
  func drawn() -> (pixels: PixelBuffer, layout: FrameLayout) {
    let theme = style.theme
    // Text is measured before the picture's size is known.
    let layout = FrameLayout(
      panels: panels, context: context, style: style,
      canvas: Canvas(PixelBuffer(width: 1, height: 1, theme.background)))
    let buffer = PixelBuffer(width: layout.width, height: layout.height, theme.background)
    var metals: [(mask: ScalarField, slice: Int, metal: Metal)] = []
    var paintings: [FieldPainting] = []
    for (index, panel) in panels.enumerated() {
      let box = layout.image(index)
      let painting = FieldPainting(
        buffer: buffer, x: Int(box.x), y: Int(box.y), width: layout.imageWidth, height: layout.imageHeight)
      var metal: Metal?
      if let mask = panel.mask {
        // Panels of one instant share their lithium.
        metal =
          metals.first { $0.mask === mask && $0.slice == panel.slice }?.metal
          ?? {
            let interface = Raster(mask, slice: panel.slice, width: layout.imageWidth, height: layout.imageHeight)
            let made = Metal(orderParameter: interface, bevel: bevel(layout), line: max(1, 0.055 * layout.textSize))
            metals.append((mask, panel.slice, made))
            return made
          }()
      }
      let quantity = panel.scale.map { scale in
        (raster: Raster(panel.field, slice: panel.slice, width: layout.imageWidth, height: layout.imageHeight), scale: scale)
      }
      let isOnTop = panel.place == .front
      if let quantity, !isOnTop { painting.paint(quantity.raster, quantity.scale) } else { painting.paint(theme.electrolyte) }
      if let layers = panel.layers {
        painting.paint(Raster(layers, slice: panel.slice, width: layout.imageWidth, height: layout.imageHeight), theme.layer)
      }
      if let metal { painting.paint(metal, panel.place == .throughout ? nil : theme.metal, outline: theme.outline) }
      if let quantity, isOnTop {
        painting.paint(quantity.raster, quantity.scale, isPartial: true)
        if let metal { painting.paint(metal, nil, outline: theme.outline) }
      }
      paintings.append(painting)
    }
    let canvas = Canvas(buffer)
    for (index, panel) in panels.enumerated() {
      annotate(panel, paintings[index], layout, index, canvas)
    }
    layout.caption.draw(context, textSize: layout.textSize, on: canvas, theme: theme)
    return (buffer, layout)
  }

  /// The metal's edges are rounded over a part of the image, so that it looks alike at any size.
  private func bevel(_ layout: FrameLayout) -> Double {
    max(3, 0.022 * Double(layout.imageWidth * layout.imageHeight).squareRoot())
  }

  private func annotate(
    _ panel: FieldPanel, _ painting: FieldPainting, _ layout: FrameLayout, _ index: Int, _ canvas: Canvas
  ) {
    let theme = style.theme
    let size = layout.textSize
    let (column, image, key) = (layout.column(index), layout.image(index), layout.key(index))
    canvas.frame(image, theme.quietInk, width: 1)
    let bold = TextStyle(typeface: .semibold, size: size, color: theme.ink)
    // A title stands over the left edge of its image, or over the middle of one that is narrower than its column.
    let spare = column.width - canvas.width(panel.title, bold)
    let titleX = column.width > image.width ? column.x + spare / 2 : image.x
    canvas.text(panel.title, x: titleX, baseline: image.y - 0.5 * size, bold)
    if let scale = panel.scale {
      ColorBar(scale, in: key, textSize: size, canvas: canvas).draw(on: canvas, painting: painting, theme: theme)
    } else {
      LithiumKey(box: key, textSize: size, hasLayers: panel.layers != nil).draw(on: canvas, theme: theme)
    }
    if index == 0 {
      let bar = ScaleBar(pixel: layout.pixel, maximum: max(0.3 * image.width, min(0.6 * image.width, 4 * size)))
      bar.draw(on: canvas, in: image, textSize: size, ink: painting.inks)
    }
  }
}
