/// Where the keys of a config were written, for messages about values that were accepted.
///
/// Two are always equal: where a value was written is no part of what a config means.
struct KeyPlaces: Equatable, Sendable {
  let file: String
  private let places: [String: ConfigurationError.Place]

  init(_ document: ConfigurationDocument) {
    file = document.file
    var places: [String: ConfigurationError.Place] = [:]
    func note(_ entries: [String: Setting], _ prefix: String) {
      for (key, setting) in entries {
        let path = prefix + key
        places[path] = document.place(of: path)
        if case .section(let inner) = setting { note(inner, path + ".") }
      }
    }
    note(document.root, "")
    self.places = places
  }

  /// Nil for a key that was not set; `electrode.nucleus` stands for its whole list.
  subscript(_ path: String) -> ConfigurationError.Place? { places[path] }

  static func == (first: KeyPlaces, second: KeyPlaces) -> Bool { true }
}
