import Foundation

/// A config file on disk.
enum ConfigurationFile {
  /// - Throws: `ConfigurationErrors` naming the path and the reason when the file cannot be read.
  static func read(_ path: String) throws(ConfigurationErrors) -> String {
    func refuse(_ reason: String) -> ConfigurationErrors {
      ConfigurationErrors([ConfigurationError(place: .file, key: "", message: "cannot read the config: \(reason)", file: path)])
    }
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved) else { throw refuse("no such file") }
    if attributes[.type] as? FileAttributeType == .typeDirectory { throw refuse("it is a folder") }
    guard let data = FileManager.default.contents(atPath: path) else { throw refuse("permission denied") }
    // A zero byte would end the text unseen within the parser.
    guard !data.contains(0), let text = String(bytes: data, encoding: .utf8) else { throw refuse("it is not UTF-8 text") }
    return text
  }

  /// The file's name without folder and extension, as far as it can name a run.
  static func stem(of path: String) -> String {
    let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let name = String(stem.map { RunConfiguration.isAllowedInName($0) ? $0 : "-" }.drop { $0 == "-" || $0 == "." })
    return name.isEmpty ? "run" : name
  }
}
