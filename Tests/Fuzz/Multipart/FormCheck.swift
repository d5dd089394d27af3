import FuzzSupport
import HTTP1

/// What holds for every form that the decoder lets through.
enum FormCheck {
  static func check(_ form: FormTrace, _ limits: MultipartLimits) {
    Invariant.holds(form.parts.count <= limits.parts, "no more parts than the limit")
    for part in form.parts { check(part, limits) }
    if form.error == nil { checkRoundTrip(form.parts, limits) }
  }

  private static func check(_ part: MultipartPart, _ limits: MultipartLimits) {
    let limit = part.filename == nil ? limits.fieldBytes : limits.fileBytes
    Invariant.holds(part.content.count <= limit, "contents stay within their limit")
    if let name = part.filename {
      Invariant.holds(!name.contains("/") && !name.contains("\\"), "a file's name has no folder")
    }
  }

  /// Contents come back when they are written again behind a boundary that they do not hold.
  private static func checkRoundTrip(_ parts: [MultipartPart], _ limits: MultipartLimits) {
    let boundary = "another-boundary"
    var body: [UInt8] = []
    for part in parts {
      let file = part.filename == nil ? "" : "; filename=f"
      body += "--\(boundary)\r\nContent-Disposition: form-data; name=n\(file)\r\n\r\n".utf8
      body += part.content
      body += "\r\n".utf8
    }
    body += "--\(boundary)--".utf8
    let again = FormTrace(
      of: body, type: "multipart/form-data; boundary=\(boundary)", limits: limits, cut: .none)
    Invariant.equal(again.parts.map(\.content), parts.map(\.content), "contents survive")
  }
}
