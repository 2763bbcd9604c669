import Physics
import Records

/// Everything that decides a run, in SI, read from a config file and checked.
///
/// The sections carry the names a battery scientist uses; `[numerics]` comes last and may be left out.
public struct RunConfiguration: Equatable, Sendable {
  /// The set of laws a run solves.
  public enum Model: String, CaseIterable, Sendable {
    /// Interface velocity from concentration-dependent Butler–Volmer kinetics, salt transport and electrolyte potential.
    case butlerVolmer = "butler-volmer"
    /// One potential, Chen et al., J. Power Sources 300 (2015) 376.
    case chen2015 = "chen-2015"
    /// One potential, Hong & Viswanathan, ACS Energy Lett. 3 (2018) 1737.
    case hong2018 = "hong-2018"
  }

  /// Name of the run and of its folder. Standard: the file's name without extension.
  public var name: String
  /// Standard: `butler-volmer`.
  public var model: Model
  public var cell: Cell
  public var electrode: Electrode
  public var electrolyte: Electrolyte
  /// Of the models of the literature; nil with the default model. Electrode and electrolyte then hold the sharp front that it comes
  /// closest to.
  public var literature: Literature?
  /// Films that the lithium carries, from the inside out.
  public var interlayers: [Interlayer]
  /// With a thickness on the grid; those that ride from the lithium outwards.
  public var layers: [Layer]
  /// Nil: nothing bears stress.
  public var mechanics: Mechanics?
  public var charging: Charging
  public var output: Output
  public var numerics: Numerics
  /// Nil where nothing is said of it.
  public var soak: Soak?
  /// Where each key was written.
  let places: KeyPlaces
}

extension RunConfiguration {
  /// Reads a config file with `--set` overrides (`section.key=value`) laid over it.
  /// - Parameter path: the file as the user named it; messages repeat it.
  /// - Throws: `ConfigurationErrors` with everything that is wrong in the file.
  public static func load(path: String, overrides: [String] = []) throws(ConfigurationErrors) -> RunConfiguration {
    let text = try ConfigurationFile.read(path)
    return try RunConfiguration(parsing: text, file: path, overrides: overrides)
  }

  /// Reads a config from text.
  /// - Parameter file: what messages call the file; its stem is the standard name of the run.
  /// - Throws: `ConfigurationErrors` with everything that is wrong in the text.
  public init(parsing text: String, file: String, overrides: [String] = []) throws(ConfigurationErrors) {
    let document = try ConfigurationDocument(text: text, file: file, overrides: overrides)
    self.init(reading: document)
    try document.finish()
  }

  /// Reads what it can; what is wrong is noted in the document.
  init(reading document: ConfigurationDocument) {
    let top = SectionReader(document: document, path: "", schemaPath: "", entries: document.root)
    top.describe(Self.meanings)
    name = Self.name(from: top, standard: ConfigurationFile.stem(of: document.file))
    model = top.choice("model", standard: .butlerVolmer)
    let cellSection = top.section("cell")
    cell = Cell(reading: cellSection, temperature: model.published?.temperature ?? Cell.roomTemperature)
    electrode = Electrode(reading: top.section("electrode"), in: cell)
    electrolyte = Electrolyte(reading: top.section("electrolyte"), in: cell)
    let cell = cell
    interlayers = top.sections("interlayer").map { Interlayer(reading: $0, in: cell) }
    let (electrode, electrolyte) = (electrode, electrolyte)
    let hasMechanics = top.has("mechanics")
    layers = top.sections("layer").map {
      Layer(reading: $0, in: cell, electrode: electrode, electrolyte: electrolyte, bearsStress: hasMechanics)
    }
    let material = electrolyte.material
    mechanics = top.optionalSection("mechanics").map { Mechanics(reading: $0, material, temperature: cell.temperature) }
    charging = Charging(reading: top.section("charging"), in: cell, electrode: electrode)
    let bearsStress = mechanics != nil, hasFilms = !interlayers.isEmpty, hasFront = model.published == nil
    let hasLayers = layers.contains { $0.kind != .collector }
    output = Output(reading: top.section("output"), in: cell) { quantity in
      if quantity.isMechanical { return bearsStress ? nil : "a section [mechanics], without which nothing bears stress" }
      if quantity == .layers {
        return hasLayers
          ? nil : "a section [[layer]], other than a collector's, without which there is nothing beside lithium and electrolyte"
      }
      if quantity == .frontCurrent {
        return hasFront ? nil : "model = \"butler-volmer\"; in those of the literature no current crosses a front"
      }
      return quantity != .filmThickness || hasFilms ? nil : "a section [[interlayer]], without which the lithium carries no film"
    }
    numerics = Numerics(
      reading: top.section("numerics"), in: cell,
      standard: model.published == nil ? ModelStandard.stepSize : ModelStandard.literatureStepSize)
    let demands: Soak = model.published == nil ? .standard : .literatureStandard
    soak = top.optionalSection("soak").map { Soak(reading: $0, standard: demands) }
    places = KeyPlaces(document)
    let temperature = cellSection.has("temperature") ? cell.temperature : nil
    let constants = Literature(reading: top.section("literature"), model, temperature: temperature)
    if model.published != nil, cell.depth != nil, constants.dependsOnDirection {
      document.report("literature.anisotropy", Complaint("is that of a plane: set it to 0 in a cell with cell.depth"))
    }
    if model.published != nil {
      adopt(constants, document)
    } else if top.has("literature") {
      document.report(
        "literature", Complaint("belongs to the models of the literature; set model = \"hong-2018\" or \"chen-2015\", or leave it out"))
    }
    if model.published != nil, !interlayers.isEmpty {
      document.report("interlayer", Complaint("has no meaning in the models of the literature; leave it out"))
      interlayers = []
    }
    if model.published != nil, !layers.isEmpty {
      document.report("layer", Complaint("has no meaning in the models of the literature; leave it out"))
      layers = []
    }
    checkLayers(document)
    if model.published != nil, mechanics != nil {
      document.report("mechanics", Complaint("has no meaning in the models of the literature; leave it out"))
      mechanics = nil
    }
    if mechanics == nil, let path = charging.stackPressurePath {
      document.report(path, Complaint("needs a section [mechanics], without which nothing bears stress"))
    }
    if !document.hasErrors { charging.settle(PlanarCell(self), document) }
  }

  static let meanings: KeyMeanings = [
    "name": .init("name of the run and of its folder", standard: "the file's name"),
    "model": .init(
      "set of laws ([Model](Model.md)); the latter two are of the literature ([Literature models](LiteratureModels.md)) and take "
        + "their constants from [`[literature]`](#literature)"),
    "cell": "the simulated piece of the cell, from within the lithium up into the electrolyte",
    "electrode": "the lithium and the kinetics at its surface",
    "interlayer": "thin films that the lithium carries, in series",
    "layer": "layers with a thickness on the grid, and the surface of a structured collector",
    "electrolyte": "a binary lithium salt in a liquid or a polymer, or a single-ion conductor",
    "mechanics": "stress in lithium and electrolyte",
    "charging": "what drives the cell, and when it ends",
    "output": "pictures and metrics",
    "numerics": "the grid and the time steps",
    "literature": "the constants of the models of the literature",
    "soak": "what `lidendrite soak` demands of a run",
  ]

  private func checkLayers(_ document: ConfigurationDocument) {
    let kinds = layers.map(\.kind)
    let height = layers.reduce(0) { $0 + ($1.kind == .riding ? $1.thickness ?? 0 : 0) }
    if electrode.position + height > cell.height, kinds.count > 1, let last = kinds.lastIndex(of: .riding) {
      document.report(
        "layer[\(last)].thickness",
        Complaint(
          "all riding layers together are \(Readable.length(height)) thick; expected at most \(Readable.length(cell.height - electrode.position)), the "
            + "height above the electrode"))
    }
    if kinds.contains(.riding), let index = kinds.firstIndex(of: .fixed) {
      document.report(
        "layer[\(index)].kind",
        Complaint("a layer that rides on the lithium would be pushed into one that is fixed; have layers of one kind"))
    }
    guard electrolyte.counterSide == .lithium else { return }
    if let index = kinds.firstIndex(of: .riding) {
      document.report(
        "layer[\(index)].kind",
        Complaint(
          "a riding layer is pushed along with the electrolyte, which needs electrolyte.counterSide = \"reservoir\" to leave through"))
    } else if electrolyte.displacementFlow {
      document.report(
        "electrolyte.displacementFlow",
        Complaint("needs electrolyte.counterSide = \"reservoir\": what lithium displaces leaves through the top of the domain"))
    }
  }

  private static func name(from top: SectionReader, standard: String) -> String {
    top.note("name", .name(words: "letters, digits and `-_.+`, not starting with `.` or `-`,", example: "quickstart"))
    guard let setting = top.setting("name") else { return standard }
    if case .text(let name) = setting, isName(name) { return name }
    top.report("name", expected: nameExpectation, found: setting.found)
    return standard
  }

  static let nameExpectation = "letters, digits and -_.+ such as \"quickstart\""

  /// Whether a run can have this name. It becomes a folder: a path hidden in it could write elsewhere.
  static func isName(_ name: String) -> Bool {
    guard let first = name.first, first != ".", first != "-" else { return false }
    return name.allSatisfy(isAllowedInName)
  }

  static func isAllowedInName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-_.+".contains(character))
  }

  /// The config with every standard value filled in, itself a valid config that gives the same run bit for bit.
  public func resolvedTOML() -> String {
    var writer = SettingWriter(Self.meanings)
    writer.text("name", name)
    writer.text("model", model.rawValue)
    cell.write(to: &writer)
    electrode.write(to: &writer, hasKinetics: literature == nil, isDeep: cell.depth != nil)
    if let literature { literature.write(to: &writer) } else { electrolyte.write(to: &writer) }
    for layer in interlayers { layer.write(to: &writer) }
    for layer in layers { layer.write(to: &writer) }
    mechanics?.write(to: &writer)
    charging.write(to: &writer)
    output.write(to: &writer)
    numerics.write(to: &writer, hasSharpening: literature == nil)
    soak?.write(to: &writer)
    return writer.toml
  }

  /// A travel per step that was asked for and is not taken.
  private var stepAdvice: [String] {
    guard places["numerics.timeStepFactor"] != nil, travelPerStep < numerics.timeStepFactor * (1 - 1e-9) else { return [] }
    return [
      "numerics.timeStepFactor: \(Readable.number(travelPerStep, digits: 3)) is taken instead of \(Readable.number(numerics.timeStepFactor)), "
        + "since cells this much finer than interfaceHalfWidth need shorter steps; cells of half of it do not"
    ]
  }

  private var interlayerAdvice: [String] {
    interlayers.enumerated().flatMap { index, layer in
      let path = "interlayer[\(index)]"
      return layer.advice(
        path, isSet: { places["\(path).\($0)"] != nil }, halfWidth: numerics.interfaceHalfWidth)
    }
  }

  /// Whether lithium that moves pushes the electrolyte.
  var displacesElectrolyte: Bool { electrolyte.displacementFlow || layers.contains { $0.kind == .riding } }

  private var layerAdvice: [String] {
    let ofEach = layers.enumerated().flatMap { index, layer in
      let path = "layer[\(index)]"
      return layer.advice(path, isSet: { places["\(path).\($0)"] != nil }, halfWidth: numerics.interfaceHalfWidth)
    }
    let porous =
      electrolyte.displacementFlow && layers.contains { $0.kind == .fixed && $0.exchangeCurrentDensity == 0 }
      ? ["electrolyte.displacementFlow: what lithium displaces flows through fixed layers as if they were porous"] : []
    return ofEach + porous
  }

  private var stressAdvice: [String] {
    guard let mechanics, mechanics.depositionStrain == 0, charging.stackPressurePath == nil else { return [] }
    return ["mechanics: nothing loads this cell, all stress stays zero; set depositionStrain or charging.stackPressure"]
  }

  /// What is allowed but probably not wanted, each with what to do about it.
  public var advice: [String] {
    let waves = electrode.roughness?.advice(in: cell, halfWidth: numerics.interfaceHalfWidth) ?? []
    let ofLaws = literature == nil ? electrolyte.advice(in: cell) : []
    return idleKeys.map(\.description) + electrode.advice(in: cell) + ofLaws + waves + numerics.advice(in: cell) + stepAdvice + stressAdvice
      + materialAdvice + interlayerAdvice + layerAdvice
  }
}
