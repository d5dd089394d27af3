import Bytes
public import HTTP1

/// What the host must know of uploads before it has read one.
extension RESTAPI {
  /// Whether a request for `target` may bring a file, and with it a body longer than others.
  public static func takesUpload(_ target: String) -> Bool {
    let parts = parts(of: target)
    return parts.last == "upload-media" && parts.count >= 4 && parts[0] == "api"
      || takesSound(parts)
  }

  /// The response to an upload to `target` whose body is too long to be read.
  public func uploadTooLarge(_ target: String) -> HTTPResponse {
    let request = HTTPRequest(method: .post, target: "/api/")
    let refusal =
      RESTAPI.takesSound(RESTAPI.parts(of: target))
      ? TranscriptRoutes.tooLarge : UploadedFile.tooLarge(world.profile)
    return writer.response(to: request, refusal.answer(world.profile))
      ?? HTTPResponse(.internalServerError)
  }

  private static func parts(of target: String) -> [String] {
    var path = target.utf8.prefix { $0 != ASCII.questionMark }
    if path.last == ASCII.slash { path.removeLast() }
    return path.split(separator: ASCII.slash).map { String($0)?.lowercased() ?? "" }
  }

  private static func takesSound(_ parts: [String]) -> Bool {
    parts.count >= 4 && parts[0] == "api" && parts[1] == "audio"
  }
}
