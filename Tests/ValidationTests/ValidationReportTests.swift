import Foundation
import Testing

@testable import Validations

/// What the validation says of its findings.
@Suite struct ValidationReportTests {
  private static func result(_ findings: [Finding], failure: String? = nil) -> ValidationReport.Result {
    var solution = Solution()
    solution.findings = findings
    solution.convergence = [
      Convergence("current", against: "δ/R", [SIMD2(0.2, 0.04), SIMD2(0.1, 0.01)]),
      Convergence("charge", against: "δ/R", [SIMD2(0.2, 1e-14), SIMD2(0.1, 3e-15)]),
    ]
    solution.files = [("a.csv", "x\n1\n")]
    let problem = Problem(name: "a", title: "A wire's current", statement: "What it draws.", source: "Closed form.") { _ in Solution() }
    return ValidationReport.Result(problem: problem, solution: solution, failure: failure, wallTime: 61)
  }

  @Test func boundsMeanWhatTheySay() {
    func isMet(_ target: Double, _ measured: Double, _ bound: Finding.Bound) -> Bool {
      Finding("x", target: target, measured: measured, bound).isMet
    }
    #expect(isMet(-2, -2.02, .relative(0.0101)) && !isMet(-2, -2.03, .relative(0.0101)))
    #expect(isMet(0, 0.5, .absolute(0.5)) && !isMet(0, -0.6, .absolute(0.5)))
    #expect(isMet(1e-3, -1e-3, .below) && !isMet(1e-3, -2e-3, .below))
    #expect(isMet(1.8, 1.9, .above) && !isMet(1.8, 1.7, .above))
    for bound in [Finding.Bound.relative(1), .absolute(1), .below, .above] { #expect(!isMet(1, .nan, bound)) }
  }

  /// Nothing found is nothing shown, and neither is what could not be solved.
  @Test func onlyWhatIsFoundPasses() {
    let good = Finding("x", target: 1, measured: 1, .relative(0.1)), bad = Finding("x", target: 1, measured: 2, .relative(0.1))
    #expect(Self.result([good]).isPassed)
    #expect(!Self.result([]).isPassed)
    #expect(!Self.result([good, bad]).isPassed)
    #expect(!Self.result([good], failure: "no convergence").isPassed)
  }

  @Test func thePageShowsEachFindingTheTablesAndTheFigures() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lidendrite-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let report = ValidationReport([
      Self.result([
        Finding("current", unit: "A/m²", target: 200, measured: 201, .relative(0.01)),
        Finding("error of the charge", target: 1e-3, measured: 2e-3, .below),
      ])
    ])
    #expect(!report.isPassed)
    #expect(
      report.text
        == """
        a: A wire's current, 61 s
          ok       current: 201 A/m², target 200 A/m² (1 %, found +0.5 %)
          FAILED   error of the charge: 0.002, target ≤ 0.001

        """)
    let paths = try report.write(page: "\(folder)/Validation.md", tables: "\(folder)/tables")
    #expect(paths == ["\(folder)/Validation.md", "\(folder)/tables/a.csv"])
    let page = try String(contentsOfFile: "\(folder)/Validation.md", encoding: .utf8)
    for line in [
      "| [A wire's current](#a-wires-current) | 1 of 2 | **not met** |",
      "| current | 200 A/m² | 201 A/m² | 1 %, found +0.5 % | met |",
      "| error of the charge | ≤ 0.001 | 0.002 |  | **not met** |",
      "| error at δ/R | 0.2 | 0.1 | orders |",
      "| current | 0.04 | 0.01 | 2.00 |",
      "| charge | 1e-14 | 3e-15 |  |",
      "![A wire's current: errors over δ/R.](validation/a.svg)",
    ] { #expect(page.contains(line + "\n"), "\(line)") }
    #expect(try String(contentsOfFile: "\(folder)/validation/a.svg", encoding: .utf8).contains("<svg"))
  }

  @Test func namesAndTitlesAreOfOneProblemEach() {
    #expect(Set(Problem.suite.map(\.name)).count == Problem.suite.count)
    #expect(Set(Problem.suite.map(\.title)).count == Problem.suite.count)
    #expect(Problem.suite.allSatisfy { !$0.statement.isEmpty && !$0.source.isEmpty })
  }
}
