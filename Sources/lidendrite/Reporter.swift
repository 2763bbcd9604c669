import Configuration
import Foundation

/// Errors and warnings on standard error, as sentences or as JSON with one object a line.
struct Reporter {
  let asJSON: Bool

  /// The parts of a message that are known; the others are left out.
  private struct Record: Encodable {
    let kind: String
    let message: String
    var file: String?
    var line: Int?
    var column: Int?
    var key: String?
    var found: String?
    var allowed: String?
    var suggestion: String?
    /// Set for what came from `--set`.
    var isOverride: Bool?

    init(_ kind: String, _ message: String) {
      self.kind = kind
      self.message = message
    }

    mutating func set(_ place: ConfigurationError.Place, file: String, key: String) {
      self.key = key.isEmpty ? nil : key
      switch place {
      case .line(let line, let column):
        self.file = file
        self.line = line
        self.column = column
      case .file: self.file = file
      case .override: isOverride = true
      }
    }
  }

  func error(_ error: ConfigurationError) {
    guard asJSON else { return StandardError.write("\(error)\n") }
    var record = Record("error", error.message)
    record.set(error.place, file: error.file, key: error.key)
    record.found = error.found
    record.allowed = error.allowed
    record.suggestion = error.suggestion
    write(record)
  }

  func error(_ error: ResolutionError, in file: String) {
    let key = "numerics.interfaceHalfWidth"
    guard asJSON else { return StandardError.write("\(file): \(key): \(error.message)\n") }
    var record = Record("error", error.message)
    record.set(.file, file: file, key: key)
    write(record)
  }

  func error(_ error: FigureError) {
    self.error(error.description, found: error.found, allowed: error.allowed, suggestion: error.suggestion)
  }

  func error(_ error: UnknownMaterial) {
    self.error(error.description, found: error.found, allowed: error.allowed, suggestion: error.suggestion)
  }

  /// What has no place in a config.
  func error(_ text: String, found: String? = nil, allowed: String? = nil, suggestion: String? = nil) {
    guard asJSON else { return StandardError.write("\(text)\n") }
    var record = Record("error", text)
    record.found = found
    record.allowed = allowed
    record.suggestion = suggestion
    write(record)
  }

  /// - Parameter notices: keys without effect; a warning that is one of them tells its place.
  func warning(_ text: String, _ notices: [IdleKeyNotice]) {
    guard asJSON else { return StandardError.write("warning: \(text)\n") }
    if let notice = notices.first(where: { $0.description == text }) {
      var record = Record("warning", notice.message)
      record.set(notice.place, file: notice.file, key: notice.key)
      return write(record)
    }
    // Others begin with the key they are about, if there is one.
    let colon = text.firstRange(of: ": ")
    let key = colon.map { String(text[..<$0.lowerBound]) }.flatMap { RunConfiguration.keys.contains($0) ? $0 : nil }
    var record = Record("warning", key == nil ? text : String(text[(colon?.upperBound ?? text.startIndex)...]))
    record.key = key
    write(record)
  }

  private func write(_ record: Record) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Text and whole numbers alone: nothing that JSON cannot hold.
    guard let line = try? encoder.encode(record) else { return }
    StandardError.write(String(decoding: line, as: UTF8.self) + "\n")
  }
}
