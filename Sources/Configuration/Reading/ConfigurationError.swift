/// One thing wrong in a config, with the place to mend it.
public struct ConfigurationError: Error, Equatable, Sendable {
  /// Where the value was written.
  public enum Place: Equatable, Sendable {
    /// A line of the file, counted from 1, and where known a column.
    case line(Int, column: Int? = nil)
    /// The file as a whole: something is not there.
    case file
    /// A `--set` on the command line.
    case override
  }

  public let place: Place
  /// The key from the top of the file, such as `electrode.exchangeCurrentDensity`; empty for the file itself.
  public let key: String
  /// What was expected and what was found, without place and key.
  public let message: String
  /// The file as the user named it.
  public let file: String
  /// What was written; nil where the message says it all.
  public var found: String?
  /// What would have been right; nil where the message says it all.
  public var allowed: String?
  /// A known name that was probably meant.
  public var suggestion: String?
}

extension ConfigurationError: CustomStringConvertible {
  /// `quickstart.toml:12: cell.width: expected …`, the form that editors turn into a link.
  public var description: String {
    place.words(file: file, key: key, message: message)
  }
}

extension ConfigurationError.Place {
  func words(file: String, key: String, message: String) -> String {
    let subject = key.isEmpty ? "" : "\(key): "
    return switch self {
    case .line(let line, let column): "\(file):\(line):" + (column.map { "\($0):" } ?? "") + " \(subject)\(message)"
    case .file: "\(file): \(subject)\(message)"
    case .override: "--set \(subject)\(message)"
    }
  }

  /// Lines first, in order; then what is missing, then what was overridden.
  var rank: (Int, Int) {
    switch self {
    case .line(let line, _): (0, line)
    case .file: (1, 0)
    case .override: (2, 0)
    }
  }
}

/// Everything that is wrong in a config, in the order of its lines; what is missing and what was overridden comes last.
public struct ConfigurationErrors: Error, Equatable, Sendable {
  public let errors: [ConfigurationError]

  init(_ unsorted: [ConfigurationError]) {
    errors = unsorted.enumerated().sorted { a, b in
      let (x, y) = (a.element.place.rank, b.element.place.rank)
      return x == y ? a.offset < b.offset : x < y
    }.map(\.element)
  }
}

extension ConfigurationErrors: CustomStringConvertible {
  /// One error a line.
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
