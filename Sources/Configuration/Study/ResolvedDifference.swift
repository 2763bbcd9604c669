/// By what two resolved configs differ.
public enum ResolvedDifference {
  /// One line for each key: `charging.voltage: 0.5 V, now 0.6 V`.
  /// - Throws: `ConfigurationErrors` when one of them is not TOML.
  public static func lines(from old: String, to new: String) throws(ConfigurationErrors) -> [String] {
    let before = try values(old), after = try values(new)
    return Set(before.keys).union(after.keys).sorted().compactMap { key in
      let (one, other) = (before[key], after[key])
      return one == other ? nil : "\(key): \(one ?? "not there"), now \(other ?? "not there")"
    }
  }

  /// Keys whose values are not the same in all of several resolved configs, each with its value in every one as it is written there; nil
  /// where it is left out.
  /// - Throws: `ConfigurationErrors` when one of them is not TOML.
  static func values(of texts: [String]) throws(ConfigurationErrors) -> [(key: String, values: [String?])] {
    var settings: [[String: String]] = []
    for text in texts { settings.append(try values(text)) }
    return Set(settings.flatMap(\.keys)).sorted().compactMap { key in
      let values = settings.map { $0[key] }
      return Set(values).count > 1 ? (key, values) : nil
    }
  }

  private static func values(_ text: String) throws(ConfigurationErrors) -> [String: String] {
    Dictionary(try settings(of: text)) { first, _ in first }
  }

  /// Keys of a resolved config and their values as written, in the order of its lines.
  /// - Throws: `ConfigurationErrors` when it is not TOML.
  public static func settings(of text: String, file: String = "config.toml") throws(ConfigurationErrors) -> [(key: String, value: String)] {
    let document = try ConfigurationDocument(text: text, file: file, overrides: [])
    return document.assignments(in: document.root, of: "").map { ($0.key, $0.value.words) }
  }
}
