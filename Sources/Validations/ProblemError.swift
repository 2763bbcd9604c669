/// Why a problem has no solution.
struct ProblemError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
