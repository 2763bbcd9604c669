/// One property of a material: its value, and how far it can be relied on.
public struct MaterialValue: Equatable, Sendable {
  /// Where a value comes from.
  public enum Confidence: String, CaseIterable, Sendable {
    /// Read in a published source.
    case published
    /// Common knowledge of the field: to be checked before it is relied on.
    case fieldKnowledge = "common knowledge of the field"
  }

  public let quantity: MaterialQuantity
  /// In SI.
  public let value: Double
  /// SI unit as written beside the number; that of the quantity.
  public let unit: String
  /// What is reported for the material, in SI.
  public let range: ClosedRange<Double>?
  /// At which the value holds, K.
  public let temperature: Double
  public let confidence: Confidence
  /// Authors, place and year, or what is known of them.
  public let source: String
  /// What to know beside the number; may be empty.
  public let remark: String

  /// 25 °C, K.
  public static let roomTemperature = 298.15
  /// For a value that was read in a source whose name was not kept.
  public static let unnamedSource = "published, reference not kept"

  private init(
    _ quantity: MaterialQuantity, _ value: Double, _ unit: String, _ range: ClosedRange<Double>?, _ confidence: Confidence,
    _ source: String, _ remark: String
  ) {
    self.quantity = quantity
    self.value = value
    self.unit = unit
    self.range = range
    temperature = Self.roomTemperature
    self.confidence = confidence
    self.source = source
    self.remark = remark
  }

  static func published(
    _ quantity: MaterialQuantity, _ value: Double, _ unit: String, in range: ClosedRange<Double>? = nil, source: String = unnamedSource,
    remark: String = ""
  ) -> MaterialValue {
    MaterialValue(quantity, value, unit, range, .published, source, remark)
  }

  /// - Parameter source: for a value that is commonly cited from one paper, and was not read there.
  static func fieldKnowledge(
    _ quantity: MaterialQuantity, _ value: Double, _ unit: String, in range: ClosedRange<Double>? = nil,
    source: String = Confidence.fieldKnowledge.rawValue, remark: String = ""
  ) -> MaterialValue {
    MaterialValue(quantity, value, unit, range, .fieldKnowledge, source, remark)
  }
}
