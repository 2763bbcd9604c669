import Fields
import Foundation
import Testing

@testable import Pictures

@Suite struct SurfaceCameraTests {
  @Test func fromTheFrontWidthRunsRightAndGrowthUp() {
    let camera = SurfaceCamera(azimuth: 0, elevation: 0)
    #expect(camera.right == SIMD3(1, 0, 0) && camera.up == SIMD3(0, 0, 1) && camera.viewer == SIMD3(0, -1, 0))
    let above = SurfaceCamera(azimuth: 0, elevation: .pi / 2)
    #expect(abs(above.viewer.z - 1) < 1e-12 && abs(above.up.y - 1) < 1e-12)
    let aside = SurfaceCamera(azimuth: .pi / 2, elevation: 0)
    #expect(abs(aside.viewer.x - 1) < 1e-12 && abs(aside.right.y - 1) < 1e-12)
  }

  @Test(arguments: [(0.62, 0.42), (-2.0, -0.7), (4.0, 1.5)])
  func axesAreARightHandedFrame(_ azimuth: Double, _ elevation: Double) {
    let camera = SurfaceCamera(azimuth: azimuth, elevation: elevation)
    let (r, u, v) = (camera.right, camera.up, camera.viewer)
    let cross = SIMD3(r.y * u.z - r.z * u.y, r.z * u.x - r.x * u.z, r.x * u.y - r.y * u.x)
    #expect(abs(cross.x - v.x) < 1e-12 && abs(cross.y - v.y) < 1e-12 && abs(cross.z - v.z) < 1e-12)
    #expect(abs((r * r).sum() - 1) < 1e-12 && abs((u * u).sum() - 1) < 1e-12)
  }

  @Test func aCubeSeenAlongItsDiagonalIsAHexagon() {
    // Its height is that of three edges, each foreshortened by √(2/3), two of which share it.
    let extent = SurfaceCamera(azimuth: .pi / 4, elevation: atan(1 / 2.0.squareRoot())).extent(of: SIMD3(1, 1, 1))
    #expect(abs(extent.across - 2.0.squareRoot()) < 1e-12)
    #expect(abs(extent.up - 2 * (2.0 / 3).squareRoot()) < 1e-12)
  }

  @Test func pointsAreSeenWhereTheirRaysStart() {
    let view = SurfaceView(SurfaceCamera(azimuth: 1, elevation: 0.3), box: SIMD3(10, 20, 30), width: 300, height: 200, pixel: 0.25)
    let point = view.point(71, 133) + 7 * view.viewer
    let seen = view.seen(point)
    #expect(abs(seen.x - 71) < 1e-3 && abs(seen.y - 133) < 1e-3)
    let middle = view.seen(SIMD3(5, 10, 15))
    #expect(abs(middle.x - 150) < 1e-3 && abs(middle.y - 100) < 1e-3)
  }
}
