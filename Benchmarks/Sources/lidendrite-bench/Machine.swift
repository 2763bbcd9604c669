import Foundation

/// Where and when it was measured.
enum Machine {
  /// Of the processor; "unknown processor" where the system does not tell.
  static var name: String {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
    return model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
  }

  static var date: String { String(ISO8601DateFormatter().string(from: Date()).prefix(10)) }

  /// Programs that ran or waited over the last minute.
  static var load: String {
    let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
    return text?.split(separator: " ").first.map(String.init) ?? "unknown"
  }
}
