extension SectionReader {
  /// A physical value in SI. Without a standard value the key must be set.
  func quantity(_ key: String, _ kind: QuantityKind, _ range: AllowedRange = .any, standard: Double? = nil) -> Double {
    if let value = optionalQuantity(key, kind, range) { return value }
    if let standard { return standard }
    reportMissing(key, kind.expectation)
    return .nan
  }

  /// A physical value in SI that may be left out. A value that is wrong is noted and answered with not-a-number.
  func optionalQuantity(_ key: String, _ kind: QuantityKind, _ range: AllowedRange = .any) -> Double? {
    guard let setting = setting(key) else { return nil }
    guard let value = value(of: setting, kind, at: fullPath(key)) else { return .nan }
    guard range.contains(value) else {
      report(key, "expected \(kind.name) \(range.words), found \(setting.found)")
      return .nan
    }
    return value
  }

  /// Two physical values in SI, the smaller first.
  func optionalInterval(_ key: String, _ kind: QuantityKind) -> ClosedRange<Double>? {
    guard let setting = setting(key) else { return nil }
    guard case .list(let items) = setting, items.count == 2 else {
      report(key, "expected a list of two values, each \(kind.expectation), found \(setting.found)")
      return nil
    }
    let values = items.compactMap { value(of: $0, kind, at: fullPath(key)) }
    guard values.count == 2 else { return nil }
    guard values[0] < values[1] else {
      report(key, "expected the lower value first, found [\(items[0].found), \(items[1].found)]")
      return nil
    }
    return values[0]...values[1]
  }

  private func value(of setting: Setting, _ kind: QuantityKind, at path: String) -> Double? {
    switch setting {
    case .text(let text):
      do throws(QuantityError) {
        let quantity = try Quantity(parsing: text)
        if quantity.dimension == kind.dimension { return quantity.value }
        let found = quantity.dimension == .one ? "without a unit" : "(\(QuantityKind.name(of: quantity.dimension)))"
        document.report(path, "expected \(kind.expectation), found \"\(text)\" \(found)")
      } catch {
        document.report(path, error.message(expecting: kind, found: text))
      }
    case .integer(let whole) where kind.dimension == .one: return Double(whole)
    case .real(let real) where kind.dimension == .one && real.isFinite: return real
    case .integer where kind.dimension != .one, .real where kind.dimension != .one:
      document.report(path, "expected \(kind.expectation), found \(setting.found) without a unit")
    default: document.report(path, "expected \(kind.expectation), found \(setting.found)")
    }
    return nil
  }

  /// A whole number of at least `lowest`.
  func integer(_ key: String, atLeast lowest: Int, standard: Int? = nil) -> Int {
    if let value = optionalInteger(key, atLeast: lowest) { return value }
    if let standard { return standard }
    reportMissing(key, "a whole number of \(lowest) or more")
    return lowest
  }

  func optionalInteger(_ key: String, atLeast lowest: Int) -> Int? {
    guard let setting = setting(key) else { return nil }
    guard case .integer(let value) = setting, value >= lowest else {
      report(key, "expected a whole number of \(lowest) or more, found \(setting.found)")
      return lowest
    }
    return value
  }

  func boolean(_ key: String, standard: Bool) -> Bool {
    guard let setting = setting(key) else { return standard }
    guard case .boolean(let value) = setting else {
      report(key, "expected true or false, found \(setting.found)")
      return standard
    }
    return value
  }

  /// One of the names of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, standard: Choice) -> Choice where Choice.RawValue == String {
    guard let setting = setting(key) else { return standard }
    return choice(setting, key) ?? standard
  }

  /// A list of names of an enumeration without repetition; one name may stand without brackets.
  func choices<Choice: RawRepresentable & CaseIterable & Equatable>(_ key: String, standard: [Choice]) -> [Choice]
  where Choice.RawValue == String {
    guard let setting = setting(key) else { return standard }
    let items = if case .list(let items) = setting { items } else { [setting] }
    var chosen: [Choice] = []
    for item in items {
      guard let name: Choice = choice(item, key) else { continue }
      if !chosen.contains(name) { chosen.append(name) }
    }
    return chosen
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(_ setting: Setting, _ key: String) -> Choice?
  where Choice.RawValue == String {
    let names = Choice.allCases.map(\.rawValue)
    if case .text(let text) = setting {
      if let value = Choice(rawValue: text) { return value }
      if let near = Spelling.nearest(to: text, among: names) {
        report(key, "unknown value \"\(text)\"; did you mean \"\(near)\"?")
        return nil
      }
    }
    let listed = names.map { "\"\($0)\"" }.joined(separator: ", ")
    report(key, "expected \(names.count > 1 ? "one of " : "")\(listed), found \(setting.found)")
    return nil
  }
}
