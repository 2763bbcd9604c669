public import Fields
import Files

extension FieldFile {
  /// How many digits of each number are kept.
  public enum Precision: String, CaseIterable, Codable, Sendable {
    /// Seven, in four bytes.
    case single
    /// Sixteen, in eight bytes: the bits of the run.
    case double

    /// Of one number before compression.
    public var bytes: Int { self == .single ? 4 : 8 }
  }

  /// One quantity in SI, to be written.
  public struct Content {
    let quantity: FieldQuantity
    /// One field for a scalar, three for a vector, six for a tensor; nil is zero everywhere.
    let components: [ScalarField?]

    public init(_ quantity: FieldQuantity, _ components: ScalarField?...) {
      self.init(quantity, components)
    }

    public init(_ quantity: FieldQuantity, _ components: [ScalarField?]) {
      precondition(components.count == quantity.componentCount, "a scalar has one component, a vector three, a tensor six")
      self.quantity = quantity
      self.components = components
    }
  }

  /// Writes fields as HDF5 in the layout VTKHDF ImageData, in µm and the units of `FieldQuantity`.
  ///
  /// The same fields give the same bytes. The file appears at `path` only once it is complete.
  /// - Parameters:
  ///   - contents: each on the grid of the header, no quantity twice.
  ///   - compression: zlib's effort, 1 to 9; 0 stores the numbers as they are.
  /// - Throws: `RecordError` when it cannot be written.
  public static func write(
    _ contents: [Content], _ header: FieldFileHeader, precision: Precision, compression: Int, to path: String
  ) throws(RecordError) {
    precondition(contents.allSatisfy { $0.components.allSatisfy { $0 == nil || $0?.grid == header.grid } }, "fields on another grid")
    let image = try HDF5Writer.image(path) { file throws(RecordError) in
      try file.group("VTKHDF")
      try describe(header, in: file)
      try file.group("VTKHDF/CellData")
      for content in contents {
        try put(content, on: header.grid, precision: precision, compression: compression, in: file)
      }
      // What VTK's readers hand on beside the cells.
      try file.group("VTKHDF/FieldData")
      try file.dataset("VTKHDF/FieldData/time", .init(shape: [1])) { _ in [header.time] }
      try file.dataset("VTKHDF/FieldData/arealCapacity", .init(shape: [1])) { _ in [header.charge / Self.arealCapacitySize] }
    }
    do throws(FileError) {
      // A file that a checkpoint counts must be there after a loss of power.
      try unsafe WholeFile.write(image.span.bytes, to: path, isDurable: true)
    } catch {
      throw RecordError(error)
    }
  }

  /// 1 mA·h/cm² in C/m².
  static let arealCapacitySize = 36000.0
  /// Micrometres in a metre.
  static let lengthsPerMetre = 1e6
  static let lengthUnit = "um"

  private static func describe(_ header: FieldFileHeader, in file: HDF5Writer) throws(RecordError) {
    let grid = header.grid, root = "VTKHDF"
    try file.attribute("Version", of: root, [1, 0] as [Int64])
    try file.attribute("Type", of: root, "ImageData")
    try file.attribute("WholeExtent", of: root, [0, grid.width, 0, grid.depth, 0, grid.growth].map { Int64($0) })
    try file.attribute("Origin", of: root, [0.0, 0.0, 0.0])
    try file.attribute(
      "Spacing", of: root, [grid.widthSpacing, grid.depthSpacing, grid.growthSpacing].map { $0 * Self.lengthsPerMetre })
    try file.attribute("Direction", of: root, [1.0, 0, 0, 0, 1, 0, 0, 0, 1])
    try file.attribute("lengthUnit", of: root, Self.lengthUnit)
    try file.attribute("axes", of: root, "width, depth, growth")
    try file.attribute("sides", of: root, grid.widthClosure.rawValue)
    try file.attribute("time", of: root, header.time)
    try file.attribute("timeUnit", of: root, "s")
    try file.attribute("arealCapacity", of: root, header.charge / Self.arealCapacitySize)
    try file.attribute("arealCapacityUnit", of: root, "mA*h/cm^2")
    try file.attribute("step", of: root, Int64(header.step))
    try file.attribute("run", of: root, header.run)
    try file.attribute("program", of: root, "lidendrite \(ProgramVersion.current)")
  }

  private static func put(
    _ content: Content, on grid: Grid, precision: Precision, compression: Int, in file: HDF5Writer
  ) throws(RecordError) {
    let quantity = content.quantity, path = quantity.path
    let shape = [grid.growth, grid.depth, grid.width] + (quantity.componentCount > 1 ? [quantity.componentCount] : [])
    let layout = HDF5Writer.Layout(shape: shape, precision: precision == .single ? .single : .double, compression: compression)
    try file.dataset(path, layout) { layers in
      var numbers = [Double](repeating: 0, count: layers.count * grid.depth * grid.width * quantity.componentCount)
      for (component, field) in content.components.enumerated() {
        guard let field else { continue }
        var place = component
        for r in layers.lowerBound * grid.depth..<layers.upperBound * grid.depth {
          let row = unsafe field.row(r, grid.width).span
          for i in 1..<grid.width + 1 {
            numbers[place] = row[i] / quantity.unitSize
            place += quantity.componentCount
          }
        }
      }
      return numbers
    }
    try file.attribute("unit", of: path, quantity.unit)
    try file.attribute("longName", of: path, quantity.longName)
  }
}
