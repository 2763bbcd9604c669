/// What to call several columns that share a plot: the words they end with name the axis, those before tell the curves apart.
///
/// "tip height" and "mean height" share the axis "height" and are called "tip" and "mean".
public struct PanelNaming: Equatable {
  /// Empty where the names have no words in common.
  public let common: String
  /// One for each column.
  public let labels: [String]

  public init(_ names: [String]) {
    let words = names.map { $0.split(separator: " ").map(String.init) }
    guard words.count > 1 else {
      common = names.first ?? ""
      labels = names
      return
    }
    var count = 0
    while words.allSatisfy({ $0.count > count + 1 }), Set(words.map { $0[$0.count - 1 - count] }).count == 1 { count += 1 }
    common = words[0].suffix(count).joined(separator: " ")
    labels = words.map { $0.dropLast(count).joined(separator: " ") }
  }
}
