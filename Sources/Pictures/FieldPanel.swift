public import Fields

/// One quantity of a simulation, to be drawn as an image with the growth axis upwards.
public struct FieldPanel: Sendable {
  /// What is coloured, in SI units; the order parameter itself in a panel of lithium alone.
  public let field: ScalarField
  /// The order parameter ξ (1 metal, 0 electrolyte): where it exceeds ½ lithium is drawn over the field.
  public let mask: ScalarField?
  /// Nil in a panel of lithium alone.
  public let scale: ColorScale?
  /// In a panel of lithium alone, the share that layers take of what is not lithium, 0 to 1; nil without any.
  public let layers: ScalarField?
  public let title: String
  /// Where the field is shown.
  public let place: Place
  /// Index along the depth axis of the plane that is drawn.
  public let slice: Int

  public enum Place: Sendable {
    /// In the electrolyte; lithium is drawn over it.
    case electrolyte
    /// In lithium as well, of which there is then an outline alone.
    case throughout
    /// Over electrolyte and lithium, wherever it is a number.
    case front
  }

  /// A quantity, with lithium drawn where `mask` is given.
  ///
  /// - Parameters:
  ///   - place: where it is shown.
  ///   - slice: the middle of the depth axis if nil.
  public init(
    field: ScalarField, mask: ScalarField? = nil, scale: ColorScale, title: String, place: Place = .electrolyte, slice: Int? = nil
  ) {
    precondition(mask == nil || mask?.grid == field.grid, "field and mask on different grids")
    self.init(field, mask, scale, title, place, slice)
  }

  /// Lithium alone: metal on a calm ground, with layers where they are given.
  public init(lithium orderParameter: ScalarField, layers: ScalarField? = nil, title: String = "Lithium", slice: Int? = nil) {
    precondition(layers == nil || layers?.grid == orderParameter.grid, "lithium and layers on different grids")
    self.init(orderParameter, orderParameter, nil, title, .electrolyte, slice, layers)
  }

  private init(
    _ field: ScalarField, _ mask: ScalarField?, _ scale: ColorScale?, _ title: String, _ place: Place, _ slice: Int?,
    _ layers: ScalarField? = nil
  ) {
    self.place = place
    self.layers = layers
    self.field = field
    self.mask = mask
    self.scale = scale
    self.title = title
    self.slice = slice ?? field.grid.depth / 2
    precondition(self.slice >= 0 && self.slice < field.grid.depth, "slice outside the grid")
  }
}
