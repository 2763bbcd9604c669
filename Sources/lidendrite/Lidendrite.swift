import ArgumentParser
import Records

/// The command line: one type per command, each in its own file.
@main
struct Lidendrite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lidendrite",
    abstract: "Phase-field simulation of lithium dendrites.",
    discussion: """
      EXAMPLES:
        lidendrite new first --template quickstart
        lidendrite check Configs/quickstart.toml
        lidendrite keys electrode
        lidendrite materials LLZO
        lidendrite run Configs/quickstart.toml
        lidendrite run Configs/quickstart.toml --set charging.voltage="200 mV"
        lidendrite resume Outputs/quickstart
        lidendrite study Configs/studies/film-resistance.toml
        lidendrite render Outputs/quickstart --field salt
        lidendrite compare Outputs/quickstart Outputs/trial
        lidendrite figure curves Outputs/quickstart
        lidendrite report Outputs/quickstart
        lidendrite movie Outputs/quickstart
      """,
    version: ProgramVersion.withBuild,
    subcommands: [
      New.self, Check.self, Keys.self, Materials.self, Run.self, Resume.self, StudyCommand.self, SoakCommand.self, Validate.self,
      Render.self, Compare.self, FigureCommand.self, ReportCommand.self, MovieCommand.self,
    ])
}
