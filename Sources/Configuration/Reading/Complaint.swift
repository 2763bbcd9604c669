/// What is wrong with a value: the sentence a person reads, and its parts for a program.
struct Complaint: Error, Equatable, Sendable {
  let message: String
  /// As written in the config.
  var found: String?
  /// What would have been right.
  var allowed: String?
  /// A known name that was probably meant.
  var suggestion: String?

  init(_ message: String, found: String? = nil, allowed: String? = nil, suggestion: String? = nil) {
    self.message = message
    self.found = found
    self.allowed = allowed
    self.suggestion = suggestion
  }

  /// - Parameters:
  ///   - allowed: with its article, such as `a length greater than 0`.
  ///   - remark: what follows what was found, such as ` without a unit`.
  init(expected allowed: String, found: String, remark: String = "") {
    self.init("expected \(allowed), found \(found)\(remark)", found: found, allowed: allowed)
  }
}

extension ConfigurationDocument {
  func report(_ path: String, _ message: String) { report(path, Complaint(message)) }
}

extension SectionReader {
  func report(_ key: String, _ message: String) { report(key, Complaint(message)) }

  func report(_ key: String, expected allowed: String, found: String) { report(key, Complaint(expected: allowed, found: found)) }

  func report(_ key: String, _ complaint: Complaint) { document.report(fullPath(key), complaint) }
}
