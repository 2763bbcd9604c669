public import Fields

/// A shaded picture of the surface of the lithium, ξ = ½, in three dimensions: the whole cell, looked at from aside, as a block cut
/// out of the electrolyte.
///
/// Place and slope of the surface are those of the front between the cells; light and shadow are for the eye alone. The scale bar holds for
/// lengths that lie in the plane of the picture, everywhere in an orthographic view, in perspective in the plane through the cell's middle.
public struct SurfaceFrame: Frame {
  /// ξ: 1 in metal, 0 in electrolyte.
  public let orderParameter: ScalarField
  /// A quantity that colours the surface; plain lithium if nil.
  public let coloring: SurfaceColoring?
  public let title: String
  public let camera: SurfaceCamera
  public var light = SurfaceLight()
  /// Layers that one looks through; nil for none.
  public var layers: SurfaceLayers?
  /// What is taken away from the cell; nil for nothing.
  public var cut: SurfaceCut?
  /// A plane that shows a field; nil for none.
  public var slice: SurfaceSlice?
  /// Whether the picture is as wide as the style, and the ground fills it; else it is as wide as the cell needs.
  public var fillsWidth = false
  public let context: FrameContext
  public let style: FrameStyle

  /// - Parameter orderParameter: at least two cells deep; what is no number counts as electrolyte.
  public init(
    orderParameter: ScalarField, coloring: SurfaceColoring? = nil, title: String = "Lithium", camera: SurfaceCamera = SurfaceCamera(),
    context: FrameContext, style: FrameStyle = FrameStyle(width: 1600, height: 1600)
  ) {
    precondition(orderParameter.grid.depth > 1, "a surface in three dimensions needs a grid more than one cell deep")
    precondition(coloring == nil || coloring?.field.grid == orderParameter.grid, "order parameter and colours on different grids")
    self.orderParameter = orderParameter
    self.coloring = coloring
    self.title = title
    self.camera = camera
    self.context = context
    self.style = style
  }

  public var subject: String { title }

  /// Of the surface and of the slice, or the one that both share.
  private var scales: [ColorScale] {
    let all = [coloring?.scale, slice?.scale].compactMap { $0 }
    return all.count == 2 && all[0].isSame(as: all[1]) ? [all[0]] : all
  }

  public func png() -> [UInt8] { encoded(drawn().pixels) }

  /// The pixels, and where things stand among them.
  ///
  /// - Parameter isPlain: whether the surface keeps its own colours, without light or shade.
  func drawn(isPlain: Bool = false) -> (pixels: PixelBuffer, layout: SurfaceLayout) {
    let theme = style.theme
    let grid = orderParameter.grid
    let box = SIMD3(grid.length(.width), grid.length(.depth), grid.length(.growth))
    let rest = cut?.rest(of: box) ?? (.zero, box)
    let extent = camera.extent(of: rest.size)
    // Text is measured before the picture's size is known.
    let layout = SurfaceLayout(
      extent: extent, title: title, scales: scales, context: context, style: style, fillsWidth: fillsWidth,
      canvas: Canvas(PixelBuffer(width: 1, height: 1, theme.background)))
    let buffer = PixelBuffer(width: layout.width, height: layout.height, theme.background)
    let (width, height) = (Int(layout.image.width), Int(layout.image.height))
    let spline = FrontSpline(orderParameter)
    let view = SurfaceView(
      camera, from: SIMD3<Float>(rest.lower / spline.unit), box: cut == nil ? spline.box : SIMD3<Float>(rest.size / spline.unit),
      width: width,
      height: height, pixel: layout.pixel / spline.unit)
    let removal = cut.map { SurfaceRemoval($0, unit: spline.unit, box: spline.box) }
    let casting = SurfaceCasting(spline, removal: removal)
    let silhouette = SurfaceSilhouette(casting, view, width: width, height: height)
    let visibility = isPlain ? nil : SurfaceVisibility(SurfaceDistance(spline, removal: removal), reach: spline.box.length)
    let lighting = SurfaceLighting(view, light, visibility: visibility, isPlain: isPlain)
    let shades = SurfaceShades(casting, view, lighting, silhouette, width: width, height: height)
    let plane = slice.map { SurfacePlane($0, spline, removal) }
    SurfacePainting(
      casting: casting, view: view, lighting: lighting, colors: SurfaceColors(coloring, metal: theme.metal, spline), shades: shades,
      silhouette: silhouette, plane: plane,
      veils: layers.map { SurfaceVeils($0, color: theme.layer, view, removal, width: width, height: height) },
      ground: Exposure.linear(theme.electrolyte)
    ).paint(buffer, left: Int(layout.image.x), top: Int(layout.image.y), width: width, height: height)
    let canvas = Canvas(buffer)
    draw(SurfaceBoxEdges(casting: casting, view: view, plane: plane).pieces, layout, canvas)
    annotate(buffer, layout, canvas)
    layout.caption.draw(context, textSize: layout.textSize, on: canvas, theme: theme)
    return (buffer, layout)
  }

  private func draw(_ edges: [SurfaceBoxEdges.Piece], _ layout: SurfaceLayout, _ canvas: Canvas) {
    let theme = style.theme
    let image = layout.image
    let width = max(1, 0.06 * layout.textSize)
    for isBack in [true, false] {
      let ink = theme.electrolyte.mixed(with: theme.metal, isBack ? 0.22 : 0.5)
      for piece in edges where piece.isBack == isBack {
        canvas.line(
          from: (image.x + piece.start.x, image.y + piece.start.y), to: (image.x + piece.end.x, image.y + piece.end.y), ink,
          width: width)
      }
    }
  }

  private func annotate(_ buffer: PixelBuffer, _ layout: SurfaceLayout, _ canvas: Canvas) {
    let theme = style.theme
    let (size, image) = (layout.textSize, layout.image)
    canvas.frame(image, theme.quietInk, width: 1)
    let bold = TextStyle(typeface: .semibold, size: size, color: theme.ink)
    // Over the left edge of the image, or over the middle of one that is narrower.
    let spare = Double(layout.width) - canvas.width(title, bold)
    let titleX = canvas.width(title, bold) > image.width ? spare / 2 : image.x
    canvas.text(title, x: titleX, baseline: image.y - 0.5 * size, bold)
    let painting = FieldPainting(
      buffer: buffer, x: Int(image.x), y: Int(image.y), width: Int(image.width), height: Int(image.height))
    for (scale, key) in zip(scales, layout.keys) {
      ColorBar(scale, in: key, textSize: size, canvas: canvas).draw(on: canvas, painting: painting, theme: theme)
    }
    let bar = ScaleBar(pixel: layout.pixel, maximum: max(0.2 * image.width, min(0.6 * image.width, 4 * size)))
    bar.draw(on: canvas, in: image, textSize: size, ink: painting.inks)
  }
}
