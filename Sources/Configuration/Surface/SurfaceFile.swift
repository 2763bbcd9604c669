import Foundation
import Pictures
import Simulations

/// Why a file gives no surface, in words that name the file.
struct SurfaceError: Error, Equatable {
  let message: String

  init(_ message: String) { self.message = message }
}

/// A surface as its file has it, scaled to the cell width but at any height.
struct SurfaceFile {
  let contents: Data
  /// From side to side of the cell.
  let outline: FrontOutline

  /// Bytes beyond which a file is refused.
  static let largestSize = 64_000_000
  /// Points beyond which an outline is refused: more than one for each cell of the finest grids.
  static let largestPointCount = 500_000

  /// - Parameter config: the config that names the file; a relative path starts at its folder.
  init(_ name: String, beside config: String, _ form: RunConfiguration.Surface.Form, in cell: RunConfiguration.Cell) throws(SurfaceError) {
    contents = try Self.read(name, beside: config)
    switch form {
    case .points(let points):
      let file = try OutlineFile(contents, name: name, unit: points.unit)
      outline = try file.outline(in: cell, isFitted: points.fit)
    case .micrograph(let picture): outline = try Self.outline(of: contents, name, picture, in: cell)
    }
    if outline.pointCount > Self.largestPointCount {
      throw SurfaceError(
        "\(name): the outline has \(outline.pointCount) points, at most \(Self.largestPointCount) can be used; smooth the noise or thin it out"
      )
    }
  }

  /// The outline with its mean height at `position`.
  func placed(at position: Double, in cell: RunConfiguration.Cell) throws(SurfaceError) -> FrontOutline {
    let outline = outline.raised(by: position - outline.meanHeight(width: cell.width))
    guard outline.lowest > 0, outline.highest < cell.height else {
      throw SurfaceError(
        "with its mean height at electrode.position = \(Readable.length(position)) the surface reaches from "
          + "\(Readable.length(outline.lowest, digits: 3)) to \(Readable.length(outline.highest, digits: 3)); expected within the cell, "
          + "0 to \(Readable.length(cell.height))")
    }
    return outline
  }

  private static func read(_ name: String, beside config: String) throws(SurfaceError) -> Data {
    let folder = URL(fileURLWithPath: config).deletingLastPathComponent()
    let path = URL(fileURLWithPath: name, relativeTo: folder).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      throw SurfaceError("cannot read \"\(name)\": no such file beside the config")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else { throw SurfaceError("cannot read \"\(name)\": it is not a file") }
    if let size = attributes[.size] as? Int, size > largestSize {
      throw SurfaceError("cannot read \"\(name)\": it has \(size / 1_000_000) MB, at most \(largestSize / 1_000_000) MB can be read")
    }
    guard let contents = FileManager.default.contents(atPath: path) else {
      throw SurfaceError("cannot read \"\(name)\": permission denied")
    }
    return contents
  }

  private static func outline(
    of contents: Data, _ name: String, _ picture: RunConfiguration.Surface.Micrograph, in cell: RunConfiguration.Cell
  ) throws(SurfaceError) -> FrontOutline {
    let image: GrayImage
    do throws(PictureError) {
      image = try GrayImage(png: contents)
    } catch {
      guard case .cannotRead(let reason) = error else { throw SurfaceError("\(error)") }
      throw SurfaceError("cannot read \"\(name)\": not a sound PNG file (\(reason))")
    }
    let scale = cell.width / Double(image.width)
    if let size = picture.pixelSize, abs(size * Double(image.width) - cell.width) > 0.5 * size {
      throw SurfaceError(
        "\(name): \(image.width) pixels of \(Readable.length(size)) are \(Readable.length(size * Double(image.width))), expected the cell "
          + "width of \(Readable.length(cell.width)); without pixelSize the picture is scaled to it")
    }
    do throws(ImageOutline.Refusal) {
      let lines = try ImageOutline(
        image, threshold: picture.threshold, lithium: picture.isLithiumDark ? .dark : .bright, isPeriodic: cell.sides == .periodic
      ).lines
      return FrontOutline(lines.map { $0.map { FrontOutline.Point(x: $0.x * scale, z: $0.y * scale) } })
    } catch {
      let metal = picture.isLithiumDark ? "dark" : "bright"
      let (place, found) = error == .lithiumAtTheTop ? ("highest", "lithium") : ("lowest", "electrolyte")
      throw SurfaceError(
        "\(name): with metal = \"\(metal)\" and threshold = \(Readable.number(picture.threshold)) there is \(found) in the \(place) row of "
          + "pixels; expected lithium along the whole lower edge and electrolyte along the whole upper edge")
    }
  }
}
