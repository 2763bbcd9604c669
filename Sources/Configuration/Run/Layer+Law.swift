import Physics

extension RunConfiguration.Layer {
  /// - Parameters:
  ///   - path: of its section.
  ///   - isSet: whether the config sets a key.
  ///   - halfWidth: δ, m; nil while it is open.
  func advice(_ path: String, isSet: (_ key: String) -> Bool, halfWidth: Double?) -> [String] {
    var advice: [String] = []
    if isWall, kind == .fixed {
      advice.append(
        "\(path): lithium stops at \(Readable.length(position)), where a layer without gaps keeps it out, and no current flows from then on; add a "
          + "[[layer.gap]] or an exchangeCurrentDensity")
    }
    if let material {
      var quantities = [MaterialQuantity.ionicConductivity]
      if youngsModulus != nil { quantities += [.youngsModulus, .poissonsRatio] }
      for quantity in quantities where !isSet(quantity.rawValue) {
        if let value = material[quantity], value.isMarked {
          advice.append(value.advice("\(path).\(quantity.rawValue)", of: material.shortName))
        }
      }
    }
    guard let halfWidth else { return advice }
    let width = Readable.length(halfWidth)
    if let thickness, thickness < 3 * halfWidth, kind != .collector {
      advice.append(
        "\(path).thickness: \(Readable.length(thickness)) is less than three times the interface half width of \(width); a thinner layer is "
          + "an [[interlayer]]")
    }
    if criticalThickness > 0, criticalThickness < halfWidth {
      advice.append(
        "\(path).criticalThickness: \(Readable.length(criticalThickness)) is less than the interface half width of \(width), below which a layer "
          + "fades whatever its strength")
    }
    if let least = RunConfiguration.Hole.leastRadius(gaps, randomGaps), least < 2 * halfWidth {
      advice.append(
        "\(path): \(Self.holeNames(kind).word) of \(Readable.length(least)) are less than two interface half widths of \(width); set numerics.interfaceHalfWidth to half of "
          + "that radius or less")
    }
    return advice
  }

  /// The layer in SI.
  ///
  /// - Parameters:
  ///   - front: height of the electrode at the start, m.
  ///   - exchange: of lithium against the electrolyte, A/m².
  ///   - energy: of lithium against the electrolyte, J/m².
  ///   - mechanics: nil: nothing bears stress.
  func law(
    in cell: RunConfiguration.Cell, _ electrolyte: Electrolyte, above front: Double, exchange: Double, energy: Double,
    _ mechanics: RunConfiguration.Mechanics?
  ) -> LayerLaw {
    let holes = RunConfiguration.Hole.all(gaps, randomGaps, in: cell)
    let kind: LayerLaw.Kind
    switch self.kind {
    case .riding: kind = .riding(thickness: thickness ?? .nan)
    case .collector: kind = .surface(LayerRegion(slab: 0...front + (thickness ?? .nan), gaps: holes))
    case .fixed:
      kind = .fixed(
        LayerRegion(
          slab: thickness.map { position...position + $0 }, gaps: holes,
          particles: particles.map {
            LayerRegion.Particle(center: [$0.position, $0.depthPosition ?? 0, $0.height], radius: $0.radius)
          }))
    }
    var law = LayerLaw(kind)
    law.exchangeRatio = exchangeCurrentDensity / exchange
    if energy > 0 { law.energyRatio = interfacialEnergy / energy }
    if self.kind == .collector {
      if nucleates { law.nucleationOverpotentials = nucleationOverpotentials }
      return law
    }
    law.conductivityRatio = ionicConductivity / electrolyte.conductivity.conductivity(electrolyte.concentration)
    law.diffusivityRatio = saltDiffusivity.map { $0 / electrolyte.saltDiffusivity } ?? law.conductivityRatio
    law.transference = cationTransferenceNumber
    if let mechanics, let youngsModulus, let poissonsRatio {
      law.stiffness = mechanics.stiffness(youngsModulus: youngsModulus, poissonsRatio: poissonsRatio)
    }
    law.criticalThickness = criticalThickness
    law.strength = strength ?? .infinity
    if self.kind == .riding { law.gaps = holes }
    return law
  }

  /// What it adds to the areal resistance of a cell, where it is whole and there is no lithium, Ω·m².
  ///
  /// - Parameter front: height of the lithium, m.
  func resistance(_ electrolyte: Electrolyte, above front: Double) -> Double {
    kind == .collector
      ? 0 : free(above: front) * (1 / ionicConductivity - 1 / electrolyte.conductivity.conductivity(electrolyte.concentration))
  }

  /// What it adds to the way of the salt, as a thickness of electrolyte with the same fall of concentration in the steady state, (1 − t₊)/D, m.
  ///
  /// - Parameter front: height of the lithium, m.
  func saltThickness(_ electrolyte: Electrolyte, above front: Double) -> Double {
    // Through gaps the salt has another way.
    guard kind != .collector, gaps.isEmpty, randomGaps == nil else { return 0 }
    let ratio =
      saltDiffusivity.map { $0 / electrolyte.saltDiffusivity }
      ?? ionicConductivity / electrolyte.conductivity.conductivity(electrolyte.concentration)
    let anions = cationTransferenceNumber.map { (1 - $0) / (1 - electrolyte.cationTransferenceNumber) } ?? 1
    return free(above: front) * (anions / ratio - 1)
  }

  /// Whether lithium has to nucleate at one of a collector's sites.
  var nucleates: Bool { nucleationOverpotentials.contains { $0 > 0 } }

  /// −η from which on lithium nucleates at a collector's sites, V: the listed ones, then those that are drawn.
  var nucleationOverpotentials: [Double] { gaps.map(\.nucleationOverpotential) + (randomGaps?.nucleationOverpotentials() ?? []) }

  /// Part of a collector's surface that its sites take; where they overlap, more than there is of them.
  ///
  /// - Parameter overpotential: −η that all of them have had, V: where lithium has not nucleated there is no site.
  func siteShare(of cell: RunConfiguration.Cell, at overpotential: Double = .infinity) -> Double {
    let radii = gaps.map(\.radius) + [Double](repeating: randomGaps?.radius ?? 0, count: randomGaps?.count ?? 0)
    let areas = zip(radii, nucleationOverpotentials).filter { $1 <= overpotential }.map { radius, _ in
      cell.depth.map { Double.pi * radius * radius / ($0 * cell.width) } ?? 2 * radius / cell.width
    }
    return min(1, areas.reduce(0, +))
  }

  /// Its thickness where there is no lithium, m.
  private func free(above front: Double) -> Double {
    let whole = thickness ?? 0
    return kind == .riding ? whole : max(0, min(whole, position + whole - front))
  }

  /// What makes the layer of the start.
  func hasShape(of other: Self) -> Bool {
    kind == other.kind && thickness == other.thickness && position == other.position && gaps == other.gaps && randomGaps == other.randomGaps
      && particles == other.particles
  }
}
