import Foundation
import Testing

@testable import Records

@Suite struct ProvenanceTests {
  @Test func everyFieldIsFilled() throws {
    let provenance = Provenance(threads: 2, seed: 7, arguments: ["lidendrite", "run"], started: Date(timeIntervalSince1970: 0))
    #expect(provenance.version == "0.1.0")
    #expect(provenance.started == "1970-01-01T00:00:00Z")
    #expect(!provenance.processor.isEmpty)
    #expect(!provenance.operatingSystem.isEmpty)
    #expect(provenance.fftwPlanning == "estimate")
  }

  @Test func keysAreInOrderAndValuesAreReadBack() throws {
    let provenance = Provenance(threads: 2, seed: 7)
    let json = try provenance.json()
    let keys = json.split(separator: "\n").compactMap { $0.hasPrefix("  \"") && $0.contains(" : ") ? $0.split(separator: "\"")[1] : nil }
    #expect(keys == keys.sorted())
    #expect(keys.contains("seed"))
    #expect(try JSONDecoder().decode(Provenance.self, from: Data(json.utf8)) == provenance)
  }
}

@Suite struct SummaryTests {
  @Test func aSummaryIsReadBack() throws {
    let summary = Summary(
      outcome: .stopped, reason: "the tip reached the stop height", steps: 12,
      results: ["tip height": .init(54e-6, "m"), "short-circuit time": .init(.infinity, "s")])
    let json = try summary.json()
    #expect(
      json == """
        {
          "outcome" : "stopped",
          "reason" : "the tip reached the stop height",
          "results" : {
            "short-circuit time" : {
              "unit" : "s",
              "value" : "inf"
            },
            "tip height" : {
              "unit" : "m",
              "value" : 5.4e-05
            }
          },
          "steps" : 12
        }

        """)
    try TemporaryFolder.with { folder in
      try json.write(toFile: "\(folder)/summary.json", atomically: true, encoding: .utf8)
      #expect(try Summary(path: "\(folder)/summary.json") == summary)
    }
  }
}

@Suite struct RunLogTests {
  @Test func aLogGoesOnAtItsEnd() throws {
    try TemporaryFolder.with { folder in
      let start = Date(timeIntervalSince1970: 0)
      try RunLog(path: "\(folder)/log.txt").append("begun", at: start)
      try RunLog(path: "\(folder)/log.txt").append("gone on", at: start + 60)
      #expect(
        try String(contentsOfFile: "\(folder)/log.txt", encoding: .utf8)
          == "1970-01-01T00:00:00Z begun\n1970-01-01T00:01:00Z gone on\n")
    }
  }
}
