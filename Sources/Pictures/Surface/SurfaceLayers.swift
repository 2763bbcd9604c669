public import Fields
import RealModule

/// Layers around the lithium, such as a coating or a solid electrolyte, that one looks through.
public struct SurfaceLayers: Sendable {
  /// Share of each cell that layers take, 0 … 1, on the grid of the order parameter.
  public let share: ScalarField
  /// Of a face that is looked at straight, 0 … 1; faces seen at a slant are less clear.
  public let opacity: Double

  public init(share: ScalarField, opacity: Double) {
    precondition(opacity > 0 && opacity <= 1, "a layer that is drawn is opaque in part")
    self.share = share
    self.opacity = opacity
  }
}

/// What a line of sight passes on its way through layers, each face in its order: the light of what lies behind is weakened by each,
/// and its own added.
struct SurfaceVeils: Sendable {
  let casting: SurfaceCasting
  let silhouette: SurfaceSilhouette
  private let opacity: Float
  private let color: SIMD3<Float>

  /// Faces behind the first few add nothing to see.
  private static let most = 8
  /// Faces this close before lithium or a slice lie on it.
  private static let closeness: Float = 0.75

  init(_ layers: SurfaceLayers, color: Color, _ view: SurfaceView, _ removal: SurfaceRemoval?, width: Int, height: Int) {
    casting = SurfaceCasting(FrontSpline(share: layers.share), removal: removal)
    silhouette = SurfaceSilhouette(casting, view, width: width, height: height)
    opacity = Float(layers.opacity)
    self.color = Exposure.linear(color)
  }

  /// The light of what lies at `distance` along the ray, seen through all layers before it.
  func light(_ behind: SIMD3<Float>, at distance: Float, _ ray: SurfaceRay, _ lighting: SurfaceLighting) -> SIMD3<Float> {
    var light = SIMD3<Float>.zero
    var clear: Float = 1
    casting.forEachFace(ray, before: distance - Self.closeness, most: Self.most) { hit in
      let towards = -ray.direction
      let facing = hit.normal.dot(towards)
      // Either side of a face is lit like the one that is looked at.
      let seen = SurfaceHit(
        position: hit.position, normal: facing < 0 ? -hit.normal : hit.normal, distance: hit.distance, isCut: hit.isCut)
      let shade = SurfaceShade(position: seen.position, normal: seen.normal, lamp: 1, sky: 1)
      let slant = 1 / max(abs(facing), 0.2)
      let share = 1 - Float.pow(1 - opacity, slant)
      light += clear * share * lighting.color(seen, own: color, shade, towards: towards)
      clear *= 1 - share
    }
    return light + clear * behind
  }
}
