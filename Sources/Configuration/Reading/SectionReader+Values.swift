extension SectionReader {
  /// A physical value in SI. Without a standard value the key must be set.
  func quantity(_ key: String, _ kind: QuantityKind, _ range: AllowedRange = .any, standard: Double? = nil) -> Double {
    if let value = optionalQuantity(key, kind, range, otherwise: standard) { return value }
    if let standard { return standard }
    reportMissing(key, kind.expectation)
    return .nan
  }

  /// A physical value in SI that may be left out. A value that is wrong is noted and answered with not-a-number.
  /// - Parameter otherwise: what the caller takes for it then; nil where that follows from other keys, or is nothing.
  func optionalQuantity(_ key: String, _ kind: QuantityKind, _ range: AllowedRange = .any, otherwise: Double? = nil) -> Double? {
    note(key, .quantity(kind, range), standard: otherwise.map { .quantity($0, kind) })
    guard let setting = setting(key) else { return nil }
    guard let value = value(of: setting, kind, at: fullPath(key)) else { return .nan }
    guard range.contains(value) else {
      report(key, expected: "\(kind.name) \(range.words)", found: setting.found)
      return .nan
    }
    return value
  }

  /// Two physical values in SI, the smaller first.
  func optionalInterval(_ key: String, _ kind: QuantityKind) -> ClosedRange<Double>? {
    note(key, .interval(kind))
    guard let setting = setting(key) else { return nil }
    guard case .list(let items) = setting, items.count == 2 else {
      report(key, expected: "a list of two values, each \(kind.expectation)", found: setting.found)
      return nil
    }
    let values = items.compactMap { value(of: $0, kind, at: fullPath(key)) }
    guard values.count == 2 else { return nil }
    guard let range = ClosedRange(from: values[0], to: values[1]) else {
      report(key, expected: "the lower value first", found: "[\(items[0].found), \(items[1].found)]")
      return nil
    }
    return range
  }

  /// A list of physical values in SI; nil when it is left out or wrong, which is noted.
  func optionalQuantities(_ key: String, _ kind: QuantityKind, _ range: AllowedRange) -> [Double]? {
    note(key, .quantities(kind, range))
    guard let setting = setting(key) else { return nil }
    guard case .list(let items) = setting, !items.isEmpty else {
      report(key, expected: "a list of values, each \(kind.expectation)", found: setting.found)
      return nil
    }
    let values = items.compactMap { value(of: $0, kind, at: fullPath(key)) }
    guard values.count == items.count else { return nil }
    for (value, item) in zip(values, items) where !range.contains(value) {
      report(key, expected: "\(kind.name) \(range.words)", found: item.found)
      return nil
    }
    return values
  }

  private func value(of setting: Setting, _ kind: QuantityKind, at path: String) -> Double? {
    switch setting {
    case .text(let text):
      do throws(QuantityError) {
        let quantity = try Quantity(parsing: text)
        if quantity.dimension == kind.dimension { return quantity.value }
        if let equivalent = kind.equivalent, quantity.dimension == equivalent.dimension { return quantity.value * equivalent.factor }
        let remark = quantity.dimension == .one ? " without a unit" : " (\(QuantityKind.name(of: quantity.dimension)))"
        document.report(path, Complaint(expected: kind.expectation, found: setting.found, remark: remark))
      } catch {
        document.report(path, error.complaint(expecting: kind, found: text))
      }
    case .integer(let whole) where kind.dimension == .one: return Double(whole)
    case .real(let real) where kind.dimension == .one && real.isFinite: return real
    case .integer where kind.dimension != .one, .real where kind.dimension != .one:
      document.report(path, Complaint(expected: kind.expectation, found: setting.found, remark: " without a unit"))
    default: document.report(path, Complaint(expected: kind.expectation, found: setting.found))
    }
    return nil
  }

  /// A whole number between bounds. Without a standard value the key must be set.
  func integer(_ key: String, atLeast lowest: Int, atMost highest: Int = .max, standard: Int? = nil) -> Int {
    if let value = optionalInteger(key, atLeast: lowest, atMost: highest, otherwise: standard) { return value }
    if let standard { return standard }
    reportMissing(key, Self.wholeNumber(lowest, highest))
    return lowest
  }

  /// A whole number that may be left out. One that is wrong is noted and answered with the lowest.
  /// - Parameter otherwise: what the caller takes for it then.
  func optionalInteger(_ key: String, atLeast lowest: Int, atMost highest: Int = .max, otherwise: Int? = nil) -> Int? {
    note(key, .integer(lowest...highest), standard: otherwise.map { .integer($0) })
    guard let setting = setting(key) else { return nil }
    guard case .integer(let value) = setting, (lowest...highest).contains(value) else {
      report(key, expected: Self.wholeNumber(lowest, highest), found: setting.found)
      return lowest
    }
    return value
  }

  private static func wholeNumber(_ lowest: Int, _ highest: Int) -> String {
    highest == .max ? "a whole number of \(lowest) or more" : "a whole number from \(lowest) to \(highest)"
  }

  func boolean(_ key: String, standard: Bool) -> Bool {
    note(key, .boolean, standard: .boolean(standard))
    guard let setting = setting(key) else { return standard }
    guard case .boolean(let value) = setting else {
      report(key, expected: "true or false", found: setting.found)
      return standard
    }
    return value
  }

  /// A text that is not empty and must be set.
  /// - Parameter example: for the message when it is not.
  func text(_ key: String, example: String) -> String {
    if let value = optionalText(key, example: example) { return value }
    reportMissing(key, "a text such as \"\(example)\"")
    return ""
  }

  func optionalText(_ key: String, example: String) -> String? {
    note(key, .text(example))
    guard let setting = setting(key) else { return nil }
    guard case .text(let value) = setting, !value.isEmpty else {
      report(key, expected: "a text such as \"\(example)\"", found: setting.found)
      return ""
    }
    return value
  }

  /// One of the names of an enumeration.
  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, standard: Choice) -> Choice where Choice.RawValue == String {
    note(key, .choice(Choice.allCases.map(\.rawValue)), standard: .choice(standard.rawValue))
    guard let setting = setting(key) else { return standard }
    return choice(setting, key) ?? standard
  }

  /// One of the names of an enumeration that may be left out; nil also for a name that is wrong, which is noted.
  func optionalChoice<Choice: RawRepresentable & CaseIterable>(_ key: String) -> Choice? where Choice.RawValue == String {
    note(key, .choice(Choice.allCases.map(\.rawValue)))
    return setting(key).flatMap { choice($0, key) }
  }

  /// A list of names of an enumeration without repetition; one name may stand without brackets.
  func choices<Choice: RawRepresentable & CaseIterable & Equatable>(_ key: String, standard: [Choice]) -> [Choice]
  where Choice.RawValue == String {
    note(key, .choices(Choice.allCases.map(\.rawValue)), standard: .choices(standard.map(\.rawValue)))
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
    let listed = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let allowed = "\(names.count > 1 ? "one of " : "")\(listed)"
    if case .text(let text) = setting {
      if let value = Choice(rawValue: text) { return value }
      if let near = Spelling.nearest(to: text, among: names) {
        report(
          key,
          Complaint("unknown value \"\(text)\"; did you mean \"\(near)\"?", found: setting.found, allowed: allowed, suggestion: near))
        return nil
      }
    }
    report(key, expected: allowed, found: setting.found)
    return nil
  }
}
