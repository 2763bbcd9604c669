public import Fields

/// One quantity of a simulation, to be drawn as an image with the growth axis upwards.
public struct FieldPanel: Sendable {
  /// What is coloured, in SI units; the order parameter itself in a panel of lithium alone.
  public let field: ScalarField
  /// The order parameter ξ (1 metal, 0 electrolyte): where it exceeds ½ lithium is drawn over the field.
  public let mask: ScalarField?
  /// Nil in a panel of lithium alone.
  public let scale: ColorScale?
  public let title: String
  /// Whether the field is shown in lithium as well, of which there is then an outline alone.
  public let isThroughout: Bool
  /// Index along the depth axis of the plane that is drawn.
  public let slice: Int

  /// A quantity of the electrolyte, with lithium over it where `mask` is given.
  ///
  /// - Parameters:
  ///   - isThroughout: shows the field in lithium as well.
  ///   - slice: the middle of the depth axis if nil.
  public init(
    field: ScalarField, mask: ScalarField? = nil, scale: ColorScale, title: String, isThroughout: Bool = false, slice: Int? = nil
  ) {
    precondition(mask == nil || mask?.grid == field.grid, "field and mask on different grids")
    self.init(field, mask, scale, title, isThroughout, slice)
  }

  /// Lithium alone: metal on a calm ground.
  public init(lithium orderParameter: ScalarField, title: String = "Lithium", slice: Int? = nil) {
    self.init(orderParameter, orderParameter, nil, title, false, slice)
  }

  private init(
    _ field: ScalarField, _ mask: ScalarField?, _ scale: ColorScale?, _ title: String, _ isThroughout: Bool, _ slice: Int?
  ) {
    self.isThroughout = isThroughout
    self.field = field
    self.mask = mask
    self.scale = scale
    self.title = title
    self.slice = slice ?? field.grid.depth / 2
    precondition(self.slice >= 0 && self.slice < field.grid.depth, "slice outside the grid")
  }
}
