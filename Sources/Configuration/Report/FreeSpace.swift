import Foundation

/// Room on the disk that a folder is on, or will be on.
enum FreeSpace {
  /// Bytes that this user may write; nil where the system does not tell.
  static func bytes(at path: String) -> Double? {
    var place = URL(fileURLWithPath: path)
    while !FileManager.default.fileExists(atPath: place.path), place.path != "/" { place.deleteLastPathComponent() }
    var status = statvfs()
    guard unsafe statvfs(place.path, &status) == 0 else { return nil }
    return Double(status.f_bavail) * Double(status.f_frsize)
  }
}
