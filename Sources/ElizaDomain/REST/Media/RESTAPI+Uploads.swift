import Bytes
public import HTTP1

/// What the host must know of uploads before it has read one.
extension RESTAPI {
  /// Whether a request for `target` may bring a file, and with it a body longer than others.
  public static func takesUpload(_ target: String) -> Bool {
    var path = target.utf8.prefix { $0 != ASCII.questionMark }
    if path.last == ASCII.slash { path.removeLast() }
    let parts = path.split(separator: ASCII.slash).map { String($0)?.lowercased() ?? "" }
    guard parts.count >= 4, parts[0] == "api" else { return false }
    return parts.last == "upload-media" || parts[1] == "audio"
  }

  /// The response to an upload whose body is too long to be read.
  public var uploadTooLarge: HTTPResponse {
    let request = HTTPRequest(method: .post, target: "/api/")
    let answer = UploadedFile.tooLarge(world.profile).answer(world.profile)
    return writer.response(to: request, answer) ?? HTTPResponse(.internalServerError)
  }
}
