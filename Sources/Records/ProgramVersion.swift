/// The version of the program, stated here and nowhere else.
public enum ProgramVersion {
  /// Semantic version.
  public static let current = "0.1.0"
}
