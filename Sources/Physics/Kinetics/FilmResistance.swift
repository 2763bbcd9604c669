/// A resistive film between metal and electrolyte: the reaction feels η̃ + i R, so that i solves
///   i = i₀ [ x A(η̃ + iR) − B(η̃ + iR) ],
/// one scalar equation per place with one solution, since its right-hand side falls with i.
public struct FilmResistance: Sendable, Equatable {
  /// R, areal, Ω·m², ≥ 0.
  public let value: Double

  public init(_ value: Double) { self.value = value }

  /// The rate, A/m², of a law behind the film, at the reduced overpotential η̃ across film and reaction together (V), by Newton's method
  /// kept within a shrinking bracket.
  ///
  /// - Parameter exchange: i₀°, A/m².
  @inline(__always)
  func rate<Law: KineticLaw>(_ law: Law, exchange: Double, _ eta: Double, _ x: Double) -> ReactionRate {
    // i lies between none and what the bare reaction would carry.
    var bare = law.rate(eta, x)
    let most = exchange * (x * bare.plating - bare.stripping)
    // The film takes at most all of what drives the reaction off it.
    var low = min(0, most), high = max(0, most)
    var current = min(max(most, low), high)
    current /= 1 + exchange * bare.conductance * value
    for _ in 0..<60 {
      bare = law.rate(eta + current * value, x)
      let excess = exchange * (x * bare.plating - bare.stripping) - current
      if excess > 0 { low = current } else { high = current }
      let change = excess / (1 + exchange * bare.conductance * value)
      var next = current + change
      if !(next >= low && next <= high) { next = 0.5 * (low + high) }
      let isDone = abs(next - current) <= 1e-13 * (abs(current) + 1e-12 * exchange)
      current = next
      if isDone { break }
    }
    let attenuation = 1 / (1 + exchange * bare.conductance * value)
    // As close to the true slope with x as B ≥ 0 allows.
    let plating = max(exchange * bare.plating * attenuation, current / x)
    return ReactionRate(
      plating: plating, stripping: x * plating - current, conductance: exchange * bare.conductance * attenuation)
  }
}
