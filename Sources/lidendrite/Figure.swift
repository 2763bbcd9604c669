import ArgumentParser
import Configuration
import Pictures
import Records

/// `lidendrite figure`: one figure for print, made of run folders or the folder of a study.
struct FigureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figure",
    abstract: "Make a figure of runs as SVG, PDF or PNG.",
    discussion: """
      EXAMPLES:
        lidendrite figure curves Outputs/quickstart
        lidendrite figure compare Outputs/quickstart Outputs/lobes --y "tip height" --output heights.svg
        lidendrite figure morphology Outputs/quickstart --overlay --width two --output growth.png
      """,
    subcommands: [
      Curves.self, Compare.self, Convergence.self, Morphology.self, HistogramCommand.self, OutlineCommand.self, TradeoffCommand.self,
      MapCommand.self,
    ])

  struct Curves: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Metrics of a run against time, in plots above each other.",
      discussion: """
        EXAMPLE:
          lidendrite figure curves Outputs/quickstart --x "areal capacity" --y "tip height, mean height" --y "cell voltage"
        """)

    @Argument(help: ArgumentHelp("The run folder.", valueName: "folder"), completion: .directory) var folder: String
    @OptionGroup var columns: ColumnOptions
    @OptionGroup var options: FigureOptions

    func run() throws {
      try options.write("curves", of: [folder]) { try columns.selection.figure(of: $0[0], style: options.style) }
    }
  }

  struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The same metrics of several runs in one set of axes.",
      discussion: """
        EXAMPLE:
          lidendrite figure compare Outputs/quickstart Outputs/lobes --label "0.5 V" --label "0.35 V"
        """)

    @Argument(help: ArgumentHelp("The run folders.", valueName: "folder"), completion: .directory) var runs: [String]
    @Option(help: ArgumentHelp("Name of a run in the key; once for each run. (default: its folder)", valueName: "text"))
    var label: [String] = []
    @OptionGroup var columns: ColumnOptions
    @OptionGroup var options: FigureOptions

    func run() throws {
      try options.check(label, "--label")
      try options.write("compare", of: runs) {
        try columns.selection.figure(comparing: $0, labels: label, style: options.style)
      }
    }
  }

  struct Convergence: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Errors at the end of runs against a setting of their numerics, with the fitted order.",
      discussion: """
        EXAMPLE:
          lidendrite figure convergence coarse middle fine --against interfaceHalfWidth --y "cell voltage"
        """)

    @Argument(help: ArgumentHelp("The folders of runs of one problem.", valueName: "folder"), completion: .directory) var runs: [String]
    @Option(help: ArgumentHelp("Key of the config that differs; smaller is finer.", valueName: "key"))
    var against = "interfaceHalfWidth"
    @Option(
      name: .customLong("y"), parsing: .singleValue,
      help: ArgumentHelp("A result at the end of the runs; may be repeated. (default: tip height)", valueName: "name"))
    var quantities: [String] = []
    @Option(help: ArgumentHelp("The true value, such as \"12.5 um\". (default: that of the finest run)", valueName: "value"))
    var reference: String?
    @OptionGroup var options: FigureOptions

    func run() throws {
      var study = ConvergenceStudy()
      study.setting = against
      if !quantities.isEmpty { study.quantities = quantities }
      study.reference = reference
      try options.write("convergence", of: runs) { try study.figure(of: $0, style: options.style) }
    }
  }

  struct Morphology: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The lithium of runs at several times.",
      discussion: """
        EXAMPLE:
          lidendrite figure morphology Outputs/quickstart --at "30 s" --at "60 s"
        """)

    @Argument(help: ArgumentHelp("The run folders.", valueName: "folder"), completion: .directory) var runs: [String]
    @Option(
      parsing: .singleValue,
      help: ArgumentHelp("A time, such as \"20 s\"; the nearest recorded one is shown; may be repeated.", valueName: "time"))
    var at: [String] = []
    @Option(help: ArgumentHelp("Times spread evenly over each run. (default: 4, with --overlay 12)", valueName: "number"))
    var count: Int?
    @Flag(help: "Lay the outlines of one run over each other, coloured by time.") var overlay = false
    @Option(help: ArgumentHelp("Name beside the pictures of a run; once for each run. (default: its folder)", valueName: "text"))
    var label: [String] = []
    @OptionGroup var options: FigureOptions

    func validate() throws {
      if let count, !(1...100).contains(count) { throw ValidationError("--count: expected 1 to 100, found \(count)") }
      if count != nil, !at.isEmpty { throw ValidationError("--count: set either --at or --count, not both") }
      if overlay, runs.count > 1 { throw ValidationError("--overlay: expected one run, found \(runs.count)") }
    }

    func run() throws {
      try options.check(label, "--label")
      var selection = MorphologySelection()
      selection.times = at
      selection.count = count ?? (overlay ? 12 : 4)
      try options.write(overlay ? "overlay" : "morphology", of: runs) {
        overlay ? try selection.overlay(of: $0[0], style: options.style) : try selection.figure(of: $0, labels: label, style: options.style)
      }
    }
  }
}
