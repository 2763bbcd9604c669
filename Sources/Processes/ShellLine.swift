/// A command as a person gives it to a shell.
public enum ShellLine {
  /// One word, in quotes where the shell would take it for something else.
  public static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+=:,@%".contains($0)) }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }

  public static func text(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }
}
