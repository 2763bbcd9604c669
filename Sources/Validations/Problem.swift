import Foundation

/// A problem whose answer is known from elsewhere.
public struct Problem: Sendable {
  /// Of its config, table and figure: `cylinder`.
  public let name: String
  public let title: String
  /// What is computed and by what it is judged, in Markdown.
  public let statement: String
  /// Where the answer comes from.
  public let source: String
  /// - Parameter tell: takes a line about what is going on.
  public let solve: @Sendable (_ tell: (String) -> Void) throws -> Solution

  public init(
    name: String, title: String, statement: String, source: String, solve: @escaping @Sendable (_ tell: (String) -> Void) throws -> Solution
  ) {
    self.name = name
    self.title = title
    self.statement = statement
    self.source = source
    self.solve = solve
  }
}

/// What the program makes of a problem.
public struct Solution: Sendable {
  public var findings: [Finding] = []
  public var convergence: [Convergence] = []
  /// What happens over time or along a line, drawn beside the convergence.
  public var courses: [Course] = []
  /// Tables in the format that the problem's collection asks for.
  public var files: [(name: String, text: String)] = []

  public init() {}
}

/// How an error falls with a refinement.
public struct Convergence: Sendable {
  /// `δ/R at 0.1 V`.
  public let refinement: String
  /// `error of the current`.
  public let quantity: String
  /// Refinement, > 0, and error, coarsest first.
  public let points: [SIMD2<Double>]

  public init(_ quantity: String, against refinement: String, _ points: [SIMD2<Double>]) {
    self.quantity = quantity
    self.refinement = refinement
    self.points = points
  }

  /// Orders between neighbours, log(e₁/e₂)/log(x₁/x₂).
  public var orders: [Double] {
    zip(points, points.dropFirst()).map { a, b in log(abs(a.y / b.y)) / log(a.x / b.x) }
  }
}

/// Curves over one axis.
public struct Course: Sendable {
  public let abscissa: (name: String, unit: String)
  public let ordinate: (name: String, unit: String)
  public let isLogarithmic: Bool
  public let curves: [(label: String, points: [SIMD2<Double>])]

  public init(
    _ ordinate: (name: String, unit: String), over abscissa: (name: String, unit: String), isLogarithmic: Bool = false,
    _ curves: [(label: String, points: [SIMD2<Double>])]
  ) {
    self.abscissa = abscissa
    self.ordinate = ordinate
    self.isLogarithmic = isLogarithmic
    self.curves = curves
  }
}
