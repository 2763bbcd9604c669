/// Finds the known name that a misspelt one was probably meant to be.
enum Spelling {
  /// The known name within the fewest edits, or nil when none is near enough.
  /// - Parameter limit: most edits allowed; by default a third of the length, at least 2.
  static func nearest(to word: String, among names: some Sequence<String>, atMost limit: Int? = nil) -> String? {
    let limit = limit ?? max(2, word.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
      let distance = min(edits(word, name), edits(word.lowercased(), name.lowercased()) + 1)
      let isContained = word.count >= 4 && name.lowercased().contains(word.lowercased())
      let effective = isContained ? min(distance, limit) : distance
      if effective <= limit, effective < best?.distance ?? .max { best = (name, effective) }
    }
    return best?.name
  }

  /// Edits that turn one word into the other: insert, delete, replace, swap neighbours (Damerau 1964, restricted).
  static func edits(_ first: String, _ second: String) -> Int {
    let a = Array(first)
    let b = Array(second)
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
