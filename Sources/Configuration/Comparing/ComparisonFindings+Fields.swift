import Fields
import Foundation
import Records

extension ComparisonFindings {
  /// Field files of two runs with the same number.
  mutating func compareFieldFiles(_ a: RunFolder, _ b: RunFolder) throws {
    let first = Set(a.fieldFileNumbers), second = Set(b.fieldFileNumbers)
    let both = first.intersection(second).sorted()
    scope.append("fields: \(Self.count(both.count, "file"))")
    for (run, alone) in [(a, first.subtracting(second)), (b, second.subtracting(first))] {
      gaps += Self.onlyIn(run.path, Set(try alone.map { try String(run.fieldFile($0).dropFirst(run.path.count + 1)) }))
    }
    for number in both {
      let path = try a.fieldFile(number)
      try compareFields(path, try b.fieldFile(number), as: String(path.dropFirst(a.path.count + 1)))
    }
  }

  /// - Parameter name: of the file within its run.
  mutating func compareFields(_ a: String, _ b: String, as name: String) throws {
    let first = try FieldFile(path: a), second = try FieldFile(path: b)
    let cells = (first.header.grid.cellsInWords, second.header.grid.cellsInWords)
    guard cells.0 == cells.1 else { throw ComparisonError("\(b): \(cells.1), \(a) has \(cells.0)") }
    for (one, other) in [(first, second), (second, first)] {
      if let missing = one.quantities.first(where: { !other.quantities.contains($0) }) {
        throw ComparisonError("\(other.path): no \(missing.rawValue), which \(one.path) has")
      }
    }
    if first.quantities.isEmpty { throw ComparisonError("\(a): it holds no field") }
    if name.isEmpty { scope.append("field file: \(cells.0)") }
    let time = first.header.time
    var moment = Difference(name, "time", unit: "s")
    moment.add(time, second.header.time, at: "", time: time)
    differences.append(moment)
    // The same bytes have the same values.
    let areSame = FileManager.default.contentsEqual(atPath: a, andPath: b)
    for quantity in first.quantities {
      if areSame {
        differences.append(Difference(name, quantity.rawValue, unit: quantity.unit == "1" ? "" : quantity.unit))
      } else {
        differences.append(try difference(of: quantity, first, second, name))
      }
    }
  }

  /// In the unit of the file; of a vector, the length of the difference.
  private func difference(of quantity: FieldQuantity, _ first: FieldFile, _ second: FieldFile, _ name: String) throws -> Difference {
    let grid = first.header.grid
    let x = try first.fields(quantity), y = try second.fields(quantity, on: grid)
    var difference = Difference(name, quantity.rawValue, unit: quantity.unit == "1" ? "" : quantity.unit)
    for r in 0..<grid.rowCount {
      for i in 0..<grid.width {
        func place() -> String { "cell (\(i), \(grid.depthIndex(of: r)), \(grid.layer(of: r)))" }
        func value(_ field: ScalarField) -> Double { unsafe field.row(r, grid.width)[i + 1] / quantity.unitSize }
        if x.count == 1 {
          difference.add(value(x[0]), value(y[0]), at: place(), time: first.header.time)
          continue
        }
        var sum = 0.0, sizeA = 0.0, sizeB = 0.0
        for component in x.indices {
          let (p, q) = (value(x[component]), value(y[component]))
          sizeA += p * p
          sizeB += q * q
          if p != q, !(p.isNaN && q.isNaN) { sum += p.isFinite && q.isFinite ? (p - q) * (p - q) : .infinity }
        }
        for size in [sizeA, sizeB] where size.isFinite { difference.scale = max(difference.scale, size.squareRoot()) }
        difference.add(difference: sum.squareRoot(), at: place(), time: first.header.time)
      }
    }
    return difference
  }
}
