/// Where in a protocol a run is.
struct ProtocolPosition: Codable, Sendable, Equatable {
  /// Of the element in the list, of the step in its group, from 0.
  private(set) var element = 0, member = 0
  /// Passages of the list and of the group that are done.
  private(set) var listPass = 0, groupPass = 0
  /// Steps begun so far, this one included.
  private(set) var number = 1

  /// Whether there is a step here.
  func isPlausible(in whole: ChargingProtocol) -> Bool {
    guard whole.elements.indices.contains(element), (0..<whole.repeats).contains(listPass), number >= 1 else { return false }
    switch whole.elements[element] {
    case .step: return member == 0 && groupPass == 0
    case .group(let steps, let repeats): return steps.indices.contains(member) && (0..<repeats).contains(groupPass)
    }
  }

  /// The step that stands here.
  func step(of whole: ChargingProtocol) -> ProtocolStep {
    switch whole.elements[element] {
    case .step(let step): step
    case .group(let steps, _): steps[member]
    }
  }

  /// As people count: `2`, or `2.1` for the first of a group.
  func place(in whole: ChargingProtocol) -> String {
    if case .group = whole.elements[element] { "\(element + 1).\(member + 1)" } else { "\(element + 1)" }
  }

  /// Number, from 1, of the passage of the group that the step stands in, over all passages of the list; else of the list.
  func cycle(in whole: ChargingProtocol) -> Int {
    if case .group(_, let repeats) = whole.elements[element] { return listPass * repeats + groupPass + 1 }
    return listPass + 1
  }

  /// The next step; nil after the last.
  func next(in whole: ChargingProtocol) -> ProtocolPosition? {
    var next = self
    next.number += 1
    if case .group(let steps, let repeats) = whole.elements[element] {
      if member + 1 < steps.count {
        next.member += 1
        return next
      }
      next.member = 0
      next.groupPass += 1
      if next.groupPass < repeats { return next }
      next.groupPass = 0
    }
    next.element += 1
    if next.element < whole.elements.count { return next }
    next.element = 0
    next.listPass += 1
    return next.listPass < whole.repeats ? next : nil
  }
}
