import ArgumentParser
import Studies

/// `lidendrite figure map`.
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "A result of a study over two settings that vary in it.",
    discussion: """
      EXAMPLE:
        lidendrite figure map Outputs/stiffness-map --x "layer[0].thickness" --y "layer[0].youngsModulus"
      """)

  @Argument(help: ArgumentHelp("The folder of the study.", valueName: "folder"), completion: .directory) var folder: String
  @Option(
    name: .customLong("x"),
    help: ArgumentHelp("Setting along the abscissa. (default: the first that varies and is a number)", valueName: "key"))
  var abscissa: String?
  @Option(
    name: .customLong("y"), help: ArgumentHelp("Setting along the ordinate. (default: the second)", valueName: "key"))
  var ordinate: String?
  @Option(help: ArgumentHelp("Column of study.csv that the cells show.", valueName: "column"))
  var show = "suppression ratio"
  @OptionGroup var options: FigureOptions

  func run() throws {
    var selection = MapSelection()
    selection.abscissa = abscissa
    selection.ordinate = ordinate
    selection.quantity = show
    try options.write("map", ofFolder: folder) { try selection.figure(of: $0, style: options.style) }
  }
}

/// `lidendrite figure tradeoff`.
struct TradeoffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tradeoff",
    abstract: "What the members of a study gain against what they cost.",
    discussion: """
      EXAMPLE:
        lidendrite figure tradeoff Outputs/film-resistance --x "compared time"
      """)

  @Argument(help: ArgumentHelp("The folder of the study.", valueName: "folder"), completion: .directory) var folder: String
  @Option(
    name: .customLong("x"),
    help: ArgumentHelp(
      "Column of study.csv along the abscissa. (default: extra voltage, or where that is 0 throughout compared time)", valueName: "column"))
  var cost: String?
  @Option(name: .customLong("y"), help: ArgumentHelp("Column of study.csv along the ordinate.", valueName: "column"))
  var gain = "suppression ratio"
  @OptionGroup var options: FigureOptions

  func run() throws {
    var selection = TradeoffSelection()
    selection.cost = cost
    selection.gain = gain
    try options.write("tradeoff", ofFolder: folder) { try selection.figure(of: $0, style: options.style) }
  }
}
