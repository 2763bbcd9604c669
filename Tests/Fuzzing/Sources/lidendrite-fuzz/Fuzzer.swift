/// Reads bytes as one kind of input of the program. Whatever they are, it returns: what is refused is refused by an error of the kind
/// that the reader names. Anything else ends the program, which is a finding.
///
/// A new one is a file like `ConfigFuzzer`, a line in `all`, and a folder of its name in `Corpora`.
struct Fuzzer: Sendable {
  /// On the command line and in `Corpora`.
  let name: String
  let read: @Sendable ([UInt8]) -> Void

  static let all = [
    Fuzzer(name: "config", read: ConfigFuzzer.read), Fuzzer(name: "override", read: OverrideFuzzer.read),
    Fuzzer(name: "surface", read: SurfaceFuzzer.read), Fuzzer(name: "records", read: RecordFuzzer.read),
    Fuzzer(name: "study", read: StudyFuzzer.read), Fuzzer(name: "checkpoint", read: CheckpointFuzzer.read),
  ]
}

/// Ends the program when what must hold for every input does not.
func demand(_ condition: Bool, _ words: @autoclosure () -> String) {
  if !condition { fatalError(words()) }
}
