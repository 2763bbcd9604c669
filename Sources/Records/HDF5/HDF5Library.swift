import CHDF5
import Foundation

/// The door to HDF5: one thread at a time, since not every build of the library can be used by several.
enum HDF5Library {
  private static let lock = NSLock()

  static func use<Result>(_ body: () throws(RecordError) -> Result) throws(RecordError) -> Result {
    lock.lock()
    defer {
      // The library keeps what it freed for later; with each checkpoint a little more.
      H5garbage_collect()
      lock.unlock()
    }
    lid_h5_be_quiet()
    return try body()
  }

  /// - Parameter action: what could not be done when the library answers with an error.
  static func check(_ status: herr_t, _ action: String) throws(RecordError) {
    if status < 0 { throw .inputOutput(action) }
  }

  static let standard = lid_h5_default()
}
