import Files

/// What a frame's file says about itself: its size in pixels, and the moment that it shows: the time to the last digit, the charge to twelve.
public struct FrameStamp: Equatable, Sendable {
  /// Pixels.
  public let width: Int, height: Int
  /// Simulated time, s.
  public let time: Double
  /// Charge passed per area of the electrode, C/m²; nil where no current flows.
  public let charge: Double?

  /// Keywords of the texts in a PNG file.
  static let timeKeyword = "Simulated Time", chargeKeyword = "Charge per Area"
  /// All that a frame says stands before its pixels, and is shorter.
  private static let headLength = 4096

  /// - Throws: `PictureError` when the file cannot be read, or is no frame that tells its time.
  public init(path: String) throws(PictureError) {
    let head: [UInt8]
    do throws(FileError) {
      head = try FileBytes.head(of: path, atMost: Self.headLength)
    } catch {
      throw .cannotRead(reason: "\(error)")
    }
    guard let stamp = FrameStamp(head) else { throw .cannotRead(reason: "\(path): no frame that tells its time") }
    self = stamp
  }

  /// - Parameter head: the first bytes of a PNG file (ISO/IEC 15948).
  init?(_ head: [UInt8]) {
    func word(_ place: Int) -> Int { head[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
    guard head.count >= 24, head.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
    var texts: [String: String] = [:], place = 8
    while place + 8 <= head.count {
      let length = word(place), body = place + 8
      guard length <= head.count - body else { break }
      let chunk = head[body..<body + length]
      if head[place + 4..<body].elementsEqual("tEXt".utf8), let end = chunk.firstIndex(of: 0) {
        texts[String(decoding: chunk[..<end], as: UTF8.self)] = String(decoding: chunk[(end + 1)...], as: UTF8.self)
      }
      place = body + length + 4
    }
    guard let time = texts[Self.timeKeyword].flatMap(Self.number), time.isFinite else { return nil }
    (width, height) = (word(16), word(20))
    self.time = time
    charge = texts[Self.chargeKeyword].flatMap(Self.number)
  }

  /// Of a value with its unit.
  private static func number(_ text: String) -> Double? { text.split(separator: " ").first.flatMap { Double($0) } }
}
