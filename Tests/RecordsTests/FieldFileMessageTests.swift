import Fields
import Foundation
import Testing

@testable import Records

/// What is said of a file that is no field file, or lacks something.
@Suite struct FieldFileMessageTests {
  /// The message of the refusal.
  private func refusal(_ body: () throws(RecordError) -> Void) -> String {
    do throws(RecordError) {
      try body()
      return "no error"
    } catch {
      #expect(error.cause == .refused)
      return error.description
    }
  }

  private func refusal(of path: String) -> String { refusal { () throws(RecordError) in _ = try FieldFile(path: path) } }

  @Test func whatIsNoFieldFile() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/a.vtkhdf"
      #expect(refusal(of: path) == "\(path): no such file")
      #expect(refusal(of: folder) == "\(folder): expected a field file, found a folder")
      try "time [s]\n0\n".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(refusal(of: path) == "\(path): expected a field file, found no HDF5 file")
      try Data().write(to: URL(fileURLWithPath: path))
      #expect(refusal(of: path) == "\(path): expected a field file, found no HDF5 file")
      try FieldFileTests.write(path)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
      #expect(refusal(of: path) == "cannot read \(path): not a whole HDF5 file")
    }
  }

  @Test func aQuantityThatIsNotThere() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/a.vtkhdf"
      let contents = [FieldFile.Content(.lithium, FieldFileTests.field(0)), .init(.potential, FieldFileTests.field(0))]
      try FieldFile.write(contents, FieldFileTests.header, precision: .single, compression: 0, to: path)
      let file = try FieldFile(path: path)
      #expect(
        refusal { () throws(RecordError) in _ = try file.fields(.salt) } == "\(path): it has no salt; it holds lithium, potential")
    }
  }

  /// A file with attributes and a dataset of one's own.
  private func write(_ path: String, _ fill: (HDF5Writer) throws(RecordError) -> Void) throws {
    try Data(try HDF5Writer.image(path, fill)).write(to: URL(fileURLWithPath: path))
  }

  /// A sound one of 2 x 1 x 3 cells, but for what is changed.
  private func writeSound(
    _ path: String, type: String = "ImageData", lengthUnit: String = "um", extent: [Int64] = [0, 2, 0, 1, 0, 3],
    spacing: [Double] = [1, 1, 1], sides: String = "periodic", shape: [Int] = [3, 1, 2], unit: String = "mol/L"
  ) throws {
    try write(path) { file throws(RecordError) in
      try file.group("VTKHDF")
      try file.attribute("Type", of: "VTKHDF", type)
      try file.attribute("lengthUnit", of: "VTKHDF", lengthUnit)
      try file.attribute("WholeExtent", of: "VTKHDF", extent)
      try file.attribute("Spacing", of: "VTKHDF", spacing)
      try file.attribute("sides", of: "VTKHDF", sides)
      try file.attribute("time", of: "VTKHDF", 1.0)
      try file.attribute("arealCapacity", of: "VTKHDF", 1.0)
      try file.attribute("step", of: "VTKHDF", Int64(1))
      try file.attribute("run", of: "VTKHDF", "a")
      try file.group("VTKHDF/CellData")
      try file.dataset("VTKHDF/CellData/salt", .init(shape: shape)) { layers in
        [Double](repeating: 1, count: shape.dropFirst().reduce(layers.count, *))
      }
      try file.attribute("unit", of: "VTKHDF/CellData/salt", unit)
    }
  }

  @Test func filesThatLackSomething() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/a.vtkhdf"
      try write(path) { file throws(RecordError) in try file.group("other") }
      #expect(refusal(of: path) == "\(path): not a field file: it has no group VTKHDF")
      try write(path) { file throws(RecordError) in try file.group("VTKHDF") }
      #expect(refusal(of: path) == "cannot read \(path): VTKHDF has no attribute Type")
    }
  }

  @Test func filesOfAnotherKind() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/a.vtkhdf"
      try writeSound(path)
      #expect(refusal(of: path) == "no error")
      try writeSound(path, type: "PolyData")
      #expect(refusal(of: path) == "\(path): expected VTKHDF of the type ImageData, found PolyData")
      try writeSound(path, lengthUnit: "mm")
      #expect(refusal(of: path) == "\(path): expected lengths in um, found mm")
      try writeSound(path, extent: [0, 2, 0, 0, 0, 3])
      #expect(refusal(of: path) == "\(path): expected a WholeExtent of cells counted from 0, found [0, 2, 0, 0, 0, 3]")
      try writeSound(path, spacing: [1, 0, 1])
      #expect(refusal(of: path) == "\(path): expected a Spacing of three lengths greater than 0, found [1.0, 0.0, 1.0]")
      try writeSound(path, sides: "open")
      #expect(refusal(of: path) == "\(path): expected sides to be periodic or mirrored, found open")
      try writeSound(path, shape: [2, 1, 3])
      #expect(refusal(of: path) == "\(path): salt has the shape 2 x 1 x 3, expected 3 x 1 x 2")
      try writeSound(path, unit: "mol/m^3")
      #expect(refusal(of: path) == "\(path): salt is in mol/m^3, expected mol/L")
    }
  }

  @Test func aFullDiskIsToldInOneLine() {
    #expect(throws: RecordError(cause: .inputOutput, description: "cannot write /proc/a.vtkhdf: no such file or directory")) {
      try FieldFileTests.write("/proc/a.vtkhdf")
    }
  }
}
