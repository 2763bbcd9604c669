import CHDF5

/// One of HDF5's objects, closed when it goes.
///
/// All calls of the library are made under one lock: not every build of it can be used by several threads.
struct HDF5Handle: ~Copyable {
  let id: hid_t
  private let close: (hid_t) -> herr_t

  /// - Parameters:
  ///   - id: negative where the library could not do it.
  ///   - action: what could not be done then, for the message.
  init(_ id: hid_t, closedBy close: @escaping (hid_t) -> herr_t, _ action: String) throws(RecordError) {
    self.id = id
    self.close = close
    guard id >= 0 else { throw .inputOutput(action) }
  }

  deinit { _ = close(id) }
}
