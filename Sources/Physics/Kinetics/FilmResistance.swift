import Foundation

/// A resistive film between metal and electrolyte: the reaction feels η̃ + i R, so that i solves
///   i = i₀ [ x A(η̃ + iR) − B(η̃ + iR) ],
/// one scalar equation per place with one solution, since its right-hand side falls with i.
public struct FilmResistance: Sendable, Equatable {
  /// R, areal, Ω·m², ≥ 0.
  public let value: Double

  public init(_ value: Double) { self.value = value }

  /// The rate, A/m², of a law behind the film, at the reduced overpotential η̃ across film and reaction together (V), by Newton's method
  /// within a shrinking bracket. Laws being exponential, it is the equation's logarithm that is solved where the law gives more than i.
  ///
  /// - Parameter exchange: i₀°, A/m².
  @inline(__always)
  func rate<Law: KineticLaw>(_ law: Law, exchange: Double, _ eta: Double, _ x: Double) -> ReactionRate {
    var bare = law.rate(eta, x)
    let most = exchange * (x * bare.plating - bare.stripping)
    guard value > 0 else {
      return ReactionRate(
        plating: exchange * bare.plating, stripping: exchange * bare.stripping, conductance: exchange * bare.conductance)
    }
    // The film takes off at most all that drives the reaction: i lies between none and what the bare reaction would carry. Where more
    // than −η̃/R flows, the reaction is driven the other way, and no more than its rate at η̃ = 0 can do so.
    let rest = law.rate(0, x)
    let idle = exchange * (x * rest.plating - rest.stripping), ohmic = -eta / value
    var low = max(min(0, most), min(ohmic, idle)), high = min(max(0, most), max(ohmic, idle))
    var current = min(max(most / (1 + exchange * bare.conductance * value), low), high)
    var last = Double.infinity
    for _ in 0..<200 {
      bare = law.rate(eta + current * value, x)
      let net = exchange * (x * bare.plating - bare.stripping)
      let excess = net - current
      if excess > 0 { low = max(low, current) } else { high = min(high, current) }
      let slope = exchange * bare.conductance * value
      let ratio = net / current
      let isFar = ratio > 1.5 && ratio.isFinite
      let change = isFar ? log(ratio) * current / (1 + slope / ratio) : excess / (1 + slope)
      var next = current + change
      // The law bends over a thermal voltage: the next iterate is off by the square of this change over that.
      let isClose = !isFar && value * abs(change) <= 1e-8 * law.thermalVoltage
      let isDone = isClose || abs(change) <= 1e-16 * exchange / (1 + slope)
      // Between a far and a near step the iterates can go back and forth; where they do not come closer, halving does.
      if !isDone && !(next >= low && next <= high && abs(change) <= 0.5 * last) { next = 0.5 * (low + high) }
      last = abs(next - current)
      current = next
      if isDone { break }
    }
    let attenuation = 1 / (1 + exchange * bare.conductance * value)
    // As close to the true slope with x as B ≥ 0 allows.
    let plating = max(exchange * bare.plating * attenuation, current / x)
    return ReactionRate(
      plating: plating, stripping: max(0, x * plating - current), conductance: exchange * bare.conductance * attenuation)
  }
}
