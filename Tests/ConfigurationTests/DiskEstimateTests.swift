import Records
import Testing

@testable import Configuration

/// What `lidendrite check` says of the disk.
@Suite struct DiskEstimateTests {
  /// 16 x 32 cells.
  private func config(_ overrides: String...) throws -> RunConfiguration {
    var config = try RunConfiguration(parsing: IdleKeyTests.small, file: "a.toml", overrides: overrides)
    _ = try config.settleInterface()
    return config
  }

  @Test func fieldFilesAreCountedInFull() throws {
    let single = try #require(DiskEstimate(try config("output.fieldFiles.count=4")))
    #expect(single.fieldFileCount == 5)
    // Seven numbers of four bytes in each of 512 cells, and 16 KiB of each file itself.
    #expect(single.fieldFiles == 5 * (7 * 512 * 4 + 16384))
    let double = try #require(DiskEstimate(try config("output.fieldFiles={ fields = [\"salt\"], precision = \"double\", count = 4 }")))
    #expect(double.fieldFiles == 5 * (512 * 8 + 16384))
    #expect(try #require(DiskEstimate(try config())).fieldFiles == 0)
    // Two, each of seven arrays of doubles.
    #expect(single.checkpoints == 2 * 10 * 512 * 8)
    #expect(try #require(DiskEstimate(try config("output.checkpoints.kept=5"))).checkpoints == 5 * 10 * 512 * 8)
  }

  @Test func framesGrowWithTheirNumberAndSize() throws {
    let hundred = try #require(DiskEstimate(try config()))
    #expect(hundred.frameCount == 101)
    let small = try #require(DiskEstimate(try config("output.frameHeight=450")))
    #expect(abs(small.frames - hundred.frames / 4) < 1e-6 * hundred.frames)
    #expect(try #require(DiskEstimate(try config("output.frames=0"))).frames == 0)
    // 900 pixels high: within a factor of two of the 220 kB of the quickstart run.
    #expect((110e3...440e3).contains(hundred.frames / hundred.frameCount))
  }

  @Test func surfacesOfADeepCellAreCounted() throws {
    let deep = "cell.depth=20 um"
    let both = try #require(DiskEstimate(try config(deep)))
    let composite = try #require(DiskEstimate(try config(deep, "output.fields=composite")))
    let surface = try #require(DiskEstimate(try config(deep, "output.fields=surface")))
    #expect(abs(both.frames - composite.frames - surface.frames) < 1e-9 * both.frames && surface.frames > 0)
    #expect(both.fieldFiles == 0 && both.checkpoints == 2 * 10 * 8 * 512 * 8)
  }

  @Test func aDiskThatIsTooSmallIsTold() throws {
    let config = try config("output.fieldFiles.count=100", "output.frames=0", "output.fields=composite")
    var report = CheckReport(config, threads: 1)
    let before = report.warnings
    report.addDisk(config, free: 1e9, folder: "Outputs/a")
    #expect(report.warnings == before)
    let rows = try #require(report.sections.last).rows
    #expect(try #require(report.sections.last).title == "Disk")
    #expect(
      rows.contains(
        .init("field files", "3.1", unit: "MB", remark: "101 of lithium, salt, potential, current, frontCurrent, less when compressed")))
    #expect(rows.contains(.init("checkpoints", "81.9", unit: "kB", remark: "the 2 that are kept")))
    #expect(rows.contains(.init("free", "1", unit: "GB", remark: "at Outputs/a")))
    var small = CheckReport(config, threads: 1)
    small.addDisk(config, free: 2e6, folder: "Outputs/a")
    let warning = try #require(small.warnings.last)
    #expect(warning.hasPrefix("Outputs/a: the run takes up to "))
    #expect(warning.hasSuffix(" MB, its disk has 2 MB free; write fewer with output.fieldFiles.count"))
  }

  @Test func theRoomOfAFolderThatIsNotThereYet() throws {
    let root = try #require(FreeSpace.bytes(at: "/tmp"))
    #expect(root > 0)
    #expect(try #require(FreeSpace.bytes(at: "/tmp/not/there/\(Int.random(in: 0...Int.max))")) > 0)
  }
}
