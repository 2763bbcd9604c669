public import Configuration

/// The columns of `study.csv`, as the table says them itself.
public enum StudyColumnReference {
  public static let table = ReferenceTable(
    .column, "study.csv", summary: "a row for each member of a study, with what varies and what came of it",
    (StudyTableColumn.identity + StudyTableColumn.outcome).map {
      ReferenceEntry(column: $0.name, title: $0.title, unit: $0.unit, meaning: $0.meaning)
    })
}
