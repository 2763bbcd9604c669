import ArgumentParser
import Configuration
import Physics

/// `lidendrite materials`: the property database.
struct Materials: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the properties of materials, and how far each number can be relied on.",
    discussion: """
      Without a name all materials, with one every property of it: value, range,
      temperature and source. Configs may set another value of each.

      EXAMPLES:
        lidendrite materials
        lidendrite materials LLZO
        lidendrite materials "Li6PS5Cl" --json
      """)

  @Argument(
    help: ArgumentHelp("The material; upper or lower case.", valueName: "name"), completion: .list(Material.all.map(\.shortName)))
  var name: String?

  @Flag(help: "The database as JSON, in SI units; errors as JSON on standard error.")
  var json = false

  @Flag(help: "The table of all materials as Markdown.")
  var markdown = false

  func validate() throws {
    if markdown, json || name != nil { throw ValidationError("--markdown shows the table of all materials; leave out the rest") }
  }

  func run() throws {
    guard let name else {
      return print(json ? try MaterialTable.json() + "\n" : (markdown ? MaterialTable.markdown : MaterialTable.text), terminator: "")
    }
    try Reporter(asJSON: json).reporting {
      let material = try Material.find(name)
      print(json ? try MaterialTable.json(of: material) + "\n" : MaterialTable.text(of: material), terminator: "")
    }
  }
}
