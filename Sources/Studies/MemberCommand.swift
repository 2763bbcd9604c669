public import Configuration

/// The commands that make the run of a member, without the name of the program.
public struct MemberCommand: Sendable {
  /// Path of the run folder.
  public let folder: String
  /// Begins it.
  public let run: [String]
  /// Goes on with it.
  public let resume: [String]

  public init(_ study: StudyConfiguration, _ member: StudyMember, folder: String) {
    self.folder = folder
    let threads = ["--threads", "\(study.threads)"]
    run = ["run", study.base, "--output", folder] + threads + member.overrides.flatMap { ["--set", $0] }
    resume = ["resume", folder] + threads
  }

  /// For a shell: goes on where something is begun, else begins.
  func shellLine(program: String) -> String {
    let program = Self.quoted(program)
    func line(_ arguments: [String]) -> String { ([program] + arguments.map(Self.quoted)).joined(separator: " ") + " --quiet" }
    return "if [ -f \(Self.quoted("\(folder)/provenance.json")) ]; then exec \(line(resume)); else exec \(line(run)); fi"
  }

  /// One word of a shell's line.
  static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+=:,@".contains($0)) }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
