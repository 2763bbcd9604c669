import Foundation
import Records

/// What a run wrote, as a soak looks at it.
struct RunRecord {
  private let file: TimeSeriesFile
  /// Accepted time steps, and resident memory then, kB, from the log.
  let memory: [SIMD2<Double>]

  init(_ folder: String) throws {
    file = try TimeSeriesFile(path: "\(folder)/metrics.csv")
    let log = (try? String(contentsOfFile: "\(folder)/log.txt", encoding: .utf8)) ?? ""
    memory = log.split(separator: "\n").compactMap { line in
      guard let match = line.firstMatch(of: /step ([0-9]+): .*, memory ([0-9.]+) MB$/),
        let step = Double(match.1), let size = Double(match.2)
      else { return nil }
      return SIMD2(step, 1000 * size)
    }
  }

  var steps: Double { column("step").last ?? 0 }

  /// A column by its title, in its unit; empty where there is none.
  func column(_ title: String) -> [Double] { file.column(title) ?? [] }

  /// The largest by size; not-a-number if there is one, or nothing.
  func largest(_ title: String) -> Double {
    let values = column(title)
    return values.contains(where: \.isNaN) ? .nan : values.lazy.map(abs).max() ?? .nan
  }

  /// Points of a column over the number of time steps, at most so many.
  func points(_ title: String, most: Int = 1500) -> [SIMD2<Double>] {
    let steps = column("step"), values = column(title)
    let every = max(1, values.count / most)
    return values.indices.filter { $0 % every == 0 || $0 == values.count - 1 }.map { SIMD2(steps[$0], values[$0]) }
  }
}
