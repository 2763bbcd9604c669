public import Foundation

/// What is needed to say where a result came from: `provenance.json`.
public struct Provenance: Codable, Equatable, Sendable {
  /// Version of the program.
  public var version: String
  /// Swift language and compiler series the program was built with.
  public var swiftVersion: String
  /// Architecture of the build.
  public var architecture: String
  /// CPU the build was made for; nil when the build did not say. Set by `-Xswiftc -DCPU_NATIVE` beside `-target-cpu native`.
  public var cpuTarget: String?
  /// Processor the run was made on.
  public var processor: String
  public var operatingSystem: String
  /// Worker threads.
  public var threads: Int
  /// How FFTW chose its plans: `estimate` gives the same bits each time.
  public var fftwPlanning: String
  /// Seed of the initial surface; nil when nothing is random.
  public var seed: Int?
  /// The command as given.
  public var arguments: [String]
  /// Start of the run, ISO 8601 in UTC.
  public var started: String
  /// The checkpoint that a branch begins with.
  public var branchedFrom: String?
  /// Each time the run was resumed; nil for a run in one piece.
  public var resumptions: [Resumption]?

  /// A process that went on with a run.
  public struct Resumption: Codable, Equatable, Sendable {
    /// Accepted time steps before it.
    public var step: Int
    /// Worker threads.
    public var threads: Int
    /// Of the program, with its build.
    public var version: String
    /// Processor it was made on.
    public var processor: String
    /// ISO 8601 in UTC.
    public var started: String

    /// Describes the present program and machine.
    public init(step: Int, threads: Int, started: Date = Date()) {
      self.step = step
      self.threads = threads
      version = ProgramVersion.withBuild
      processor = Provenance.processorName
      self.started = started.formatted(.iso8601)
    }
  }

  /// Describes the present program and machine.
  public init(
    threads: Int, seed: Int?, fftwPlanning: String = "estimate", arguments: [String] = CommandLine.arguments, started: Date = Date()
  ) {
    version = ProgramVersion.current
    swiftVersion = Self.compiler
    architecture = Self.architectureName
    cpuTarget = Self.builtFor
    processor = Self.processorName
    operatingSystem = Self.systemName
    self.threads = threads
    self.fftwPlanning = fftwPlanning
    self.seed = seed
    self.arguments = arguments
    self.started = started.formatted(.iso8601)
  }

  /// Reads it back.
  /// - Throws: `RecordError` when the file is missing or is no provenance.
  public init(path: String) throws(RecordError) { self = try JSONText.decode(Provenance.self, path: path) }

  /// - Throws: `RecordError` when a value has no JSON form.
  public func json() throws(RecordError) -> String { try JSONText.encode(self, named: "provenance") }

  static var compiler: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  static var architectureName: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }

  static var builtFor: String? {
    #if CPU_NATIVE
      "native"
    #else
      nil
    #endif
  }

  fileprivate static var processorName: String { value(of: "model name", in: "/proc/cpuinfo", separator: ":") ?? "unknown" }

  private static var systemName: String {
    value(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=") ?? ProcessInfo.processInfo.operatingSystemVersionString
  }

  private static func value(of key: String, in path: String, separator: Character) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key) }),
      let start = line.firstIndex(of: separator)
    else { return nil }
    return line[line.index(after: start)...].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
  }
}
