/// Why ffmpeg made no movie of frames that are one: one line, fit for the user.
public struct MovieError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
