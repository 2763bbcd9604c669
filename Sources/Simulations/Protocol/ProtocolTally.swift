/// What the steps of a protocol that are over come to.
public struct ProtocolTally: Codable, Equatable, Sendable {
  /// Steps that came to their own end.
  public private(set) var done = 0
  /// Of the last that had one.
  public private(set) var coulombicEfficiency: Double?

  mutating func add(_ record: StepRecord) {
    if record.isDone { done += 1 }
    if let efficiency = record.coulombicEfficiency { coulombicEfficiency = efficiency }
  }
}
