public import Configuration
import Foundation
import Processes

/// A script that lets the engine of a cluster run the members of a study, and collect them at the end.
public enum ClusterScript: String, CaseIterable, Sendable {
  case slurm, snakemake

  /// - Parameters:
  ///   - program: path of the executable on the cluster.
  ///   - file: the study file.
  ///   - folder: of the study.
  public func text(_ study: StudyConfiguration, program: String, file: String, folder: String) -> String {
    let commands = study.members.map { MemberCommand(study, $0, folder: "\(folder)/\($0.name)").shellLine(program: program) }
    let collect = [program, "study", file, "--collect", "--output", folder].map(ShellLine.quoted).joined(separator: " ")
    return self == .slurm
      ? Self.slurm(study, commands, collect: collect, folder: folder)
      : Self.snakemake(study, commands, collect: collect, folder: folder)
  }

  /// Run by hand the script submits itself and then what collects; run by the engine it is one member.
  private static func slurm(_ study: StudyConfiguration, _ commands: [String], collect: String, folder: String) -> String {
    let tasks = commands.enumerated().map { "\($0)) \($1) ;;" }.joined(separator: "\n")
    return """
      #!/bin/bash
      #SBATCH --job-name=\(study.name)
      #SBATCH --array=0-\(commands.count - 1)
      #SBATCH --cpus-per-task=\(study.threads)
      #SBATCH --signal=B:TERM@120
      #SBATCH --output=\(study.name)-%a.log
      # Members of the study "\(study.name)". `bash` this script where its paths hold, and it submits itself and then the step that collects.
      # A member whose time was over goes on from its checkpoint when the script is submitted once more.
      if [ -z "$SLURM_ARRAY_TASK_ID" ]; then
        mkdir -p \(ShellLine.quoted(folder)) || exit
        job=$(sbatch --parsable "$0") || exit
        exec sbatch --dependency="afterany:$job" --job-name=\(study.name)-collect --wrap \(ShellLine.quoted(collect))
      fi
      case $SLURM_ARRAY_TASK_ID in
      \(tasks)
      esac

      """
  }

  /// JSON's strings are Python's. A mark beside the run folders stands for each: the engine removes what a job that failed was to make,
  /// and must not remove a part of its run.
  private static func snakemake(_ study: StudyConfiguration, _ commands: [String], collect: String, folder: String) -> String {
    let entries = zip(study.members, commands).map { "    \(literal($0.name)): \(literal($1))," }.joined(separator: "\n")
    // In a pattern braces are wildcards.
    let place = folder.replacing("{", with: "{{").replacing("}", with: "}}")
    return """
      # Members of the study "\(study.name)": snakemake --cores N --keep-going --snakefile FILE, or with the profile of a cluster.
      # Where a member fails, the rest is collected by hand: the command of the rule `collect`.
      commands = {
      \(entries)
      }

      rule collect:
          input: expand(\(literal("\(place)/.ended/{member}")), member=commands)
          output: \(literal("\(place)/study.csv")), \(literal("\(place)/ranking.md"))
          params: command=\(literal(collect))
          shell: "{params.command}"

      rule member:
          output: touch(\(literal("\(place)/.ended/{member}")))
          params: command=lambda wildcards: commands[wildcards.member]
          threads: \(study.threads)
          shell: "{params.command}"

      """
  }

  private static func literal(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
