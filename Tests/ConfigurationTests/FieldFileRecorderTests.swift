import Fields
import Foundation
import Physics
import Records
import Simulations
import Testing

@testable import Configuration

/// Field files as a run writes them.
@Suite struct FieldFileRecorderTests {
  private func withRun(_ overrides: [String], _ body: (RunConfiguration, RunFolder) throws -> Void) throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    var config = try RunConfiguration(parsing: IdleKeyTests.small, file: "a.toml", overrides: overrides)
    _ = try config.settleInterface()
    let folder = try RunFolder(
      creating: place, config: config.resolvedTOML(), provenance: Provenance(threads: 1, seed: nil), overwrite: false)
    try body(config, folder)
  }

  /// Flat front at constant current: J is minus the imposed current along growth, and zero across.
  @Test func theCurrentOfAFlatFrontIsTheImposedOne() throws {
    let overrides = [
      "charging={ currentDensity = \"2 mA/cm^2\", duration = \"10 ms\" }", "output.frames=0",
      "output.fieldFiles={ precision = \"double\", count = 1 }",
    ]
    try withRun(overrides) { config, folder in
      _ = try RunDriver(config, folder: folder).run()
      #expect(folder.fieldFileNumbers == [0, 1])
      let file = try FieldFile(path: try folder.fieldFile(1))
      #expect(abs(file.header.time - 0.01) < 1e-15)
      #expect(abs(file.header.charge - 20 * 0.01) < 1e-12)
      let current = try file.fields(.current), lithium = try file.fields(.lithium)[0], salt = try file.fields(.salt)[0]
      let grid = try #require(config.grid)
      for k in 0..<grid.growth where lithium[0, 0, k] < 1e-3 {
        for i in 0..<grid.width {
          #expect(abs(current[2][i, 0, k] + 20) < 1e-3 * 20, "cell (\(i), 0, \(k))")
          #expect(abs(current[0][i, 0, k]) < 1e-6 * 20 && current[1][i, 0, k] == 0)
          #expect(salt[i, 0, k] > 900 && salt[i, 0, k] < 1100)
        }
      }
      // Per area of the front, which is flat: where the profile is more than a twentieth of its way.
      let front = try file.fields(.frontCurrent)[0]
      var shown = 0
      for k in 0..<grid.growth {
        let isNear = abs(lithium[0, 0, k] - 0.5) < 0.44, isFar = abs(lithium[0, 0, k] - 0.5) > 0.47
        if isNear {
          shown += 1
          #expect(abs(front[0, 0, k] - 20) < 1e-2 * 20, "cell \(k): \(front[0, 0, k])")
        }
        if isFar { #expect(front[0, 0, k].isNaN) }
      }
      #expect(shown >= 4)
      #expect(lithium[0, 0, 0] > 0.95 && lithium[0, 0, grid.growth - 1] < 1e-3)
    }
  }

  /// Two films on a flat front, of which one has a slot: their sum near the front, the other alone in the slot, no number elsewhere.
  @Test func theFilmIsThatOfItsPlace() throws {
    let films =
      "interlayer=[{ thickness = \"20 nm\", ionicConductivity = \"1e-5 S/m\", pinhole = [{ position = \"0 um\", radius = \"1 um\" }] }, "
      + "{ thickness = \"5 nm\", ionicConductivity = \"1e-5 S/m\" }]"
    let overrides = [
      films, "charging.duration=1 ms", "output.frames=0",
      "output.fieldFiles={ fields = [\"lithium\", \"filmThickness\"], count = 1, precision = \"double\" }",
    ]
    try withRun(overrides) { config, folder in
      _ = try RunDriver(config, folder: folder).run()
      let file = try FieldFile(path: try folder.fieldFile(0)), grid = try #require(config.grid)
      let film = try file.fields(.filmThickness)[0], lithium = try file.fields(.lithium)[0]
      // ξ(1 − ξ) one and a half half-widths from the front.
      let rim = 1 / (4 * cosh(1.5) * cosh(1.5))
      var shown = 0
      for k in 0..<grid.growth {
        for i in 0..<grid.width {
          let x = lithium[i, 0, k], place = grid.center(i, .width), length = grid.length(.width)
          let isNear = x * (1 - x) > rim
          shown += isNear ? 1 : 0
          #expect(film[i, 0, k].isFinite == isNear, "cell (\(i), \(k))")
          let away = min(place, length - place)
          guard isNear, abs(away - 1e-6) > grid.widthSpacing else { continue }
          #expect(abs(film[i, 0, k] - (away < 1e-6 ? 5e-9 : 25e-9)) < 1e-20, "cell (\(i), \(k))")
        }
      }
      #expect(shown >= 5 * grid.width)
    }
  }

  @Test func onlyWhatIsAskedForIsWritten() throws {
    let overrides = [
      "charging.duration=1 ms", "output.frames=0", "output.fieldFiles={ fields = [\"salt\", \"current\"], interval = \"400 us\" }",
    ]
    try withRun(overrides) { config, folder in
      _ = try RunDriver(config, folder: folder).run()
      let files = try folder.fieldFileNumbers.map { try FieldFile(path: try folder.fieldFile($0)) }
      let times = files.map(\.header.time)
      #expect(times.count == 4)
      for (time, expected) in zip(times, [0, 4e-4, 8e-4, 1e-3]) { #expect(abs(time - expected) < 1e-12) }
      #expect(files.allSatisfy { $0.quantities == [.salt, .current] })
    }
  }

  @Test func whatARecorderRemembersLetsAnotherGoOn() throws {
    try withRun(["output.fieldFiles.count=5"]) { config, folder in
      let simulation = config.simulation()
      let first = try #require(try FieldFileRecorder(config, folder: folder, nil))
      try first.observe(simulation)
      var memory = try JSONDecoder().decode(FieldFileRecorder.Memory.self, from: try JSONEncoder().encode(first.memory))
      #expect(memory == first.memory)
      // A file of a time that the resumed run has not reached yet.
      try Data("late".utf8).write(to: URL(fileURLWithPath: try folder.fieldFile(1)))
      let second = try #require(try FieldFileRecorder(config, folder: folder, memory))
      #expect(folder.fieldFileNumbers == [0])
      #expect(second.nextTime == 120)
      // Neither the start nor the step it has seen is due again.
      try second.observe(simulation)
      try second.finish(simulation, .duration)
      #expect(folder.fieldFileNumbers == [0])
      memory.lastStep = -1
      let third = try #require(try FieldFileRecorder(config, folder: folder, memory))
      try third.finish(simulation, .duration)
      #expect(folder.fieldFileNumbers == [0, 1])
    }
  }
}
