import Foundation

/// Memory of this process that is not swapped out, as the kernel counts it.
enum ResidentMemory {
  /// Bytes; nil where it cannot be told.
  static var bytes: Double? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    return text.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
  }
}
