import Bytes
import HTTP1
import JSON

/// Turns answers into responses: fields, entity tags, 304.
///
/// A class, since every call under way refers to it.
final class ResponseWriter {
  let crossOrigin: CrossOrigin
  let entityTag: EntityTag
  /// The security headers of every answer, if any.
  let security: SecurityHeaders?
  let allowsCompression: Bool
  /// The fields of answers to requests without an origin.
  private let apiFields: HTTPHeaders
  private let pageFields: HTTPHeaders

  init(
    crossOrigin: CrossOrigin, entityTag: EntityTag, security: SecurityHeaders?,
    allowsCompression: Bool
  ) {
    self.crossOrigin = crossOrigin
    self.entityTag = entityTag
    self.security = security
    self.allowsCompression = allowsCompression
    var fields = [security?.api ?? HTTPHeaders(), security?.pages ?? HTTPHeaders()]
    for index in fields.indices { CrossOrigin.add(to: &fields[index], origin: nil) }
    crossOrigin.addExposure(to: &fields[0])
    (apiFields, pageFields) = (fields[0], fields[1])
  }

  /// The response, or nil for an answer that comes later.
  func response(to request: HTTPRequest, _ answer: Answer) -> HTTPResponse? {
    switch answer {
    case .json(let status, let bytes):
      tagged(status, "application/json; charset=utf-8", bytes, request)
    case .text(let status, let type, let text): tagged(status, type, Array(text.utf8), request)
    case .bytes(let status, let type, let bytes): tagged(status, type, bytes, request)
    case .file(let file): response(to: request, file)
    case .empty(let status): HTTPResponse(status, headers: fields(for: request))
    case .later: nil
    }
  }

  /// The answer to any OPTIONS request.
  func preflight(_ request: HTTPRequest) -> HTTPResponse {
    var fields = security?.pages ?? HTTPHeaders()
    crossOrigin.addPreflight(to: &fields, for: request)
    return HTTPResponse(.noContent, headers: fields)
  }

  /// Status and fields of a body that goes out in pieces.
  func streamHead(for request: HTTPRequest, type: String) -> HTTPResponse {
    var fields = fields(for: request)
    fields.add("Content-Type", type)
    fields.add("Cache-Control", "no-cache")
    return HTTPResponse(.ok, headers: fields)
  }

  private func tagged(
    _ status: HTTPStatus, _ type: String, _ body: [UInt8], _ request: HTTPRequest
  ) -> HTTPResponse {
    var fields = fields(for: request)
    let tag = entityTag.tag(of: body)
    if 200..<300 ~= status.code, EntityTag.matches(tag, request: request) {
      fields.add("ETag", tag)
      return HTTPResponse(.notModified, headers: fields)
    }
    fields.add("Content-Type", type)
    fields.add("ETag", tag)
    var response = HTTPResponse(status, headers: fields, body: body)
    response.isCompressible = allowsCompression
    return response
  }

  func fields(for request: HTTPRequest) -> HTTPHeaders {
    let isInsideAPI = request.isInsideAPI
    guard let origin = crossOrigin.allowedOrigin(for: request) else {
      return isInsideAPI ? apiFields : pageFields
    }
    var fields = (isInsideAPI ? security?.api : security?.pages) ?? HTTPHeaders()
    CrossOrigin.add(to: &fields, origin: origin)
    if isInsideAPI { crossOrigin.addExposure(to: &fields) }
    return fields
  }
}

extension HTTPRequest {
  /// Whether the path begins with `/api/`, in whatever case.
  var isInsideAPI: Bool {
    var target = target
    return target.withUTF8 { bytes in
      unsafe bytes.count >= 5 && bytes[0] == ASCII.slash && bytes[4] == ASCII.slash
        && bytes[1] | 0x20 == 0x61 && bytes[2] | 0x20 == 0x70 && bytes[3] | 0x20 == 0x69
    }
  }
}
