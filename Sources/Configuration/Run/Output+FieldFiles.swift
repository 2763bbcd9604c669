public import Records

extension RunConfiguration.Output {
  /// `[output.fieldFiles]`: fields saved as numbers; without the section none are.
  public struct FieldFiles: Equatable, Sendable {
    /// Standard: all.
    public var fields: [FieldQuantity]
    /// Standard: 10 after the first, one for each tenth of the run.
    public var spacing: FrameSpacing
    /// Standard: single, which tells fields apart that differ by 1e-7.
    public var precision: FieldFile.Precision
    /// zlib's effort, 0 to 9. Standard: 4; more takes long and saves little.
    public var compression: Int
  }
}

extension RunConfiguration.Output.FieldFiles {
  private static let greatestCompression = 9
  private static let standardCount = 10

  static let meanings: KeyMeanings = [
    "fields": .init(
      #"what the files hold ([quantities](FieldFiles.md#what-is-in-a-file)); `"stress"` is the tensor"#,
      standard: "all there is: stress with `[mechanics]`, films with an `[[interlayer]]`, layers with a `[[layer]]`"),
    "count": "files after the first, evenly over the duration. Either this or `interval`",
    "interval": .init("simulated time between files", standard: .conditional),
    "precision": "seven digits in four bytes, or the bits of the run in eight",
    "compression": "effort of zlib; 0 stores the numbers as they are",
  ]

  /// - Parameter lack: what a config needs for a quantity and has not, in words; nil where the quantity is there.
  init(reading section: SectionReader, lack: (FieldQuantity) -> String?) {
    section.describe(Self.meanings)
    fields = section.choices("fields", standard: FieldQuantity.allCases.filter { lack($0) == nil })
    if let (field, lack) = fields.compactMap({ field in lack(field).map { (field, $0) } }).first {
      section.report("fields", "\"\(field.rawValue)\" needs \(lack)")
    }
    if case .list(let items)? = section.entries["fields"], items.isEmpty {
      let names = FieldQuantity.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      section.report("fields", expected: "one or more of \(names)", found: "an empty list")
    }
    let count = section.optionalInteger("count", atLeast: 1, otherwise: Self.standardCount)
    let interval = section.optionalQuantity("interval", .time, .positive)
    if let interval { spacing = .interval(interval) } else { spacing = .count(count ?? Self.standardCount) }
    if count != nil, interval != nil { section.report("interval", "set either count or interval, not both") }
    precision = section.choice("precision", standard: .single)
    compression = section.integer("compression", atLeast: 0, atMost: Self.greatestCompression, standard: 4)
  }

  func write(to writer: inout SettingWriter) {
    writer.section("output.fieldFiles", Self.meanings)
    writer.texts("fields", fields.map(\.rawValue), "saved as numbers")
    switch spacing {
    case .count(let count): writer.integer("count", count)
    case .interval(let interval): writer.quantity("interval", interval, .time)
    }
    writer.text("precision", precision.rawValue, "single keeps seven digits, double all")
    writer.integer("compression", compression, "0 none, 9 most")
  }
}
