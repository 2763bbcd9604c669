import ArgumentParser
import Configuration
import Files
import Foundation
import Studies

/// `lidendrite keys`: the reference of keys and columns.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a key of a config or a column of a table means, its unit, range and default.",
    discussion: """
      Without a name all sections and tables; with one a section, a key, a table, a column, a result or a
      quantity of field files.

      EXAMPLES:
        lidendrite keys
        lidendrite keys electrode
        lidendrite keys numerics.interfaceHalfWidth
        lidendrite keys tip height
        lidendrite keys metrics.csv --markdown
      """)

  @Argument(
    help: ArgumentHelp("Key, section, table or column; upper or lower case.", valueName: "name"),
    completion: .custom { _, _, _ in Keys.reference.names })
  var name: [String] = []

  @Flag(help: "As JSON; errors as JSON on standard error.")
  var json = false

  @Flag(help: "Tables as Markdown.")
  var markdown = false

  @Option(
    help: ArgumentHelp("Renew the tables between the marks of a page; more than one with more than one --page.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var page: [String] = []

  static var reference: Reference { Reference(adding: [StudyColumnReference.table]) }

  func validate() throws {
    if json, markdown { throw ValidationError("expected one of --json and --markdown, found both") }
    if !page.isEmpty, json || markdown || !name.isEmpty { throw ValidationError("--page renews all tables of a page; leave out the rest") }
  }

  func run() throws {
    let reference = Self.reference
    try Reporter(asJSON: json).reporting {
      for path in page { try Self.renew(path, reference) }
      guard page.isEmpty else { return }
      guard !name.isEmpty else {
        let text = markdown ? reference.tables.map { "## \($0.name)\n\n\($0.markdown)" }.joined(separator: "\n") : reference.overview
        return print(json ? try reference.json() + "\n" : text, terminator: "")
      }
      let found = try reference.find(name.joined(separator: " "))
      print(json ? try found.json() + "\n" : (markdown ? found.markdown : found.text), terminator: "")
    }
  }

  /// A page that is as the program says stays untouched.
  private static func renew(_ path: String, _ reference: Reference) throws {
    guard let data = FileManager.default.contents(atPath: path), let text = String(bytes: data, encoding: .utf8) else {
      throw ReferencePageError("\(path): cannot read the page")
    }
    let renewed = try ReferencePage(text, path: path).renewed(by: reference)
    if renewed != text { try unsafe WholeFile.write(Array(renewed.utf8).span.bytes, to: path) }
    print("\(path): \(renewed == text ? "as the program says" : "renewed")")
  }
}
