/// What a command that makes one file prints with `--json`.
struct FileReport: Encodable {
  /// Its path.
  let file: String
  /// Of a figure, the path of its caption.
  var caption: String?

  func json() throws -> String {
    try jsonLine()
  }
}
