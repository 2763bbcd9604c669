import Foundation

/// JSON as run folders hold it: indented, keys in order, numbers that are not finite as text.
enum JSONText {
  static func encode(_ value: some Encodable, named name: String) throws(RecordError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      throw .inputOutput("describe the \(name)", error)
    }
  }

  /// - Parameter name: of what the text is, for the message.
  static func decode<Value: Decodable>(_ type: Value.Type, from text: String, named name: String) throws(RecordError) -> Value {
    do {
      return try decoder.decode(type, from: Data(text.utf8))
    } catch {
      throw .refused("\(name): not what this program writes there")
    }
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }

  static func decode<Value: Decodable>(_ type: Value.Type, path: String) throws(RecordError) -> Value {
    do {
      return try decoder.decode(type, from: try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .inputOutput("read \(path)", error)
    }
  }
}
