import Configuration

/// Columns of `metrics.csv` that a page shows in one plot.
struct CurveGroup {
  private let columns: [String]
  /// Whether a column is left out that is zero throughout.
  private let isOccasional: Bool

  private init(_ columns: String..., occasional: Bool = false) {
    self.columns = columns
    isOccasional = occasional
  }

  /// Of one run.
  static let ofOneRun = [
    CurveGroup("tip height", "mean height", "valley height"), CurveGroup("cell voltage"), CurveGroup("current density"),
    CurveGroup("areal capacity"), CurveGroup("front current ratio"),
    CurveGroup("lowest salt concentration", "front salt concentration"),
    CurveGroup(
      "kinetic voltage", "ohmic voltage", "concentration voltage", "film voltage", "stress voltage", occasional: true),
    CurveGroup("stripped charge", occasional: true), CurveGroup("detached lithium", occasional: true),
    CurveGroup("largest von Mises stress", "largest principal stress", occasional: true),
    CurveGroup("front pressure", "plate pressure", occasional: true),
    CurveGroup("film thickness", "least film thickness", occasional: true),
    CurveGroup("coating thickness", "least coating thickness", occasional: true), CurveGroup("layer integrity", occasional: true),
  ]

  /// Of several runs, one quantity in each plot.
  static let ofSeveral = [
    CurveGroup("tip height"), CurveGroup("mean height"), CurveGroup("roughness"), CurveGroup("cell voltage"),
    CurveGroup("current density"), CurveGroup("front current ratio"), CurveGroup("lowest salt concentration"),
    CurveGroup("film voltage", occasional: true), CurveGroup("detached lithium", occasional: true),
    CurveGroup("largest von Mises stress", occasional: true), CurveGroup("film thickness", occasional: true),
    CurveGroup("coating thickness", occasional: true), CurveGroup("layer integrity", occasional: true),
  ]

  /// The columns in which a run has something to show.
  func shown(in tables: [MetricsTable]) -> [String] {
    columns.filter { name in
      let values = tables.compactMap { table in table.columns.first { $0.name == name } }.flatMap(\.values).filter(\.isFinite)
      return isOccasional ? values.contains { $0 != 0 } : !values.isEmpty
    }
  }
}
