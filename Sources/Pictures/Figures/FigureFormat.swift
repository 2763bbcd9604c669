/// The kind of file a figure is written as.
public enum FigureFormat: String, CaseIterable, Sendable {
  case svg, pdf, png

  /// By the end of a file's name, whatever its case; nil when it is none of these.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: "."), path[dot...].allSatisfy({ $0 != "/" }) else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}
