import Foundation

/// Memory that a new process can have without pushing others out.
public enum AvailableMemory {
  /// Bytes: what the kernel estimates (`MemAvailable` in `/proc/meminfo`), within what the process's control group (version 2) leaves; nil
  /// where neither is told.
  public static var bytes: Double? {
    let folder = read("/proc/self/cgroup").flatMap { Self.group(in: $0) }.map { "/sys/fs/cgroup\($0)" }
    return bytes(
      meminfo: read("/proc/meminfo"), limit: folder.flatMap { read("\($0)/memory.max") },
      used: folder.flatMap { read("\($0)/memory.current") })
  }

  static func bytes(meminfo: String?, limit: String?, used: String?) -> Double? {
    let line = meminfo?.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    let machine = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }.map { 1024 * $0 }
    let group = zip(limit, used).map { max(0, $0.0 - $0.1) }
    return [machine, group].compactMap { $0 }.min()
  }

  /// Both as numbers; nil where there is no limit.
  private static func zip(_ limit: String?, _ used: String?) -> (Double, Double)? {
    guard let limit = limit.flatMap(number), let used = used.flatMap(number) else { return nil }
    return (limit, used)
  }

  private static func number(_ text: String) -> Double? { Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) }

  private static func group(in text: String) -> String? {
    text.split(separator: "\n").first { $0.hasPrefix("0::") }.map { String($0.dropFirst(3)) }
  }

  private static func read(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
