/// What a key means, in the Markdown of the reference; kind, range and default are known from the call that reads it.
struct KeyMeaning: Sendable, ExpressibleByStringLiteral {
  /// What is taken where the key is left out.
  enum Standard: Sendable {
    /// What the reading says: a value, none, or that the key must be set.
    case asRead
    /// One that follows from other keys, in words.
    case words(String)
    /// Nothing: whether it must be set depends on other keys, as the meaning says.
    case conditional
  }

  let text: String
  /// A bound that other keys set, such as ≤ `cell.width`; nil: none.
  let bound: String?
  let standard: Standard

  /// - Parameter standard: words of a default that follows from other keys.
  init(_ text: String, bound: String? = nil, standard: String) {
    self.init(text, bound: bound, standard: .words(standard))
  }

  init(_ text: String, bound: String? = nil, standard: Standard = .asRead) {
    self.text = text
    self.bound = bound
    self.standard = standard
  }

  init(stringLiteral text: String) { self.init(text) }

  /// Its beginning, up to what explains it, without Markdown.
  var brief: String {
    let end = ["; ", ": ", ". ", " ("].compactMap { text.firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
    return String(text[..<end]).replacing("`", with: "")
  }
}

/// The meanings of a section's keys, each declared once, in the order of the reference; a section within it is one of its keys.
struct KeyMeanings: Sendable, ExpressibleByDictionaryLiteral {
  let entries: [(key: String, meaning: KeyMeaning)]

  init(dictionaryLiteral entries: (String, KeyMeaning)...) { self.entries = entries.map { ($0.0, $0.1) } }

  private init(_ entries: [(key: String, meaning: KeyMeaning)]) { self.entries = entries }

  static func + (first: KeyMeanings, more: KeyMeanings) -> KeyMeanings { KeyMeanings(first.entries + more.entries) }

  subscript(key: String) -> KeyMeaning? { entries.first { $0.key == key }?.meaning }
}

extension SectionReader {
  /// Says what the keys of the section mean, where a reference is made of them.
  func describe(_ meanings: KeyMeanings) { document.schema?.describe(schemaPath, meanings) }
}
