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
        switch setting {
        case .section(let inner): note(inner, path + ".")
        case .list(let items):
          for (index, item) in items.enumerated() {
            if case .section(let inner) = item { note(inner, "\(path)[\(index)].") }
          }
        default: break
        }
      }
    }
    note(document.root, "")
    self.places = places
  }

  /// Nil for a key that was not set; `charging.step` stands for a whole list, `charging.step[0].duration` for a key of a member.
  subscript(_ path: String) -> ConfigurationError.Place? { places[path] }

  static func == (first: KeyPlaces, second: KeyPlaces) -> Bool { true }
}
