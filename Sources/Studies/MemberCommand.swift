public import Configuration
import Processes

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
    func line(_ arguments: [String]) -> String { ShellLine.text([program] + arguments) + " --quiet" }
    return "if [ -f \(ShellLine.quoted("\(folder)/provenance.json")) ]; then exec \(line(resume)); else exec \(line(run)); fi"
  }
}
