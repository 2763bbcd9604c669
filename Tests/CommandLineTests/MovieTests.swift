import Foundation
import Testing

/// `lidendrite movie` and `--movie`.
@Suite struct MovieTests {
  private static let hasFFmpeg = InstalledTool.isThere("ffmpeg")

  private func program() throws -> BuiltProgram {
    let program = try BuiltProgram()
    try program.write(RunTests.rough.replacing("frames = 2", with: "frames = 6"), to: "a.toml")
    #expect(try program.run("run", "a.toml", "--quiet", "--output", "a").status == 0)
    return program
  }

  /// What a program of ffmpeg's says.
  private func words(_ name: String, _ arguments: [String], in program: BuiltProgram) throws -> Data {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: program.folder)
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return output
  }

  @Test(.enabled(if: hasFFmpeg, "no ffmpeg is installed: make browser")) func aMovieHasTheFramesTheirColoursAndTheirTimes() throws {
    let program = try program()
    defer { program.remove() }
    let result = try program.run("movie", "a", "--field", "composite", "--frames-per-second", "5")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "a/frames/composite.mp4: 7 frames, listed in a/frames/composite.csv\n")
    #expect(try program.names("a/frames") == ["composite", "composite.csv", "composite.mp4", "salt"])
    let movie = try program.bytes("a/frames/composite.mp4")
    #expect(try program.run("movie", "a", "--field", "composite", "--frames-per-second", "5").status == 0)
    #expect(try program.bytes("a/frames/composite.mp4") == movie)

    let asked = "stream=codec_name,nb_read_frames,avg_frame_rate,pix_fmt,color_space"
    let probe = ["-v", "error", "-count_frames", "-show_entries", asked, "-of", "csv=p=0", "a/frames/composite.mp4"]
    #expect(String(decoding: try words("ffprobe", probe, in: program), as: UTF8.self) == "h264,yuv420p,bt709,5/1,7\n")
    // Colours as they were, but for what coding leaves out.
    func pixels(_ file: String, _ more: [String]) throws -> [UInt8] {
      Array(try words("ffmpeg", ["-v", "error", "-i", file] + more + ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"], in: program))
    }
    let shown = try pixels("a/frames/composite.mp4", ["-vf", "select=eq(n\\,6)", "-frames:v", "1"])
    let drawn = try pixels("a/frames/composite/000006.png", [])
    try #require(shown.count == drawn.count && !drawn.isEmpty)
    var difference = 0
    for index in drawn.indices { difference += abs(Int(drawn[index]) - Int(shown[index])) }
    #expect(Double(difference) / Double(drawn.count) < 2)

    let list = try program.read("a/frames/composite.csv").split(separator: "\n").map(String.init)
    #expect(list.count == 8 && list[0] == "movie time [s],frame,time [s],areal capacity [mA*h/cm^2]")
    for (index, row) in list.dropFirst().enumerated() {
      let cells = row.split(separator: ",")
      #expect(Double(cells[0]) == Double(index) / 5 && cells[1] == "00000\(index).png")
      #expect(try abs(#require(Double(cells[2])) - 0.1 * Double(index)) < 1e-9)
    }
  }

  @Test(.enabled(if: hasFFmpeg, "no ffmpeg is installed: make browser")) func aRunEndsWithItsMovie() throws {
    let program = try program()
    defer { program.remove() }
    let result = try program.run("run", "a.toml", "--output", "b", "--movie", "gif")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output == """
        b: the whole duration was simulated; metrics.csv, steps.csv, summary.json, 7 frames in frames/
        b/frames/composite.gif: 7 frames, listed in b/frames/composite.csv
        b/frames/salt.gif: 7 frames, listed in b/frames/salt.csv

        """)
    let probe = [
      "-v", "error", "-count_frames", "-show_entries", "stream=codec_name,nb_read_frames", "-of", "csv=p=0", "b/frames/salt.gif",
    ]
    #expect(String(decoding: try words("ffprobe", probe, in: program), as: UTF8.self) == "gif,7\n")
    // Both runs have the same pictures, whatever was made of them; to replace one takes its movies along.
    #expect(try program.run("compare", "a", "b").status == 0)
    #expect(try program.run("run", "a.toml", "--output", "b", "--quiet", "--overwrite").status == 0)
    #expect(try program.names("b/frames") == ["composite", "salt"])
  }

  @Test func theCommandIsShownWhereItWouldRun() throws {
    let program = try program()
    defer { program.remove() }
    let run = try program.run("run", "a.toml", "--output", "b c")
    let lines = run.output.split(separator: "\n")
    try #require(lines.count == 2)
    #expect(lines[1].hasPrefix("movie: ffmpeg ") && lines[1].contains(" -i 'b c/frames/composite/%06d.png' "))
    let shown = try program.run("movie", "b c", "--print")
    #expect(shown.output.split(separator: "\n").map { "movie: \($0)" }.first == String(lines[1]))
    #expect(try program.names("b c/frames") == ["composite", "salt"])
    if Self.hasFFmpeg {
      _ = try words("sh", ["-c", String(lines[1].dropFirst("movie: ".count))], in: program)
      let movie = try program.bytes("b c/frames/composite.mp4")
      #expect(try program.run("movie", "b c/frames/composite").status == 0)
      #expect(try program.bytes("b c/frames/composite.mp4") == movie)
    }
  }

  @Test func whatIsNoMovieIsTold() throws {
    let program = try program()
    defer { program.remove() }
    let files = FileManager.default, frames = "\(program.folder)/a/frames"
    try files.removeItem(atPath: "\(frames)/salt/000003.png")
    let gap = try program.run("movie", "a", "--field", "salt", "--print")
    #expect(gap.status == 2 && gap.errors == "a/frames/salt: no frame 3; a movie needs all from 0 on\n", "\(gap.errors)")
    try files.removeItem(atPath: "\(frames)/composite/000003.png")
    try files.copyItem(atPath: "\(frames)/salt/000002.png", toPath: "\(frames)/composite/000003.png")
    #expect(try program.run("movie", "a/frames/composite", "--print").errors.contains("000003.png: expected a frame of "))
    let unknown = try program.run("movie", "a", "--field", "current", "--print")
    #expect(unknown.status == 2 && unknown.errors == "a/frames: no sequence of frames \"current\"; it has: composite, salt\n")
    try files.removeItem(atPath: frames)
    #expect(try program.run("movie", "a").errors.hasPrefix("a/frames: no frames; "))
    #expect(try program.run("movie", "a", "--frames-per-second", "0").status == 64)
  }
}
