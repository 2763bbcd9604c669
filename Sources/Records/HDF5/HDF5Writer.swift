import CHDF5

/// A file of the Hierarchical Data Format 5 that is made in memory, so that nothing but one plain write can fail on a disk.
///
/// The same contents give the same bytes: objects carry no times.
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
  }

  private let file: HDF5Handle
  private let name: String

  /// - Parameter name: of the file, for messages.
  private init(_ name: String) throws(RecordError) {
    self.name = name
    let access = try HDF5Handle(H5Pcreate(lid_h5_file_access()), closedBy: H5Pclose, "make \(name) in memory")
    // Grown by a megabyte at a time; never written by the library itself.
    try HDF5Library.check(H5Pset_fapl_core(access.id, 1 << 20, false), "make \(name) in memory")
    file = try HDF5Handle(
      unsafe H5Fcreate(name, lid_h5_truncate(), HDF5Library.standard, access.id), closedBy: H5Fclose, "make \(name) in memory")
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
  func dataset(_ path: String, _ layout: Layout, _ block: (Range<Int>) -> [Double]) throws(RecordError) {
    let space = try simpleSpace(layout.shape)
    let type = layout.precision == .double ? lid_h5_f64() : lid_h5_f32()
    let dataset = try create(path, type: type, space: space.id, layout: layout)
    let layers = layout.shape[0], step = Self.layersPerBlock(layout)
    var first = 0
    while first < layers {
      let range = first..<min(layers, first + step)
      let numbers = block(range)
      precondition(numbers.count == layout.shape.dropFirst().reduce(range.count, *), "a block has the shape of its dataset")
      var start = [hsize_t](repeating: 0, count: layout.shape.count), count = layout.shape.map { hsize_t($0) }
      start[0] = hsize_t(range.lowerBound)
      count[0] = hsize_t(range.count)
      try HDF5Library.check(unsafe H5Sselect_hyperslab(space.id, H5S_SELECT_SET, start, nil, count, nil), "fill \(path)")
      let memory = try HDF5Handle(
        unsafe H5Screate_simple(Int32(count.count), count, nil), closedBy: H5Sclose, "fill \(path)")
      try HDF5Library.check(
        unsafe H5Dwrite(dataset.id, lid_h5_double(), memory.id, space.id, HDF5Library.standard, numbers), "fill \(path)")
      first = range.upperBound
    }
  }

  /// About a quarter of a megabyte of doubles: below the library's chunk cache, large enough to compress well.
  private static func layersPerBlock(_ layout: Layout) -> Int {
    max(1, min(layout.shape[0], 32768 / max(1, layout.shape.dropFirst().reduce(1, *))))
  }

  // MARK: Types and places

  private func create(_ path: String, type: hid_t, space: hid_t, layout: Layout?) throws(RecordError) -> HDF5Handle {
    let properties = try HDF5Handle(H5Pcreate(lid_h5_dataset_creation()), closedBy: H5Pclose, "describe \(path)")
    try HDF5Library.check(H5Pset_obj_track_times(properties.id, false), "describe \(path)")
    if let layout, layout.compression > 0 {
      var chunk = layout.shape.map { hsize_t($0) }
      chunk[0] = hsize_t(Self.layersPerBlock(layout))
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
