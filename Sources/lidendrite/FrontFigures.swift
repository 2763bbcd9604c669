import ArgumentParser
import Configuration
import Records

/// `lidendrite figure histogram`.
struct HistogramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "histogram",
    abstract: "How the current density is distributed over the surface of the lithium.",
    discussion: """
      Needs field files that hold lithium and frontCurrent; with
      [output.fieldFiles] a run writes them. The area under each curve is 1.

      EXAMPLE:
        lidendrite figure histogram Outputs/quickstart --at "30 s" --at "90 s"
      """)

  @Argument(help: ArgumentHelp("The run folders.", valueName: "folder"), completion: .directory) var runs: [String]
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A time, such as \"20 s\"; the nearest field file is shown; may be repeated. (default: the end)", valueName: "time"))
  var at: [String] = []
  @Option(help: ArgumentHelp("Bins between the smallest and the largest value.", valueName: "number")) var bins = 40
  @Option(help: ArgumentHelp("Name of a run in the key; once for each run. (default: its folder)", valueName: "text"))
  var label: [String] = []
  @OptionGroup var options: FigureOptions

  func validate() throws {
    if !(2...1000).contains(bins) { throw ValidationError("--bins: expected 2 to 1000, found \(bins)") }
  }

  func run() throws {
    try options.check(label, "--label")
    var selection = HistogramSelection()
    selection.times = at
    selection.bins = bins
    try options.write("histogram", of: runs) { try selection.figure(of: $0, labels: label, style: options.style) }
  }
}

/// `--by`.
struct OutlineQuantity: ExpressibleByArgument {
  let quantity: FieldQuantity

  init?(argument: String) {
    guard let quantity = OutlineSelection.quantities.first(where: { $0.rawValue == argument }) else { return nil }
    self.quantity = quantity
  }

  init(_ quantity: FieldQuantity) { self.quantity = quantity }

  static var allValueStrings: [String] { OutlineSelection.quantities.map(\.rawValue) }
  var defaultValueDescription: String { quantity.rawValue }
}

/// `--side`.
enum FrontSide: String, CaseIterable, ExpressibleByArgument {
  case electrolyte, lithium

  var side: OutlineSelection.Side { self == .electrolyte ? .electrolyte : .lithium }
}

/// `lidendrite figure outline`.
struct OutlineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outline",
    abstract: "The outline of the lithium at a moment, coloured by a quantity on it.",
    discussion: """
      Needs field files that hold lithium and the quantity; with
      [output.fieldFiles] a run writes them.

      EXAMPLE:
        lidendrite figure outline Outputs/quickstart --by salt --at "60 s"
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "folder"), completion: .directory) var folder: String
  @Option(name: .customLong("by"), help: ArgumentHelp("What colours the outline.", valueName: "quantity"))
  var quantity = OutlineQuantity(.frontCurrent)
  @Option(help: ArgumentHelp("A time, such as \"20 s\"; the nearest field file is shown. (default: the end)", valueName: "time"))
  var at: String?
  @Option(help: "On which side of the front stress is taken.") var side = FrontSide.electrolyte
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Colour range: two values such as \"0 mol/L, 1.2 mol/L\". (default: from the smallest to the largest on the outline)",
      valueName: "range"))
  var range: String?
  @OptionGroup var options: FigureOptions

  func run() throws {
    var selection = OutlineSelection()
    selection.quantity = quantity.quantity
    selection.time = at
    selection.side = side.side
    selection.range = range
    try options.write("outline", of: [folder]) { try selection.figure(of: $0[0], style: options.style) }
  }
}
