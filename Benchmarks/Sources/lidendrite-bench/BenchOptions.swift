/// What stands on the command line.
struct BenchOptions {
  /// Why the program ends at once.
  struct Refusal: Error {
    let message: String
    let isHelp: Bool
  }

  static let usage = """
    BENCH_OPTIONS="[--quick] [--markdown] [--filter REGEX]"
      --quick         fewer repeats, and no solve, law or step above 512² or 64³
      --markdown      the table as Markdown
      --filter REGEX  only benchmarks whose whole name it matches, such as "step 512².*"
    """

  private(set) var isQuick = false
  private(set) var isMarkdown = false
  private(set) var filters: [String] = []
  /// That runs the plugin.
  private(set) var command: [String] = []

  static func read(_ arguments: some Sequence<String>) -> Result<BenchOptions, Refusal> {
    var options = BenchOptions()
    var words = arguments.makeIterator()
    while let word = words.next() {
      switch word {
      case "--quick": options.isQuick = true
      case "--markdown": options.isMarkdown = true
      case "--filter":
        guard let filter = words.next() else { return .failure(Refusal(message: usage, isHelp: false)) }
        options.filters.append(filter)
      case "--help", "-h": return .failure(Refusal(message: usage, isHelp: true))
      case "--":
        while let word = words.next() { options.command.append(word) }
      default: return .failure(Refusal(message: "unknown: \(word)\n\(usage)", isHelp: false))
      }
    }
    guard !options.command.isEmpty else { return .failure(Refusal(message: usage, isHelp: false)) }
    return .success(options)
  }
}
