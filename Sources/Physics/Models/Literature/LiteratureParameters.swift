/// Published sets. The papers' tables are normalised differently from paper to paper, and do not all belong to their pictures; each set
/// says where its numbers are from.
extension SinglePotentialModel.Parameters {
  /// Hong & Viswanathan, ACS Energy Lett. 3 (2018) 1737, in units of µm, s and R T c₀ = 2.5e6 J/m³: W 2.4, κ 0.3, L_σ 6.25, L_η 1e-3,
  /// σ_l 1.19 S/m, D_s 3.2e-10 m²/s. The published metal of 1e6 S/m is held at 1e4, which costs the metal 0.04 mV. Ions do not diffuse in
  /// it: the published input multiplies their mobility by 1 − h.
  public static var hong2018: Self {
    Self(
      barrier: 6.0e6, gradientCoefficient: 7.5e-7, mobility: 2.5e-6, reactionRate: 1e-3, electrodeDiffusivity: 0,
      electrolyteDiffusivity: 3.2e-10, electrodeConductivity: 1e4, electrolyteConductivity: 1.19)
  }

  /// The equations of Chen et al., J. Power Sources 300 (2015) 376, with fourfold anisotropy of 5 % and an interface that grids can resolve:
  /// the paper's own is thinner than a cell of the grids it shows.
  public static var chen2015: Self {
    var set = resolvedPlanar
    set.anisotropy = 0.05
    return set
  }

  /// A planar front whose course is known from a converged one-dimensional solution: δ′ = 0.5 µm, L_σ W = 7.5 /s, and the constants of
  /// electrolyte and metal of the sets above.
  public static var resolvedPlanar: Self {
    Self(
      barrier: 3.0e6, gradientCoefficient: 1.5e-6, mobility: 2.5e-6, reactionRate: 5e-4, electrodeDiffusivity: 3.2e-11,
      electrolyteDiffusivity: 3.2e-10, electrodeConductivity: 1e4, electrolyteConductivity: 1.19)
  }

  /// Ahmad, Hong & Viswanathan, PNAS 117 (2020) 26672: L_η a hundredfold that of 2018, and the reaction with c̃(1 − h). The published metal
  /// of 1e7 S/m is held at 1e4; ions do not diffuse in it.
  public static var ahmad2020: Self {
    var set = Self(
      barrier: 6.68e6, gradientCoefficient: 8.35e-7, mobility: 2.497e-6, reactionRate: 0.1347, electrodeDiffusivity: 0,
      electrolyteDiffusivity: 3.197e-10, electrodeConductivity: 1e4, electrolyteConductivity: 1.19)
    set.temperature = 300.3
    set.reactionLeavesOutMetal = true
    return set
  }
}
