/// The version of the program, stated here and nowhere else.
public enum ProgramVersion {
  /// Semantic version.
  public static let current = "0.1.0"

  /// The version and what the program was built with and for, such as `0.1.0 (Swift 6.3, x86_64, native)`.
  public static var withBuild: String {
    "\(current) (Swift \(Provenance.compiler), \(Provenance.architectureName), \(Provenance.builtFor ?? "any processor"))"
  }
}
