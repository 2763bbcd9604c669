import Records

/// The columns of the tables that a run writes, its results and the quantities of its field files, as they say it themselves.
public enum ColumnReference {
  public static let all = [metrics, steps, summary, fields]

  private static let metrics = ReferenceTable(
    .column, "metrics.csv", summary: "a row for each time step, or each interval", MetricsRecorder.columns.map { entry($0.column) })

  private static let steps = ReferenceTable(
    .column, "steps.csv", summary: "a row for each step of the charging protocol", StepsRecorder.columns.map { entry($0.column) })

  private static let summary = ReferenceTable(
    .result, "summary.json", summary: "results at the end of a run",
    SummaryResult.all.map { result in
      let column = MetricsRecorder.columns.first { $0.column.name == result.name }?.column.meaning
      let parts = [column == nil ? nil : "as in `metrics.csv`, at the end", result.meaning.isEmpty ? nil : result.meaning]
      return ReferenceEntry(
        column: result.name, unit: result.unit, meaning: parts.compactMap { $0 }.joined(separator: "; "))
    })

  private static let fields = ReferenceTable(
    .dataset, "field files", summary: "quantities in each cell",
    FieldQuantity.allCases.map {
      ReferenceEntry(
        column: $0.rawValue, unit: $0.unit, meaning: $0.longName + ($0.remark.isEmpty ? "" : "; \($0.remark)"))
    })

  private static func entry(_ column: TimeSeries.Column) -> ReferenceEntry {
    ReferenceEntry(column: column.name, title: column.title, unit: column.unit, meaning: column.meaning)
  }
}
