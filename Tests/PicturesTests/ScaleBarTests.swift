import Testing

@testable import Pictures

@Suite struct ScaleBarTests {
  @Test(arguments: [
    (1e-6, 100.0, 100e-6, "100 µm"),
    (0.39e-6, 150.0, 50e-6, "50 µm"),
    (1e-9, 99.0, 50e-9, "50 nm"),
    (2e-6, 600.0, 1e-3, "1 mm"),
    (5e-8, 199.0, 5e-6, "5 µm"),
    (1e-11, 30.0, 2e-10, "0.2 nm"),
  ])
  func lengthIsTheLargestRoundOneThatFits(_ pixel: Double, _ maximum: Double, _ length: Double, _ label: String) {
    let bar = ScaleBar(pixel: pixel, maximum: maximum)
    #expect(abs(bar.length / length - 1) < 1e-12)
    #expect(bar.label == label)
    #expect(abs(bar.drawnLength * pixel / length - 1) < 1e-12)
    #expect(bar.drawnLength <= maximum * (1 + 1e-9))
  }
}
