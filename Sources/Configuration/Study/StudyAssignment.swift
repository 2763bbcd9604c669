/// A key of a config with the value that a study gives it.
struct StudyAssignment: Sendable {
  /// In the config: `charging.currentDensity`.
  let key: String
  let value: Setting
  /// In the study file: `strategy[1].set.charging.currentDensity`.
  let path: String

  /// As `--set` takes it.
  var override: String { "\(key)=\(value.toml)" }
}

/// A key that differs between the members of a study, with its values in order.
struct StudyAxis: Sendable {
  let key: String
  let path: String
  let values: [Setting]

  func assignment(_ index: Int) -> StudyAssignment { StudyAssignment(key: key, value: values[index], path: path) }
}
