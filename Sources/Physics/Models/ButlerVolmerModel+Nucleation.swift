/// Nucleation at the sites of collectors.
extension ButlerVolmerModel {
  public var isNucleationDue: Bool { layers?.nucleation?.isDue ?? false }

  public func nucleationSummary() -> NucleationSummary { layers?.nucleation?.summary ?? NucleationSummary() }

  /// Notes what the solution that was just found has nucleate, from the front and the fields that it was found with.
  func noteNucleation(metalPotential: Double) {
    guard let nucleation = layers?.nucleation, nucleation.isWaiting else { return }
    let overpotential = SiteOverpotential(
      front: front, xi: frontOrder, potential: trialPotential, metalPotential: metalPotential, halfWidth: parameters.interfaceHalfWidth)
    nucleation.note { top, isWanted in overpotential.columns(upTo: top, isWanted) }
  }

  /// Nucleates what is due; false where nothing is.
  func nucleate() -> Bool {
    guard layers?.nucleate() ?? false else { return false }
    // One that moves is located by whoever goes on.
    if parameters.isInterfaceHeld { locateFront() }
    return true
  }
}
