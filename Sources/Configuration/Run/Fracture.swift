import Physics

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

  /// The thickness to which a film is stretched where its stress is `strength`, m, with `youngsModulus` and `poissonsRatio`; nil where no strength is set.
  ///
  /// - Parameters:
  ///   - thickness: of the start, m.
  ///   - material: whose moduli stand where they are left out.
  ///   - isPlaneStrain: in a cell without depth.
  func criticalThickness(atStrengthOf thickness: Double, _ material: Material?, isPlaneStrain: Bool) -> Double? {
    let modulus = optionalQuantity("youngsModulus", .pressure, .positive)
    let ratio = optionalQuantity("poissonsRatio", .number, .poissonsRatio)
    guard let strength = optionalQuantity("strength", .pressure, .positive) else {
      for key in ["youngsModulus", "poissonsRatio"] where has(key) {
        report(key, "goes with strength, at which the film ruptures; without it the film bears nothing")
      }
      return nil
    }
    for key in ["criticalThickness", "fractureStrain"] where has(key) {
      report("strength", "says the same as \(key), at which the film ruptures; set one of them")
    }
    guard let modulus = modulus ?? material?[.youngsModulus]?.value else {
      reportMissing("youngsModulus", QuantityKind.pressure.expectation)
      return nil
    }
    guard let ratio = ratio ?? material?[.poissonsRatio]?.value, ratio.isNaN || AllowedRange.poissonsRatio.contains(ratio) else {
      reportMissing("poissonsRatio", QuantityKind.number.expectation)
      return nil
    }
    let limit =
      thickness * FilmLaw.thinning(strength: strength, youngsModulus: modulus, poissonsRatio: ratio, isPlaneStrain: isPlaneStrain)
    if limit >= thickness {
      report(
        "strength", "expected one that can be told from 0 beside a Young's modulus of \(Readable.number(modulus * 1e-9, digits: 3)) GPa")
    }
    return limit
  }
}
