import Fields
import Foundation
import TestSupport
import Testing

@testable import Records

/// Field files as h5py, VTK and this program read them.
@Suite struct FieldFileTests {
  static let readers = "\(Python.root)/Tests/RecordsTests/Readers"

  /// 3 x 2 x 4 cells: no two axes alike.
  static let grid = Grid(
    width: 3, depth: 2, growth: 4, widthSpacing: 0.5e-6, depthSpacing: 2e-6, growthSpacing: 0.25e-6, widthClosure: .mirrored)
  static let header = FieldFileHeader(grid: grid, time: 12.5, charge: 9000, step: 42, run: "demo")

  /// A different number in each cell, of which binary fractions keep every digit.
  static func field(_ offset: Double) -> ScalarField {
    let field = ScalarField(grid)
    for k in 0..<4 { for j in 0..<2 { for i in 0..<3 { field[i, j, k] = offset + number(i, j, k) } } }
    return field
  }

  static func number(_ i: Int, _ j: Int, _ k: Int) -> Double { Double(i) + 4 * Double(j) + 16 * Double(k) }

  static func write(_ path: String, _ precision: FieldFile.Precision = .double, compression: Int = 4) throws {
    try FieldFile.write(
      [
        .init(.lithium, field(0.5)), .init(.salt, field(1000)), .init(.potential, field(-0.25)),
        .init(.current, field(10), nil, field(-20)),
      ], header, precision: precision, compression: compression, to: path)
  }

  /// The numbers of all cells, growth slowest and width fastest, as Python writes them.
  static func list(_ value: (Double) -> [Double]) -> String {
    var words: [String] = []
    for k in 0..<4 { for j in 0..<2 { for i in 0..<3 { words += value(number(i, j, k)).map { "\($0)" } } } }
    return words.joined(separator: " ")
  }

  @Test(arguments: FieldFile.Precision.allCases) func twoOtherReadersSeeWhatWasWritten(precision: FieldFile.Precision) throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/a.vtkhdf"
      try Self.write(path, precision)
      let digits: (Double) -> Double = { precision == .single ? Double(Float($0)) : $0 }
      let type = precision == .single ? "float32" : "float64"
      let lithium = Self.list { [$0 + 0.5] }, potential = Self.list { [$0 - 0.25] }
      // SI over 1000 mol/m³ and 10 A/m²: divisions that IEEE 754 rounds the same everywhere.
      let salt = Self.list { [digits(($0 + 1000) / 1000)] }
      let current = Self.list { [digits(($0 + 10) / 10), 0, digits(($0 - 20) / 10)] }
      #expect(
        try Python.run(script: "\(Self.readers)/read_fields.py", [path]) == """
          h5py Direction: 1.0 0.0 0.0 0.0 1.0 0.0 0.0 0.0 1.0
          h5py Origin: 0.0 0.0 0.0
          h5py Spacing: 0.5 2.0 0.25
          h5py Type: ImageData
          h5py Version: 1 0
          h5py WholeExtent: 0 3 0 2 0 4
          h5py arealCapacity: 0.25
          h5py arealCapacityUnit: mA*h/cm^2
          h5py axes: width, depth, growth
          h5py lengthUnit: um
          h5py program: lidendrite 0.1.0
          h5py run: demo
          h5py sides: mirrored
          h5py step: 42
          h5py time: 12.5
          h5py timeUnit: s
          h5py current (4, 2, 3, 3) \(type) mA/cm^2: \(current)
          h5py lithium (4, 2, 3) \(type) 1: \(lithium)
          h5py potential (4, 2, 3) \(type) V: \(potential)
          h5py salt (4, 2, 3) \(type) mol/L: \(salt)
          h5py FieldData arealCapacity: 0.25
          h5py FieldData time: 12.5
          vtk vtkImageData of 4 3 5 points
          vtk origin 0.0 0.0 0.0 spacing 0.5 2.0 0.25
          vtk current 3: \(current)
          vtk lithium 1: \(lithium)
          vtk potential 1: \(potential)
          vtk salt 1: \(salt)
          vtk FieldData arealCapacity: 0.25
          vtk FieldData time: 12.5

          """)
    }
  }

  @Test func whatIsWrittenIsReadBackInSI() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/a.vtkhdf"
      try Self.write(path)
      let file = try FieldFile(path: path)
      #expect(file.header == Self.header)
      #expect(file.quantities == [.lithium, .salt, .potential, .current])
      let salt = try file.fields(.salt)[0], current = try file.fields(.current)
      #expect(current.count == 3)
      for k in 0..<4 {
        for j in 0..<2 {
          for i in 0..<3 {
            #expect(abs(salt[i, j, k] - 1000 - Self.number(i, j, k)) < 1e-12 * 1000)
            #expect(abs(current[0][i, j, k] - 10 - Self.number(i, j, k)) < 1e-13)
            #expect(current[1][i, j, k] == 0)
            #expect(abs(current[2][i, j, k] + 20 - Self.number(i, j, k)) < 1e-13)
          }
        }
      }
      // Ghosts of a mirrored end repeat the cell.
      #expect(unsafe salt.row(0, 3)[0] == salt[0, 0, 0])
    }
  }

  @Test func aFileOfAnotherProgramIsRead() throws {
    try TemporaryFolder.with { folder in
      let path = "\(folder)/other.vtkhdf"
      _ = try Python.run(script: "\(Self.readers)/write_fields.py", [path])
      let file = try FieldFile(path: path)
      #expect(file.header.grid == Grid(width: 3, growth: 2, widthSpacing: 0.5e-6, growthSpacing: 0.25e-6, widthClosure: .mirrored))
      #expect((file.header.time, file.header.charge, file.header.step, file.header.run) == (1.5, 9000, 7, "other"))
      #expect(file.quantities == [.salt])
      #expect(try file.fields(.salt)[0][2, 0, 1] == 625)
    }
  }

  @Test func theSameFieldsGiveTheSameBytes() throws {
    try TemporaryFolder.with { folder in
      try Self.write("\(folder)/a.vtkhdf")
      // Times in the file would have whole seconds.
      Thread.sleep(forTimeInterval: 1.1)
      try Self.write("\(folder)/b.vtkhdf")
      #expect(FileManager.default.contentsEqual(atPath: "\(folder)/a.vtkhdf", andPath: "\(folder)/b.vtkhdf"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a.vtkhdf", "b.vtkhdf"])
    }
  }

  @Test func largeFieldsInManyBlocksKeepTheirOrder() throws {
    try TemporaryFolder.with { folder in
      let grid = Grid(width: 100, growth: 1500, widthSpacing: 1e-6)
      let field = ScalarField(grid)
      for k in 0..<1500 { for i in 0..<100 { field[i, 0, k] = Double(100 * k + i) } }
      let header = FieldFileHeader(grid: grid, time: 0, charge: 0, step: 0, run: "large")
      for compression in [0, 1, 9] {
        let path = "\(folder)/\(compression).vtkhdf"
        try FieldFile.write([.init(.lithium, field)], header, precision: .double, compression: compression, to: path)
        let back = try FieldFile(path: path).fields(.lithium)[0]
        #expect((0..<1500).allSatisfy { k in (0..<100).allSatisfy { back[$0, 0, k] == Double(100 * k + $0) } })
      }
    }
  }

  @Test func theFilesOfAFolderAreCountedAndCut() throws {
    try TemporaryFolder.with { folder in
      let run = try RunFolder(
        creating: "\(folder)/run", config: "a", provenance: Provenance(threads: 1, seed: nil), overwrite: false)
      #expect(run.fieldFileNumbers.isEmpty)
      for number in [0, 2, 11] { try Self.write(try run.fieldFile(number)) }
      try run.write("mine", to: "\(run.fields)/notes.txt")
      #expect(run.fieldFileNumbers == [0, 2, 11])
      try run.removeFieldFiles(from: 2)
      #expect(try FileManager.default.contentsOfDirectory(atPath: run.fields).sorted() == ["000000.vtkhdf", "notes.txt"])
    }
  }
}
