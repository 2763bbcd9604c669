import CHDF5

/// A file of the Hierarchical Data Format 5, read. What is missing or of another kind is told with the file's name.
final class HDF5Reader {
  private let file: HDF5Handle
  private let path: String

  private init(_ path: String) throws(RecordError) {
    self.path = path
    let access = try HDF5Handle(H5Pcreate(lid_h5_file_access()), closedBy: H5Pclose, "read \(path)")
    // Some network file systems refuse locks, and nobody writes into a finished file.
    _ = H5Pset_file_locking(access.id, false, true)
    file = try HDF5Handle(
      unsafe H5Fopen(path, lid_h5_read_only(), access.id), closedBy: H5Fclose, "read \(path): not a whole HDF5 file")
  }

  /// Opens a file for as long as `body` reads.
  static func read<Result>(
    _ path: String, _ body: (HDF5Reader) throws(RecordError) -> Result
  ) throws(RecordError) -> Result {
    try HDF5Library.use { () throws(RecordError) in try body(try HDF5Reader(path)) }
  }

  func has(_ object: String) -> Bool { unsafe H5Lexists(file.id, object, HDF5Library.standard) > 0 }

  /// Names of what a group holds, in the order of the alphabet.
  func names(in group: String) throws(RecordError) -> [String] {
    var info = H5G_info_t()
    try check(unsafe H5Gget_info_by_name(file.id, group, &info, HDF5Library.standard), group)
    var names: [String] = []
    for index in 0..<info.nlinks {
      let length = unsafe H5Lget_name_by_idx(
        file.id, group, H5_INDEX_NAME, H5_ITER_INC, index, nil, 0, HDF5Library.standard)
      guard length > 0 else { throw lacks(group) }
      var bytes = [CChar](repeating: 0, count: length + 1)
      _ = unsafe H5Lget_name_by_idx(
        file.id, group, H5_INDEX_NAME, H5_ITER_INC, index, &bytes, length + 1, HDF5Library.standard)
      names.append(String(decoding: bytes.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    return names
  }

  // MARK: Datasets

  func shape(of dataset: String) throws(RecordError) -> [Int] {
    let handle = try open(dataset)
    let space = try HDF5Handle(H5Dget_space(handle.id), closedBy: H5Sclose, "read \(path)")
    return try shape(space, dataset)
  }

  /// Numbers of some of the slowest indices, all others in the order of the file.
  func doubles(_ dataset: String, layers: Range<Int>) throws(RecordError) -> [Double] {
    let handle = try open(dataset)
    let space = try HDF5Handle(H5Dget_space(handle.id), closedBy: H5Sclose, "read \(path)")
    var count = try shape(space, dataset).map { hsize_t($0) }
    guard !count.isEmpty, layers.upperBound <= Int(count[0]) else { throw lacks(dataset) }
    var start = [hsize_t](repeating: 0, count: count.count)
    start[0] = hsize_t(layers.lowerBound)
    count[0] = hsize_t(layers.count)
    try check(unsafe H5Sselect_hyperslab(space.id, H5S_SELECT_SET, start, nil, count, nil), dataset)
    let memory = try HDF5Handle(unsafe H5Screate_simple(Int32(count.count), count, nil), closedBy: H5Sclose, "read \(path)")
    var numbers = [Double](repeating: 0, count: Int(count.reduce(1, *)))
    try check(
      unsafe H5Dread(handle.id, lid_h5_double(), memory.id, space.id, HDF5Library.standard, &numbers), dataset)
    return numbers
  }

  func text(_ dataset: String) throws(RecordError) -> String {
    let handle = try open(dataset)
    let type = try HDF5Handle(H5Dget_type(handle.id), closedBy: H5Tclose, "read \(path)")
    return try unsafe text(type, dataset) {
      unsafe H5Dread(handle.id, type.id, lid_h5_all(), lid_h5_all(), HDF5Library.standard, $0)
    }
  }

  // MARK: Attributes

  func text(_ attribute: String, of object: String) throws(RecordError) -> String {
    let handle = try open(attribute, of: object)
    let type = try HDF5Handle(H5Aget_type(handle.id), closedBy: H5Tclose, "read \(path)")
    return try unsafe text(type, "\(object)/\(attribute)") { unsafe H5Aread(handle.id, type.id, $0) }
  }

  func doubles(_ attribute: String, of object: String) throws(RecordError) -> [Double] {
    let handle = try open(attribute, of: object)
    var numbers = [Double](repeating: 0, count: try count(handle, attribute))
    try check(unsafe H5Aread(handle.id, lid_h5_double(), &numbers), attribute)
    return numbers
  }

  func integers(_ attribute: String, of object: String) throws(RecordError) -> [Int64] {
    let handle = try open(attribute, of: object)
    var numbers = [Int64](repeating: 0, count: try count(handle, attribute))
    try check(unsafe H5Aread(handle.id, lid_h5_int64(), &numbers), attribute)
    return numbers
  }

  // MARK: Places

  private func open(_ dataset: String) throws(RecordError) -> HDF5Handle {
    try HDF5Handle(
      unsafe H5Dopen2(file.id, dataset, HDF5Library.standard), closedBy: H5Dclose, "read \(path): it has no dataset \(dataset)")
  }

  private func open(_ attribute: String, of object: String) throws(RecordError) -> HDF5Handle {
    try HDF5Handle(
      unsafe H5Aopen_by_name(file.id, object, attribute, HDF5Library.standard, HDF5Library.standard), closedBy: H5Aclose,
      "read \(path): \(object) has no attribute \(attribute)")
  }

  private func shape(_ space: borrowing HDF5Handle, _ name: String) throws(RecordError) -> [Int] {
    let rank = H5Sget_simple_extent_ndims(space.id)
    guard rank >= 0 else { throw lacks(name) }
    var sizes = [hsize_t](repeating: 0, count: Int(rank))
    guard unsafe H5Sget_simple_extent_dims(space.id, &sizes, nil) == rank, sizes.allSatisfy({ $0 < 1 << 40 }) else { throw lacks(name) }
    return sizes.map { Int($0) }
  }

  private func count(_ attribute: borrowing HDF5Handle, _ name: String) throws(RecordError) -> Int {
    let space = try HDF5Handle(H5Aget_space(attribute.id), closedBy: H5Sclose, "read \(path)")
    let count = H5Sget_simple_extent_npoints(space.id)
    guard count >= 0, count < 1 << 20 else { throw lacks(name) }
    return Int(count)
  }

  /// Texts of a fixed length, as the writer makes them.
  private func text(
    _ type: borrowing HDF5Handle, _ name: String, _ read: (UnsafeMutableRawPointer) -> herr_t
  ) throws(RecordError) -> String {
    let size = H5Tget_size(type.id)
    guard H5Tget_class(type.id) == H5T_STRING, H5Tis_variable_str(type.id) == 0, size > 0, size < 1 << 28 else { throw lacks(name) }
    var bytes = [UInt8](repeating: 0, count: size)
    let status = unsafe bytes.withUnsafeMutableBytes { unsafe read($0.baseAddress!) }
    try check(status, name)
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private func check(_ status: herr_t, _ name: String) throws(RecordError) { if status < 0 { throw lacks(name) } }

  private func lacks(_ name: String) -> RecordError { .inputOutput("read \(path): \(name) is not what was expected") }
}
