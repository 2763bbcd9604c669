import Foundation

/// The results in the XML that build servers read: a suite a run, a case a check (the schema of Apache Ant's JUnit task).
struct JUnitReport {
  let results: [Soak.Result]

  var text: String {
    let checks = results.flatMap(\.checks)
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuites name=\"lidendrite soak\" \(Self.counts(checks)) time=\"\(Self.seconds(results.map(\.wallTime).reduce(0, +)))\">",
    ]
    for result in results {
      let suite = Markup.escaped(result.name)
      lines.append("  <testsuite name=\"\(suite)\" \(Self.counts(result.checks)) time=\"\(Self.seconds(result.wallTime))\">")
      for check in result.checks {
        let opening = "    <testcase classname=\"\(suite)\" name=\"\(Markup.escaped(check.name))\">"
        let finding = Markup.escaped(check.finding)
        switch check.verdict {
        case .passed: lines.append("\(opening)<system-out>\(finding)</system-out></testcase>")
        case .failed: lines.append("\(opening)<failure message=\"\(finding)\"/></testcase>")
        case .skipped: lines.append("\(opening)<skipped message=\"\(finding)\"/></testcase>")
        }
      }
      lines.append("  </testsuite>")
    }
    return (lines + ["</testsuites>"]).joined(separator: "\n") + "\n"
  }

  private static func counts(_ checks: [Check]) -> String {
    let skipped = checks.count { if case .skipped = $0.verdict { true } else { false } }
    return "tests=\"\(checks.count)\" failures=\"\(checks.count { $0.verdict == .failed })\" errors=\"0\" skipped=\"\(skipped)\""
  }

  private static func seconds(_ time: Double) -> String { String(format: "%.3f", time) }
}
