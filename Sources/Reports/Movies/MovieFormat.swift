/// The kind of file a movie is written as.
public enum MovieFormat: String, CaseIterable, Sendable {
  /// H.264 in MP4, which browsers, presentations and journals take.
  case mp4
  /// 256 colours and at most 960 pixels wide, for where only pictures may stand.
  case gif

  /// What ffmpeg is to do with frames of a size, in pixels, between its input and its output.
  func arguments(width: Int, height: Int) -> [String] {
    switch self {
    case .mp4:
      // Half as many samples of colour need even sizes; BT.709 is what players take frames of this size for.
      let padding = width % 2 == 0 && height % 2 == 0 ? "" : "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white,"
      return [
        "-vf", "\(padding)scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-c:v", "libx264", "-preset", "medium", "-crf", "18",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv", "-movflags", "+faststart",
      ]
    case .gif:
      let scale = width > Self.widestGIF ? "scale=\(Self.widestGIF):-1:flags=lanczos," : ""
      return ["-vf", "\(scale)split[a][b];[a]palettegen=stats_mode=full[p];[b][p]paletteuse=dither=bayer:bayer_scale=3", "-loop", "0"]
    }
  }

  private static let widestGIF = 960
}
