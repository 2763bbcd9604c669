import Files

/// A picture's file, of which nobody ever sees half.
enum WholePicture {
  /// - Throws: `PictureError` with the system's reason; nothing is left behind then.
  static func write(_ bytes: [UInt8], to path: String) throws(PictureError) {
    do throws(FileError) {
      // A frame that a checkpoint counts must be there after a loss of power.
      try unsafe WholeFile.write(bytes.span.bytes, to: path, isDurable: true)
    } catch {
      throw .cannotWrite(path: path, reason: error.reason)
    }
  }
}
