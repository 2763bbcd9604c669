import Configuration
import Foundation
import Testing

@testable import Studies

@Suite("Scripts for a cluster")
struct ClusterScriptTests {
  /// Runs a script and answers with what it printed.
  private func output(_ program: String, _ arguments: [String], _ environment: [String: String] = [:]) throws -> String {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  private static let study = "threads = 2\n[vary]\nelectrolyte.material = [\"it's\", \"b c\"]\n"

  @Test("a task of the array runs its member, its values unharmed by the shell, and goes on with what is begun")
  func slurm() throws {
    let study = try RecordedStudy(Self.study)
    defer { study.remove() }
    // `printf` in place of the program shows what it is given.
    let folder = "\(study.folder)/out put", path = "\(study.folder)/job.sh"
    let program = "\(study.folder)/show"
    try "#!/bin/sh\nprintf '<%s>' \"$@\"\n".write(toFile: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let text = ClusterScript.slurm.text(study.study, program: program, file: "s.toml", folder: folder)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(text.contains("#SBATCH --array=0-1\n#SBATCH --cpus-per-task=2\n"))
    #expect(
      try output("bash", [path], ["SLURM_ARRAY_TASK_ID": "0"])
        == "<run><\(study.folder)/base.toml><--output><\(folder)/it-s><--threads><2><--set><electrolyte.material=\"it's\"><--set><name=\"it-s\"><--quiet>"
    )
    try FileManager.default.createDirectory(atPath: "\(folder)/b-c", withIntermediateDirectories: true)
    try "".write(toFile: "\(folder)/b-c/provenance.json", atomically: true, encoding: .utf8)
    #expect(try output("bash", [path], ["SLURM_ARRAY_TASK_ID": "1"]) == "<resume><\(folder)/b-c><--threads><2><--quiet>")
  }

  @Test("a Snakefile holds the members' commands as Python reads them")
  func snakemake() throws {
    let study = try RecordedStudy(Self.study)
    defer { study.remove() }
    let text = ClusterScript.snakemake.text(study.study, program: "lidendrite", file: "s.toml", folder: "out")
    let path = "\(study.folder)/commands.py"
    let commands = try #require(text.split(separator: "\nrule ").first)
    try "\(commands)\nprint(commands['it-s'].count('lidendrite run'), list(commands))\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(try output("python3", [path]) == "1 ['it-s', 'b-c']\n")
    #expect(text.contains("    output: touch(\"out/.ended/{member}\")\n"))
    #expect(text.contains("    params: command=\"lidendrite study s.toml --collect --output out\"\n"))
  }
}
