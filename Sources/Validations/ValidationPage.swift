import Foundation

/// The page of all problems, in Markdown: what was asked, what was found, by how much it was missed.
struct ValidationPage {
  let results: [ValidationReport.Result]
  /// Folder of the figures, as the page sees it.
  let figures: String
  /// What the program is.
  let version: String
  let date: Date

  var markdown: String {
    let met = results.map(\.solution.findings).joined().count(where: \.isMet), all = results.map(\.solution.findings.count).reduce(0, +)
    let overview = results.map { result in
      let findings = result.solution.findings
      let verdict = result.isPassed ? "met" : "**not met**"
      return
        "| [\(result.problem.title)](#\(Self.anchor(result.problem.title))) | \(findings.count(where: \.isMet)) of \(findings.count) | \(verdict) |"
    }
    let minutes = results.map(\.wallTime).reduce(0, +) / 60
    return """
      # Validation

      This page is written by `make validate` from what it measures; numbers, tables and figures are not edited by hand. One problem alone:
      `lidendrite validate wire`. \(met) of \(all) demands are met.

      | problem | demands met | verdict |
      | --- | --- | --- |
      \(overview.joined(separator: "\n"))

      Half-width δ, cells h, time step Δt as in [Model](Model.md) and [Numerics](Numerics.md). Written on
      \(date.formatted(.iso8601.year().month().day())) by lidendrite \(version) in \(String(format: "%.0f", minutes)) minutes.

      \(results.map(section).joined(separator: "\n"))
      """
  }

  private func section(_ result: ValidationReport.Result) -> String {
    let problem = result.problem, solution = result.solution
    var parts = ["## \(problem.title)", "", problem.statement, "", "Source: \(problem.source)", ""]
    if let failure = result.failure { parts += ["**Not solved**: \(failure)", ""] }
    if !solution.findings.isEmpty {
      parts += ["| quantity | target | measured | tolerance | verdict |", "| --- | --- | --- | --- | --- |"]
      parts += solution.findings.map { finding in
        "| \(finding.quantity) | \(finding.targetText) | \(finding.measuredText) | \(finding.boundText) | \(finding.isMet ? "met" : "**not met**") |"
      }
      parts.append("")
    }
    parts += Self.tables(solution.convergence)
    for figure in ProblemFigures(problem, solution).all { parts += ["![\(figure.caption)](\(figures)/\(figure.name).svg)", ""] }
    return parts.joined(separator: "\n")
  }

  /// One table for all quantities with the same refinements.
  private static func tables(_ convergence: [Convergence]) -> [String] {
    var groups: [[Convergence]] = []
    for item in convergence {
      let place = groups.firstIndex { $0[0].refinement == item.refinement && $0[0].points.map(\.x) == item.points.map(\.x) }
      if let place { groups[place].append(item) } else { groups.append([item]) }
    }
    return groups.flatMap { group -> [String] in
      let head = group[0]
      var lines = [
        "| error at \(head.refinement) | \(head.points.map { Finding.number($0.x, digits: 3) }.joined(separator: " | ")) | orders |"
      ]
      lines.append("| --- |\(String(repeating: " --- |", count: head.points.count + 1))")
      for item in group {
        // What is round-off has no order.
        let isRounding = item.points.contains { abs($0.y) < 1e-9 }
        let orders = isRounding ? "" : item.orders.map { String(format: "%.2f", $0) }.joined(separator: ", ")
        lines.append("| \(item.quantity) | \(item.points.map { Finding.number($0.y, digits: 3) }.joined(separator: " | ")) | \(orders) |")
      }
      return lines + [""]
    }
  }

  /// As GitHub makes them of headings.
  private static func anchor(_ title: String) -> String {
    String(title.lowercased().compactMap { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : $0 == " " ? "-" : nil })
  }
}

extension Finding {
  static func number(_ value: Double, digits: Int = 5) -> String {
    value.isFinite ? String(format: "%.\(digits)g", value) : "\(value)"
  }

  private func withUnit(_ text: String) -> String { unit.isEmpty ? text : "\(text) \(unit)" }

  var targetText: String {
    switch bound {
    case .relative, .absolute: withUnit(Self.number(target))
    case .below: withUnit("≤ \(Self.number(target, digits: 3))")
    case .above: withUnit("≥ \(Self.number(target, digits: 3))")
    }
  }

  var measuredText: String {
    switch bound {
    case .relative, .absolute: withUnit(Self.number(measured, digits: 6))
    case .below, .above: withUnit(Self.number(measured, digits: 3))
    }
  }

  /// What is allowed, and what was found of it.
  var boundText: String {
    switch bound {
    case .relative(let part):
      "\(Self.number(100 * part, digits: 3)) %, found \(String(format: "%+.2g", 100 * (measured / target - 1))) %"
    case .absolute(let gap): "\(withUnit(Self.number(gap, digits: 3))), found \(String(format: "%+.2g", measured - target))"
    case .below, .above: ""
    }
  }

  /// On one line.
  var inWords: String {
    let allowed = boundText.isEmpty ? "" : " (\(boundText))"
    return "\(quantity): \(measuredText), target \(targetText)\(allowed)"
  }
}
