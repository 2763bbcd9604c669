import Fields
import Foundation
import Records

/// The field files of a run, on the grid of its config.
struct SavedFields {
  /// In order, each with its number.
  let files: [(number: Int, file: FieldFile)]
  /// What all files hold.
  let held: [FieldQuantity]
  private let grid: Grid

  /// - Throws: `FigureError` when there is none, or one is not of this run; `RecordError` when one cannot be read.
  init(_ run: RecordedRun, _ config: RunConfiguration) throws {
    let numbers = run.folder.fieldFileNumbers
    if numbers.isEmpty { throw FigureError("\(run.folder.fields): no field files; a run with [output.fieldFiles] writes them") }
    let found = try numbers.map { ($0, try FieldFile(path: try run.folder.fieldFile($0))) }
    files = found
    held = FieldQuantity.allCases.filter { quantity in found.allSatisfy { $0.1.quantities.contains(quantity) } }
    guard let grid = config.grid else { throw FigureError("\(run.folder.config): no cell size; the run has not begun") }
    self.grid = grid
    for (_, file) in files where file.header.grid.cellsInWords != grid.cellsInWords {
      throw FigureError("\(file.path): \(file.header.grid.cellsInWords), \(run.folder.config) has \(grid.cellsInWords)")
    }
    if held.isEmpty { throw FigureError("\(run.folder.fields): no quantity that all of the files hold") }
  }

  /// Reads what sequences of frames show; of a composite, what is there.
  func quantities(
    of file: FieldFile, for sequences: [RunConfiguration.Output.Field], _ output: RunConfiguration.Output
  ) throws(RecordError) -> RunFrame.Quantities {
    func needs(_ quantity: FieldQuantity) -> Bool {
      sequences.contains { output.isShown(quantity, in: $0) && ($0 != .composite || held.contains(quantity)) }
    }
    var quantities = RunFrame.Quantities()
    // Drawn over whatever else is shown.
    if needs(.lithium) || held.contains(.lithium) { quantities.lithium = try file.fields(.lithium, on: grid)[0] }
    if needs(.salt) { quantities.salt = try file.fields(.salt, on: grid)[0] }
    if needs(.potential) { quantities.potential = try file.fields(.potential, on: grid)[0] }
    if needs(.current) { quantities.current = Self.magnitude(try file.fields(.current, on: grid)) }
    if needs(.pressure) { quantities.pressure = try file.fields(.pressure, on: grid)[0] }
    if needs(.vonMises) { quantities.vonMises = try file.fields(.vonMises, on: grid)[0] }
    if needs(.filmThickness) { quantities.filmThickness = try file.fields(.filmThickness, on: grid)[0] }
    if needs(.layers), held.contains(.layers) { quantities.layers = try file.fields(.layers, on: grid)[0] }
    if needs(.principalStress) { quantities.principalStress = try file.fields(.principalStress, on: grid)[0] }
    return quantities
  }

  /// Smallest and largest value of a quantity in the electrolyte, of stress and films in lithium as well, over all files, in SI;
  /// nil where no cell holds electrolyte.
  func extent(of quantity: FieldQuantity) throws(RecordError) -> ClosedRange<Double>? {
    var extent: ClosedRange<Double>?
    for (_, file) in files {
      let fields = try file.fields(quantity, on: grid)
      let values = quantity == .current ? Self.magnitude(fields) : fields[0]
      let lithium = held.contains(.lithium) ? try file.fields(.lithium, on: grid)[0] : nil
      for r in 0..<grid.rowCount {
        let row = unsafe values.row(r, grid.width), metal = unsafe lithium?.row(r, grid.width)
        for i in 1..<grid.width + 1 {
          if let metal = unsafe metal, !quantity.isThroughout, unsafe metal[i] >= 0.5 { continue }
          let value = unsafe row[i]
          guard value.isFinite else { continue }
          extent = min(extent?.lowerBound ?? value, value)...max(extent?.upperBound ?? value, value)
        }
      }
    }
    return extent
  }

  private static func magnitude(_ vector: [ScalarField]) -> ScalarField {
    let grid = vector[0].grid
    let size = ScalarField(grid)
    for r in 0..<grid.rowCount {
      let x = unsafe vector[0].row(r, grid.width), y = unsafe vector[1].row(r, grid.width), z = unsafe vector[2].row(r, grid.width)
      let out = unsafe size.row(r, grid.width)
      for i in 1..<grid.width + 1 { unsafe out[i] = hypot(unsafe hypot(x[i], z[i]), unsafe y[i]) }
      size.seal(r)
    }
    return size
  }
}

extension Grid {
  /// `64 x 1 x 96 cells of 250 nm`.
  var cellsInWords: String {
    let sizes = [widthSpacing, growthSpacing].map { Readable.length($0) }
    return "\(width) x \(depth) x \(growth) cells of \(sizes[0] == sizes[1] ? sizes[0] : sizes.joined(separator: " x "))"
  }
}
