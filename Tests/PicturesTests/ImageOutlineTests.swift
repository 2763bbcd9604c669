import CPNG
import Foundation
import Testing

@testable import Pictures

@Suite struct ImageOutlineTests {
  /// A picture as libpng writes it: 8-bit gray, row 0 at the top.
  static func png(width: Int, height: Int, _ gray: (_ x: Int, _ y: Int) -> UInt8) -> Data {
    let pixels = (0..<height).flatMap { y in (0..<width).map { x in gray(x, y) } }
    var image = unsafe png_image()
    unsafe image.version = UInt32(PNG_IMAGE_VERSION)
    unsafe (image.width, image.height, image.format) = (UInt32(width), UInt32(height), 0)
    var size = width * height + 4096
    var file = [UInt8](repeating: 0, count: size)
    #expect(unsafe png_image_write_to_memory(&image, &file, &size, 0, pixels, 0, nil) != 0)
    return Data(file.prefix(size))
  }

  /// A disc above a floor, from 60 dark to 200 bright, each pixel by the part of it that is covered.
  static func scene(x: Double, z: Double, radius: Double) -> Data {
    let (width, height) = (96, 80)
    return png(width: width, height: height) { column, row in
      var covered = 0
      for part in 0..<256 {
        let px = Double(column) + (Double(part % 16) + 0.5) / 16
        let pz = Double(height) - Double(row) - (Double(part / 16) + 0.5) / 16
        var dx = px - x
        dx -= Double(width) * (dx / Double(width)).rounded()
        if pz < 10 || dx * dx + (pz - z) * (pz - z) < radius * radius { covered += 1 }
      }
      return UInt8((200 - 140 * Double(covered) / 256).rounded())
    }
  }

  @Test(arguments: [(40.3, 45.7), (95.2, 40.1), (0.4, 50.5)]) func aDiscHasItsRadiusToATenthOfAPixel(x: Double, z: Double) throws {
    let radius = 17.3
    let image = try GrayImage(png: Self.scene(x: x, z: z, radius: radius))
    let outline = try ImageOutline(image, threshold: 130.0 / 255, lithium: .dark, isPeriodic: true)
    var largest = 0.0, mean = 0.0, count = 0.0
    for point in outline.lines.joined() where point.y > 15 {
      var dx = point.x - x
      dx -= 96 * (dx / 96).rounded()
      let error = (dx * dx + (point.y - z) * (point.y - z)).squareRoot() - radius
      largest = max(largest, abs(error))
      mean += error
      count += 1
    }
    #expect(count > 100)
    // The radius to a fiftieth; single points where the rim runs aslant, whose pixels no line fits exactly, to an eighth.
    #expect(abs(mean / count) < 0.02, "\(mean / count)")
    #expect(largest < 0.125, "\(largest)")
    // The floor, and the lithium on the right of both.
    let floor = try #require(outline.lines.first { $0.contains { $0.y < 15 } })
    #expect(floor.allSatisfy { abs($0.y - 10) < 0.01 })
    #expect(floor.last!.x - floor.first!.x == 96)
  }

  @Test func brightLithiumIsTheNegative() throws {
    let dark = try GrayImage(png: Self.scene(x: 40, z: 40, radius: 12))
    let bright = GrayImage(width: dark.width, height: dark.height) { 1 - dark[$0, $1] }
    let first = try ImageOutline(dark, threshold: 0.5, lithium: .dark, isPeriodic: false)
    let second = try ImageOutline(bright, threshold: 0.5, lithium: .bright, isPeriodic: false)
    #expect(first.lines.map(\.count) == second.lines.map(\.count))
    for (a, b) in zip(first.lines.joined(), second.lines.joined()) { #expect(abs(a.x - b.x) < 1e-4 && abs(a.y - b.y) < 1e-4) }
  }

  @Test func betweenMirrorsTheLineGoesFromEdgeToEdge() throws {
    let slope = GrayImage(width: 20, height: 30) { x, y in Float(0.5 + 0.02 * (Double(y) + 0.5 - 8 - 0.5 * (Double(x) + 0.5))) }
    let line = try #require(try ImageOutline(slope, threshold: 0.5, lithium: .dark, isPeriodic: false).lines.first)
    #expect(line.first?.x == 0 && line.last?.x == 20)
    for point in line where point.x > 0.5 && point.x < 19.5 { #expect(abs(point.y - 8 - 0.5 * point.x) < 1e-5) }
    // Half a pixel from the edge the mirror image begins: level.
    #expect(abs(line[0].y - 8.25) < 1e-5)
  }

  @Test func aPictureThatIsUpsideDownIsRefused() {
    let image = GrayImage(width: 4, height: 6) { _, y in y < 3 ? 0.2 : 0.8 }
    #expect(throws: ImageOutline.Refusal.electrolyteAtTheBottom) {
      try ImageOutline(image, threshold: 0.5, lithium: .bright, isPeriodic: true)
    }
    #expect(throws: ImageOutline.Refusal.lithiumAtTheTop) { try ImageOutline(image, threshold: 0.9, lithium: .dark, isPeriodic: true) }
  }
}
