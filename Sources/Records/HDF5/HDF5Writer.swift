import CHDF5
import Files

/// A file of the Hierarchical Data Format 5, made in memory or, where it is large, on the disk.
///
/// On the disk the library only lays the file out, a few kilobytes; the numbers are written past it once the disk has room for all of
/// them, so that what fails then is one of the system's plain calls, with its reason. The same contents give the same bytes: objects carry no times.
final class HDF5Writer {
  enum Precision: Sendable {
    case single, double
  }

  /// How numbers lie in the file.
  struct Layout {
    /// Slowest index first.
    var shape: [Int]
    var precision = Precision.double
    /// zlib's effort, 1 to 9; 0 stores the numbers as they are.
    var compression = 0

    /// Ranges of the slowest index with about a quarter of a megabyte of doubles each: below the library's chunk cache, large enough to
    /// compress well.
    var blocks: [Range<Int>] {
      stride(from: 0, to: shape[0], by: layersPerBlock).map { $0..<min(shape[0], $0 + layersPerBlock) }
    }

    /// Numbers of a range of the slowest index.
    func count(in range: Range<Int>) -> Int { shape.dropFirst().reduce(range.count, *) }

    var layersPerBlock: Int { max(1, min(shape[0], 32768 / max(1, shape.dropFirst().reduce(1, *)))) }
  }

  private let file: HDF5Handle
  private let name: String
  /// Whether numbers are left for later.
  private let isLaidOut: Bool
  private var parts: [Part] = []

  /// Numbers whose place is known.
  private struct Part {
    let offset: Int
    let layout: Layout
    let block: (Range<Int>) -> [Double]
  }

  /// Makes a file in memory.
  /// - Parameter name: of the file, for messages.
  private init(_ name: String) throws(RecordError) {
    self.name = name
    isLaidOut = false
    let access = try HDF5Handle(H5Pcreate(lid_h5_file_access()), closedBy: H5Pclose, "make \(name) in memory")
    // Grown by a megabyte at a time; never written by the library itself.
    try HDF5Library.check(H5Pset_fapl_core(access.id, 1 << 20, false), "make \(name) in memory")
    file = try HDF5Handle(
      unsafe H5Fcreate(name, lid_h5_truncate(), HDF5Library.standard, access.id), closedBy: H5Fclose, "make \(name) in memory")
  }

  /// Lays a file out on the disk.
  private init(layingOut path: String, as name: String) throws(RecordError) {
    self.name = name
    isLaidOut = true
    let access = try HDF5Handle(H5Pcreate(lid_h5_file_access()), closedBy: H5Pclose, "write \(name)")
    // Some network file systems refuse locks, and nobody else knows this file yet.
    _ = H5Pset_file_locking(access.id, false, true)
    file = try HDF5Handle(
      unsafe H5Fcreate(path, lid_h5_truncate(), HDF5Library.standard, access.id), closedBy: H5Fclose, "write \(name)")
  }

  /// More than the library takes for itself.
  private static let headerBytes = 1 << 20

  /// Makes a file on the disk with what `fill` puts into it, without a copy of its numbers in memory.
  /// - Parameters:
  ///   - path: where it is made.
  ///   - name: what messages call it.
  ///   - byteCount: of its contents. The library cannot cope with a full disk, and is not let near one that was full a moment ago.
  /// - Throws: `RecordError`; part of a file may be left then.
  static func write(
    _ path: String, as name: String, byteCount: Int, _ fill: (HDF5Writer) throws(RecordError) -> Void
  ) throws(RecordError) {
    do throws(FileError) {
      try PlacedFile(creating: path, byteCount: byteCount + headerBytes).close()
    } catch {
      throw RecordError(FileError(error.action, name, code: error.code))
    }
    let parts = try HDF5Library.use { () throws(RecordError) in
      let writer = try HDF5Writer(layingOut: path, as: name)
      try fill(writer)
      try HDF5Library.check(H5Fflush(writer.file.id, H5F_SCOPE_GLOBAL), "write \(name)")
      return writer.parts
    }
    // What the library wrote last it wrote when it closed the file.
    try HDF5Reader.read(path) { _ in }
    do throws(FileError) {
      let file = try PlacedFile(opening: path)
      try file.reserve()
      for part in parts {
        var offset = part.offset
        for range in part.layout.blocks {
          let numbers = part.block(range)
          precondition(numbers.count == part.layout.count(in: range), "a block has the shape of its dataset")
          try unsafe file.write(numbers.span.bytes, at: offset)
          offset += numbers.count * MemoryLayout<Double>.stride
        }
      }
      try file.close()
    } catch {
      throw RecordError(FileError(error.action, name, code: error.code))
    }
  }

  /// The bytes of a file with what `fill` puts into it.
  static func image(_ name: String, _ fill: (HDF5Writer) throws(RecordError) -> Void) throws(RecordError) -> [UInt8] {
    try HDF5Library.use { () throws(RecordError) in
      let writer = try HDF5Writer(name)
      try fill(writer)
      return try writer.bytes()
    }
  }

  private func bytes() throws(RecordError) -> [UInt8] {
    try HDF5Library.check(H5Fflush(file.id, H5F_SCOPE_GLOBAL), "make \(name) in memory")
    let count = H5Fget_file_image(file.id, nil, 0)
    guard count > 0 else { throw .inputOutput("make \(name) in memory") }
    var copied = 0
    let image = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      copied = unsafe H5Fget_file_image(file.id, buffer.baseAddress, count)
      filled = max(0, copied)
    }
    guard copied == count else { throw .inputOutput("make \(name) in memory") }
    return image
  }

  // MARK: Contents

  func group(_ path: String) throws(RecordError) {
    _ = try HDF5Handle(
      unsafe H5Gcreate2(file.id, path, HDF5Library.standard, HDF5Library.standard, HDF5Library.standard), closedBy: H5Gclose,
      "make the group \(path)")
  }

  func attribute(_ attribute: String, of path: String, _ text: String) throws(RecordError) {
    let type = try textType(text)
    let space = try HDF5Handle(H5Screate(H5S_SCALAR), closedBy: H5Sclose, "describe \(attribute)")
    let bytes = Array(text.utf8) + [0]
    try put(attribute, of: path, type: type.id, space: space.id) { unsafe H5Awrite($0, type.id, bytes) }
  }

  func attribute(_ attribute: String, of path: String, _ numbers: [Double]) throws(RecordError) {
    let space = try simpleSpace([numbers.count])
    try put(attribute, of: path, type: lid_h5_f64(), space: space.id) { unsafe H5Awrite($0, lid_h5_double(), numbers) }
  }

  func attribute(_ attribute: String, of path: String, _ numbers: [Int64]) throws(RecordError) {
    let space = try simpleSpace([numbers.count])
    try put(attribute, of: path, type: lid_h5_i64(), space: space.id) { unsafe H5Awrite($0, lid_h5_int64(), numbers) }
  }

  func attribute(_ attribute: String, of path: String, _ number: Double) throws(RecordError) {
    let space = try HDF5Handle(H5Screate(H5S_SCALAR), closedBy: H5Sclose, "describe \(attribute)")
    try put(attribute, of: path, type: lid_h5_f64(), space: space.id) { unsafe H5Awrite($0, lid_h5_double(), [number]) }
  }

  func attribute(_ attribute: String, of path: String, _ number: Int64) throws(RecordError) {
    let space = try HDF5Handle(H5Screate(H5S_SCALAR), closedBy: H5Sclose, "describe \(attribute)")
    try put(attribute, of: path, type: lid_h5_i64(), space: space.id) { unsafe H5Awrite($0, lid_h5_int64(), [number]) }
  }

  /// A text of any length.
  func dataset(_ path: String, _ text: String) throws(RecordError) {
    let type = try textType(text)
    let space = try HDF5Handle(H5Screate(H5S_SCALAR), closedBy: H5Sclose, "describe \(path)")
    let dataset = try create(path, type: type.id, space: space.id, layout: nil)
    let bytes = Array(text.utf8) + [0]
    try HDF5Library.check(unsafe H5Dwrite(dataset.id, type.id, lid_h5_all(), lid_h5_all(), HDF5Library.standard, bytes), "fill \(path)")
  }

  /// Numbers, taken in blocks of the slowest index so that no second copy of a field is made.
  /// - Parameter block: the numbers of some of these indices, in the order of the file.
  func dataset(_ path: String, _ layout: Layout, _ block: @escaping (Range<Int>) -> [Double]) throws(RecordError) {
    let space = try simpleSpace(layout.shape)
    let type = layout.precision == .double ? lid_h5_f64() : lid_h5_f32()
    let dataset = try create(path, type: type, space: space.id, layout: layout)
    if isLaidOut {
      precondition(layout.precision == .double && layout.compression == 0, "only numbers as they are have a known place")
      let offset = H5Dget_offset(dataset.id)
      guard offset != haddr_t.max else { throw .inputOutput("write \(name)") }
      parts.append(Part(offset: Int(offset), layout: layout, block: block))
      return
    }
    for range in layout.blocks {
      let numbers = block(range)
      precondition(numbers.count == layout.count(in: range), "a block has the shape of its dataset")
      var start = [hsize_t](repeating: 0, count: layout.shape.count), count = layout.shape.map { hsize_t($0) }
      start[0] = hsize_t(range.lowerBound)
      count[0] = hsize_t(range.count)
      try HDF5Library.check(unsafe H5Sselect_hyperslab(space.id, H5S_SELECT_SET, start, nil, count, nil), "fill \(path)")
      let memory = try HDF5Handle(
        unsafe H5Screate_simple(Int32(count.count), count, nil), closedBy: H5Sclose, "fill \(path)")
      try HDF5Library.check(
        unsafe H5Dwrite(dataset.id, lid_h5_double(), memory.id, space.id, HDF5Library.standard, numbers), "fill \(path)")
    }
  }

  // MARK: Types and places

  private func create(_ path: String, type: hid_t, space: hid_t, layout: Layout?) throws(RecordError) -> HDF5Handle {
    let properties = try HDF5Handle(H5Pcreate(lid_h5_dataset_creation()), closedBy: H5Pclose, "describe \(path)")
    try HDF5Library.check(H5Pset_obj_track_times(properties.id, false), "describe \(path)")
    if isLaidOut, layout != nil {
      try HDF5Library.check(H5Pset_alloc_time(properties.id, H5D_ALLOC_TIME_EARLY), "describe \(path)")
      try HDF5Library.check(H5Pset_fill_time(properties.id, H5D_FILL_TIME_NEVER), "describe \(path)")
    }
    if let layout, layout.compression > 0 {
      var chunk = layout.shape.map { hsize_t($0) }
      chunk[0] = hsize_t(layout.layersPerBlock)
      try HDF5Library.check(unsafe H5Pset_chunk(properties.id, Int32(chunk.count), chunk), "describe \(path)")
      // Neighbouring numbers have alike leading bytes: put together, these compress well.
      try HDF5Library.check(H5Pset_shuffle(properties.id), "describe \(path)")
      try HDF5Library.check(H5Pset_deflate(properties.id, UInt32(layout.compression)), "describe \(path)")
    }
    return try HDF5Handle(
      unsafe H5Dcreate2(file.id, path, type, space, HDF5Library.standard, properties.id, HDF5Library.standard), closedBy: H5Dclose,
      "make the dataset \(path)")
  }

  private func put(_ attribute: String, of path: String, type: hid_t, space: hid_t, _ write: (hid_t) -> herr_t) throws(RecordError) {
    let handle = try HDF5Handle(
      unsafe H5Acreate_by_name(
        file.id, path, attribute, type, space, HDF5Library.standard, HDF5Library.standard, HDF5Library.standard), closedBy: H5Aclose,
      "make the attribute \(attribute) of \(path)")
    try HDF5Library.check(write(handle.id), "fill the attribute \(attribute) of \(path)")
  }

  /// As many bytes as the text has, which is how VTK wants it.
  private func textType(_ text: String) throws(RecordError) -> HDF5Handle {
    let type = try HDF5Handle(H5Tcopy(lid_h5_c_string()), closedBy: H5Tclose, "describe a text")
    try HDF5Library.check(H5Tset_size(type.id, max(1, text.utf8.count)), "describe a text")
    try HDF5Library.check(H5Tset_strpad(type.id, H5T_STR_NULLPAD), "describe a text")
    if !text.utf8.allSatisfy({ $0 < 128 }) { try HDF5Library.check(H5Tset_cset(type.id, H5T_CSET_UTF8), "describe a text") }
    return type
  }

  private func simpleSpace(_ shape: [Int]) throws(RecordError) -> HDF5Handle {
    try HDF5Handle(
      unsafe H5Screate_simple(Int32(shape.count), shape.map { hsize_t($0) }, nil), closedBy: H5Sclose, "describe a shape")
  }
}
