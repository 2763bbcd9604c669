public import Fields
import Foundation

/// A field file of a run, such as `fields/000012.vtkhdf`, read back: HDF5 in the layout VTKHDF ImageData.
public struct FieldFile: Sendable {
  /// As the user named it; messages repeat it.
  public let path: String
  public let header: FieldFileHeader
  /// Those that it holds, in the order of `FieldQuantity`.
  public let quantities: [FieldQuantity]

  /// Reads all but the fields, and checks that these fit the grid.
  /// - Throws: `RecordError`, refused, when there is no file or it is no field file, saying what it lacks.
  public init(path: String) throws(RecordError) {
    self.path = path
    try Self.checkSignature(path)
    let (header, quantities) = try Self.read(path) { file throws(RecordError) in
      guard file.has("VTKHDF") else { throw .refused("\(path): not a field file: it has no group VTKHDF") }
      let header = try Self.header(file, path)
      guard file.has("VTKHDF/CellData") else { throw .refused("\(path): not a field file: it has no group VTKHDF/CellData") }
      let quantities = FieldQuantity.allCases.filter { file.has($0.path) }
      for quantity in quantities { try Self.check(quantity, on: header.grid, file, path) }
      return (header, quantities)
    }
    self.header = header
    self.quantities = quantities
  }

  /// The components of a quantity in SI: one field of a scalar, three of a vector, along width, depth and growth.
  /// - Parameter grid: what to take for the file's grid, which has its lengths but for rounding; nil for that of the header.
  /// - Throws: `RecordError`, refused, when the file does not hold it or is damaged.
  public func fields(_ quantity: FieldQuantity, on grid: Grid? = nil) throws(RecordError) -> [ScalarField] {
    guard quantities.contains(quantity) else {
      let others = quantities.map(\.rawValue).joined(separator: ", ")
      throw .refused("\(path): it has no \(quantity.rawValue); it holds \(others.isEmpty ? "no field at all" : others)")
    }
    let grid = grid ?? header.grid
    let fields = (0..<quantity.componentCount).map { _ in ScalarField(grid) }
    try Self.read(path) { file throws(RecordError) in
      // As many layers at a time as make about a megabyte.
      let step = max(1, 131_072 / (grid.width * grid.depth * fields.count))
      for first in stride(from: 0, to: grid.growth, by: step) {
        let layers = first..<min(grid.growth, first + step)
        let numbers = try file.doubles(quantity.path, layers: layers)
        for (component, field) in fields.enumerated() {
          var place = component
          for r in layers.lowerBound * grid.depth..<layers.upperBound * grid.depth {
            let row = unsafe field.row(r, grid.width)
            for i in 1..<grid.width + 1 {
              unsafe row[i] = numbers[place] * quantity.unitSize
              place += fields.count
            }
          }
        }
      }
    }
    for field in fields { field.sealAll() }
    return fields
  }

  // MARK: What makes a field file

  /// A file that is no HDF5, or half of one, is the user's to replace: all that reading says is a refusal.
  private static func read<Result>(
    _ path: String, _ body: (HDF5Reader) throws(RecordError) -> Result
  ) throws(RecordError) -> Result {
    do throws(RecordError) {
      return try HDF5Reader.read(path, body)
    } catch {
      throw .refused(error.description)
    }
  }

  /// The eight bytes that every HDF5 file begins with.
  private static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Whether a file begins as HDF5 does.
  public static func isHDF5(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: signature.count)).map { Array($0) } == signature
  }

  private static func checkSignature(_ path: String) throws(RecordError) {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .refused("\(path): no such file") }
    guard !isFolder.boolValue else { throw .refused("\(path): expected a field file, found a folder") }
    guard isHDF5(path) else { throw .refused("\(path): expected a field file, found no HDF5 file") }
  }

  private static func header(_ file: HDF5Reader, _ path: String) throws(RecordError) -> FieldFileHeader {
    let root = "VTKHDF"
    let type = try file.text("Type", of: root)
    guard type == "ImageData" else { throw .refused("\(path): expected VTKHDF of the type ImageData, found \(type)") }
    let unit = try file.text("lengthUnit", of: root)
    guard unit == lengthUnit else { throw .refused("\(path): expected lengths in \(lengthUnit), found \(unit)") }
    let extent = try file.integers("WholeExtent", of: root), spacing = try file.doubles("Spacing", of: root)
    let sizesInCells = stride(from: 1, to: extent.count, by: 2).map { extent[$0] }
    // Beyond, no machine could hold the fields.
    let count = sizesInCells.reduce(1.0) { $0 * Double($1) }
    guard extent.count == 6, extent[0] == 0, extent[2] == 0, extent[4] == 0, sizesInCells.allSatisfy({ $0 >= 1 }), count <= 0x1p32 else {
      throw .refused("\(path): expected a WholeExtent of cells counted from 0, found \(extent)")
    }
    guard spacing.count == 3, spacing.allSatisfy({ $0 / lengthsPerMetre > 0 && $0.isFinite }) else {
      throw .refused("\(path): expected a Spacing of three lengths greater than 0, found \(spacing)")
    }
    let sides = try file.text("sides", of: root)
    guard let closure = Closure(rawValue: sides) else {
      throw .refused("\(path): expected sides to be periodic or mirrored, found \(sides)")
    }
    let sizes = spacing.map { $0 / lengthsPerMetre }
    let grid = Grid(
      width: Int(extent[1]), depth: Int(extent[3]), growth: Int(extent[5]), widthSpacing: sizes[0], depthSpacing: sizes[1],
      growthSpacing: sizes[2], widthClosure: closure)
    return FieldFileHeader(
      grid: grid, time: try number("time", file, path), charge: try number("arealCapacity", file, path) * arealCapacitySize,
      step: Int(try number("step", file, path)), run: try file.text("run", of: root))
  }

  private static func number(_ attribute: String, _ file: HDF5Reader, _ path: String) throws(RecordError) -> Double {
    let numbers = try file.doubles(attribute, of: "VTKHDF")
    guard numbers.count == 1, abs(numbers[0]) < 1e15 else {
      throw .refused("\(path): expected \(attribute) to be a number, found \(numbers)")
    }
    return numbers[0]
  }

  private static func check(_ quantity: FieldQuantity, on grid: Grid, _ file: HDF5Reader, _ path: String) throws(RecordError) {
    let expected = [grid.growth, grid.depth, grid.width] + (quantity.componentCount > 1 ? [quantity.componentCount] : [])
    let found = try file.shape(of: quantity.path)
    func words(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: " x ") }
    guard found == expected else {
      throw .refused("\(path): \(quantity.rawValue) has the shape \(words(found)), expected \(words(expected))")
    }
    let unit = try file.text("unit", of: quantity.path)
    guard unit == quantity.unit else {
      throw .refused("\(path): \(quantity.rawValue) is in \(unit), expected \(quantity.unit)")
    }
  }
}
