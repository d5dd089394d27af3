import ElizaModel
import HTTP1

/// Files as Express sends them: by type, with a tag and a time, whole or in part.
extension ResponseWriter {
  /// The response to a GET of a file.
  func response(to request: HTTPRequest, _ file: MediaFile) -> HTTPResponse {
    var fields = fields(for: request)
    let tag = "W/\"\(hex(Int64(file.bytes.count)))-\(hex(file.createdAt.milliseconds))\""
    let modified = ResponseWriter.date(file.createdAt)
    fields.add("Accept-Ranges", "bytes")
    fields.add("Cache-Control", "public, max-age=0")
    fields.add("Last-Modified", modified)
    fields.add("ETag", tag)
    if isFresh(request, tag: tag, modified: modified) {
      return HTTPResponse(.notModified, headers: fields)
    }
    fields.add("Content-Type", file.mediaType)
    if fields["X-Content-Type-Options"] == nil {
      fields.add("X-Content-Type-Options", "nosniff")
    }
    return part(of: file.bytes, range(request, tag, modified), fields)
  }

  private func part(of bytes: [UInt8], _ field: String?, _ fields: HTTPHeaders) -> HTTPResponse {
    var fields = fields
    switch ByteRange(field, count: bytes.count) {
    case .whole: return HTTPResponse(.ok, headers: fields, body: bytes)
    case .part(let range):
      fields.add(
        "Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)")
      return HTTPResponse(.partialContent, headers: fields, body: Array(bytes[range]))
    case .unsatisfiable:
      fields.add("Content-Range", "bytes */\(bytes.count)")
      return HTTPResponse(.rangeNotSatisfiable, headers: fields)
    }
  }

  /// The part that is asked for, unless it is one of another state of the file.
  private func range(_ request: HTTPRequest, _ tag: String, _ modified: String) -> String? {
    let condition = request.headers["If-Range"]
    guard condition == nil || condition == tag || condition == modified else { return nil }
    return request.headers["Range"]
  }

  private func isFresh(_ request: HTTPRequest, tag: String, modified: String) -> Bool {
    guard request.headers["If-None-Match"] == nil else {
      return EntityTag.matches(tag, request: request)
    }
    return request.headers["If-Modified-Since"] == modified
      && !request.headers.contains("no-cache", in: "Cache-Control")
  }

  private func hex(_ number: Int64) -> String { String(number, radix: 16) }

  private static func date(_ moment: Timestamp) -> String {
    var bytes: [UInt8] = []
    HTTPDate(secondsSince1970: moment.milliseconds / 1_000).append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
