/// Where a film or a layer that is carried by the lithium breaks.
extension SectionReader {
  /// `criticalThickness`, below which it breaks, m; or that to which a stretch of its area by `fractureStrain` brings it, l/(1 + ε). 0: it never
  /// does.
  ///
  /// - Parameters:
  ///   - thickness: of the start, m.
  ///   - thing: what messages call it.
  func criticalThickness(of thickness: Double, _ thing: String) -> Double {
    let critical = quantity("criticalThickness", .length, .nonNegative, standard: 0)
    if critical >= thickness {
      report(
        "criticalThickness",
        "expected less than the thickness of \(Readable.length(thickness)), found \(Readable.length(critical)); the \(thing) would "
          + "\(thing == "film" ? "rupture" : "break") at once")
    }
    guard let strain = optionalQuantity("fractureStrain", .number, .positive) else { return critical }
    if has("criticalThickness") {
      report("fractureStrain", "says the same as criticalThickness, at which the \(thing) breaks; set one of them")
    }
    let limit = thickness / (1 + strain)
    if limit >= thickness { report("fractureStrain", "expected a strain that can be told from 0, found \(strain)") }
    return limit
  }
}
