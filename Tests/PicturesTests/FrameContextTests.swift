import Testing

@testable import Pictures

@Suite struct FrameContextTests {
  @Test(
    arguments: [
      (0.0, nil, ["t = 0 s"]),
      (0.012, nil, ["t = 12.0 ms"]),
      (3.14159, 0.0, ["t = 3.14 s", "Q = 0.000 mA·h/cm²"]),
      (754.0, 14843.0, ["t = 12.6 min", "Q = 0.412 mA·h/cm²"]),
      (9000.0, -360.0, ["t = 2.50 h", "Q = −0.0100 mA·h/cm²"]),
      (90.0, 0.1, ["t = 90.0 s", "Q = 2.78×10⁻⁶ mA·h/cm²"]),
    ] as [(Double, Double?, [String])])
  func timeAndChargeInUnitsThatFit(_ time: Double, _ charge: Double?, _ captions: [String]) {
    #expect(FrameContext(time: time, charge: charge).captions == captions)
  }

  @Test func aMovieKeepsItsUnit() {
    #expect(FrameContext(time: 30, timeUnit: .minute).captions == ["t = 0.50 min"])
  }
}
