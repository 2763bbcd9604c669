import Fields

/// Sites of collectors, one after the other.
extension LayerStack {
  /// Nucleates the sites that the last solution was beyond; false where there are none.
  func nucleate() -> Bool { nucleation?.nucleate(openSite) ?? false }

  private func openSite(_ law: Int, _ hole: Hole) { LayerRegion.open(hole, in: fixed[law]!) }

  /// Collectors as they were at the start.
  func closeSites() {
    for (share, law) in zip(fixed, laws) where law.nucleates { law.startRegion?.assign(into: share!) }
  }

  /// Numbers that are kept.
  var memory: [String: Double] { nucleation?.memory ?? [:] }

  /// Goes on from kept numbers; false where they are not those of these layers.
  func restore(_ numbers: [String: Double]) -> Bool {
    nucleation?.restore(numbers, close: closeSites, open: openSite) ?? true
  }
}
