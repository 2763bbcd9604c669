import Testing

@testable import Validations

@Suite struct BenchmarkRecordTests {
  @Test func filesNameTheirColumnsAndCost() throws {
    var record = BenchmarkRecord("1a.1", endTime: 200, summary: "a summary")
    record.add("free_energy", columns: ["time", "free_energy"], rows: [[0, 319.5], [0.5, 1e-7]])
    let files = record.finished()
    #expect(files.map(\.name) == ["1a-free_energy.csv", "1a-pfhub.yaml"])
    #expect(files[0].text == "time,free_energy\n0.0,319.5\n0.5,1e-07\n")
    let lines = files[1].text.split(separator: "\n")
    #expect(lines.contains("benchmark_problem: 1a.1") && lines.contains("  - name: 1a-free_energy.csv"))
    let memory = try #require(lines.first { $0.contains("memory_in_kb") }?.split(separator: " ").last.flatMap { Int($0) })
    #expect(memory > 1000 && memory < 100_000_000)
    let seconds = try #require(lines.first { $0.contains("time_in_s") }?.split(separator: " ").last.flatMap { Double($0) })
    #expect(seconds >= 0 && seconds < 60)
  }
}
