/// A part on a grid with a number of threads; its name is that of its benchmark, such as `step 512² · 1 thread`.
public struct MeasuredCase: Hashable, Sendable {
  public let part: Part
  public let size: GridSize
  public let threads: Int

  public init(_ part: Part, _ size: GridSize, threads: Int) {
    self.part = part
    self.size = size
    self.threads = threads
  }

  public var name: String { "\(part) \(size) · \(threads) thread\(threads == 1 ? "" : "s")" }

  /// From a name, or what a file's name makes of it, with `_` for spaces; nil where it is not one.
  public init?(name: some StringProtocol) {
    let words = name.split { $0 == " " || $0 == "_" }
    guard words.count == 5, let part = Part(rawValue: String(words[0])), let size = GridSize(words[1]), let threads = Int(words[3]) else {
      return nil
    }
    self.init(part, size, threads: threads)
  }

  /// In the order of the table.
  ///
  /// - Parameter processors: how many there are; a second thread is measured where there are two.
  public static func all(isQuick: Bool, processors: Int) -> [MeasuredCase] {
    Part.allCases.flatMap { part in
      part.sizes(isQuick: isQuick).flatMap { size in
        [1, 2].filter { $0 <= processors }.map { MeasuredCase(part, size, threads: $0) }
      }
    }
  }
}

extension MeasuredCase: Comparable {
  public static func < (a: MeasuredCase, b: MeasuredCase) -> Bool { a.place.lexicographicallyPrecedes(b.place) }

  /// In the order of the table: parts, squares before cubes, small before large, one thread before two.
  private var place: [Int] { [Part.allCases.firstIndex(of: part) ?? 0, size.dimensions, size.edge, threads] }
}
