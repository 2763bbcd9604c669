/// A table of text as `steps.csv` holds it: separated by commas, in quotes where a cell has one itself (RFC 4180).
struct DelimitedTable {
  let titles: [String]
  let rows: [[String]]

  init(_ text: String) {
    var rows: [[String]] = [[]], cell = "", isQuoted = false, wasQuote = false
    func end() {
      rows[rows.count - 1].append(cell)
      cell = ""
    }
    for character in text {
      if isQuoted {
        if character == "\"" { (isQuoted, wasQuote) = (false, true) } else { cell.append(character) }
        continue
      }
      switch character {
      case "\"":
        // Two of them within quotes stand for one.
        if wasQuote { cell.append("\"") }
        isQuoted = true
      case ",": end()
      case "\n", "\r\n":
        end()
        rows.append([])
      default: cell.append(character)
      }
      wasQuote = false
    }
    if !cell.isEmpty || !rows[rows.count - 1].isEmpty { end() }
    let titles = rows.first ?? []
    self.titles = titles
    self.rows = rows.dropFirst().filter { $0.count == titles.count }
  }
}
