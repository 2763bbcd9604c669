/// Charge plated and stripped in the present cycle: the passage of the list, and that of the group within it.
struct CycleCharge: Codable, Sendable {
  private struct Sum: Codable, Sendable {
    var pass: [Int] = []
    var plated = 0.0, stripped = 0.0

    mutating func begin(_ pass: [Int]) {
      if pass != self.pass { self = Sum(pass: pass) }
    }
  }

  private var list = Sum(), group = Sum()
  private var isInGroup = false

  /// A step begins: where it belongs to another passage, the count starts at zero.
  mutating func begin(_ position: ProtocolPosition, in whole: ChargingProtocol) {
    list.begin([position.listPass])
    group.begin([position.listPass, position.element, position.groupPass])
    isInGroup = if case .group = whole.elements[position.element] { true } else { false }
  }

  /// - Parameter charge: passed in a time step, C/m², positive while plating.
  mutating func add(_ charge: Double) {
    list.plated += max(0, charge)
    list.stripped += max(0, -charge)
    group.plated += max(0, charge)
    group.stripped += max(0, -charge)
  }

  /// Of the cycle that the step belongs to, C/m².
  var plated: Double { isInGroup ? group.plated : list.plated }
  var stripped: Double { isInGroup ? group.stripped : list.stripped }
}
