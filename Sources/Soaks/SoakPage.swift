import Foundation

/// The results on one page that opens from the disk: a table and the curves of each run.
struct SoakPage {
  let results: [Soak.Result]
  /// What the program is, and where and when it ran.
  let subtitle: String

  var html: String {
    let failed = results.count { !$0.isPassed }
    let verdict = failed == 0 ? "All runs hold: \(results.count)." : "Runs that fail: \(failed) of \(results.count)."
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>lidendrite soak</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 62em; padding: 0 1em; }
      h1 { font-size: 1.5em; margin-bottom: 0; }
      h2 { font-size: 1.15em; margin-top: 2em; }
      p.sub { color: gray; margin-top: .2em; }
      table { border-collapse: collapse; width: 100%; }
      td, th { text-align: left; padding: .25em .8em .25em 0; border-bottom: 1px solid #8884; vertical-align: top; }
      td.passed { color: #1a7f37; } td.failed { color: #d1242f; font-weight: 600; } td.skipped { color: gray; }
      td:nth-child(1), td:nth-child(2) { white-space: nowrap; }
      figure { margin: 1em 0; background: white; padding: .5em; } figure svg { width: 100%; height: auto; max-width: 46em; }
      </style>
      </head>
      <body>
      <h1>\(verdict)</h1>
      <p class="sub">\(Markup.escaped(subtitle))</p>
      \(results.map(Self.section).joined(separator: "\n"))
      </body>
      </html>

      """
  }

  private static func section(_ result: Soak.Result) -> String {
    let rows = result.checks.map { check in
      let (style, word) =
        switch check.verdict {
        case .passed: ("passed", "passed")
        case .failed: ("failed", "FAILED")
        case .skipped: ("skipped", "skipped")
        }
      return "<tr><td>\(Markup.escaped(check.name))</td><td class=\"\(style)\">\(word)</td><td>\(Markup.escaped(check.finding))</td></tr>"
    }
    // A file of its own has a prolog that a page has no place for.
    let drawing = result.record.map { SoakCurves(record: $0).svg } ?? ""
    let svg = drawing.firstRange(of: "<svg").map { String(drawing[$0.lowerBound...]) } ?? ""
    return """
      <h2>\(Markup.escaped(result.name))</h2>
      <p class="sub">\(Markup.escaped(result.config)), \(Int(result.wallTime.rounded())) s</p>
      <table>
      \(rows.joined(separator: "\n"))
      </table>
      \(svg.isEmpty ? "" : "<figure>\(svg)</figure>")
      """
  }
}
