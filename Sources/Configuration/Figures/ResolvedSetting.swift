import Records

/// A number in the resolved config of a run.
struct ResolvedSetting {
  /// From the top of the config: `numerics.interfaceHalfWidth`.
  let path: String
  /// SI.
  let value: Double
  let dimension: Dimension
  /// As written in the resolved config, which keeps to coherent SI; empty for a pure number.
  let unit: String

  /// Finds a key of a run's `config.toml` by its path, or by its last part where no other key ends so.
  /// - Throws: `FigureError` with the nearest name, or `ConfigurationErrors` when the config cannot be read.
  init(_ key: String, of run: RecordedRun) throws {
    let document = try ConfigurationDocument(text: try ConfigurationFile.read(run.folder.config), file: run.folder.config, overrides: [])
    let numbers = Self.numbers(in: document.root, prefix: "")
    let matches = numbers.filter { $0.path == key || $0.path.hasSuffix(".\(key)") }
    guard let first = matches.first else {
      let known = numbers.map(\.path)
      let near = Spelling.nearest(
        to: key, among: known.map { String($0[($0.lastIndex(of: ".").map($0.index(after:)) ?? $0.startIndex)...]) })
      if let near {
        throw FigureError(
          "\(run.folder.config): no number \"\(key)\"; did you mean \"\(near)\"?", found: key, allowed: known.joined(separator: ", "),
          suggestion: near)
      }
      throw FigureError.unknown("number", key, in: run.folder.config, known: known)
    }
    guard matches.count == 1 else {
      throw FigureError(
        "\(run.folder.config): \"\(key)\" may be any of \(matches.map(\.path).joined(separator: ", ")); give the whole name")
    }
    self = first
  }

  /// A key by its whole path; nil where the run does not have it.
  /// - Throws: `ConfigurationErrors` when the config cannot be read.
  static func optional(_ path: String, of run: RecordedRun) throws -> ResolvedSetting? {
    let document = try ConfigurationDocument(text: try ConfigurationFile.read(run.folder.config), file: run.folder.config, overrides: [])
    return numbers(in: document.root, prefix: "").first { $0.path == path }
  }

  private init(path: String, _ quantity: Quantity, unit: String) {
    self.path = path
    value = quantity.value
    dimension = quantity.dimension
    self.unit = unit
  }

  /// The unit with a prefix in which the value lies between 1 and 1000, and its size in SI.
  var readableUnit: (symbol: String, size: Double) {
    let takesPrefix = [QuantityKind.length, .time, .voltage, .pressure].contains { $0.dimension == dimension && $0.unit == unit }
    guard takesPrefix, value > 0 else { return (unit, 1) }
    let prefixes: [(symbol: String, size: Double)] = [
      ("p", 1e-12), ("n", 1e-9), ("u", 1e-6), ("m", 1e-3), ("", 1), ("k", 1e3), ("M", 1e6), ("G", 1e9),
    ]
    let chosen = prefixes.last { value >= 0.999 * $0.size } ?? prefixes[0]
    return (chosen.symbol + unit, chosen.size)
  }

  private static func numbers(in section: [String: Setting], prefix: String) -> [ResolvedSetting] {
    section.keys.sorted().flatMap { key -> [ResolvedSetting] in
      let path = prefix.isEmpty ? key : "\(prefix).\(key)"
      switch section[key]! {
      case .section(let entries): return numbers(in: entries, prefix: path)
      case .integer(let whole): return [pure(path, Double(whole))]
      case .real(let real): return [pure(path, real)]
      case .text(let text):
        guard let quantity = try? Quantity(parsing: text) else { return [] }
        return [
          ResolvedSetting(path: path, quantity, unit: text.split(separator: " ", maxSplits: 1).dropFirst().first.map(String.init) ?? "")
        ]
      case .list, .boolean, .date: return []
      }
    }
  }

  private static func pure(_ path: String, _ value: Double) -> ResolvedSetting {
    ResolvedSetting(path: path, Quantity(value: value, dimension: .one), unit: "")
  }

  /// The last part of the path in words: "interface half width".
  var words: String {
    let key = path.split(separator: ".").last.map(String.init) ?? path
    return key.reduce(into: "") { $0 += $1.isUppercase ? " " + $1.lowercased() : String($1) }
  }
}
