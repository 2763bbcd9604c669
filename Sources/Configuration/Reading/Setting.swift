import TOMLKit

/// A value of a config file as written, before it means anything.
indirect enum Setting: Sendable {
  case section([String: Setting])
  case list([Setting])
  case text(String)
  case integer(Int)
  case real(Double)
  case boolean(Bool)
  /// A date or a time of day: TOML has them, a simulation does not.
  case date

  /// What a message calls it.
  var found: String {
    switch self {
    case .section: "a section"
    case .list(let items): items.isEmpty ? "an empty list" : "a list"
    case .text(let text): "\"\(text)\""
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .boolean(let value): "\(value)"
    case .date: "a date"
    }
  }
}

extension Setting {
  init(_ table: TOMLTable) {
    var entries: [String: Setting] = [:]
    for key in table.keys {
      if let value = table[key] { entries[key] = Setting(value) }
    }
    self = .section(entries)
  }

  private init(_ value: any TOMLValueConvertible) {
    if let table = value.table {
      self = Setting(table)
    } else if let array = value.array {
      self = .list(array.map { Setting($0) })
    } else if let text = value.string {
      self = .text(text)
    } else if let flag = value.bool {
      self = .boolean(flag)
    } else if let whole = value.int {
      self = .integer(whole)
    } else if let real = value.double {
      self = .real(real)
    } else {
      self = .date
    }
  }

  /// Reads what follows the `=` of a `--set`: a TOML value, or plain text where quotes were left out.
  init(override text: String) {
    let line = "value = \(text)"
    if !text.contains(where: \.isNewline), LineIndex(line).breakage == nil, let table = try? TOMLTable(string: line), table.count == 1,
      let value = table["value"]
    {
      self = Setting(value)
    } else {
      self = .text(text)
    }
  }
}
