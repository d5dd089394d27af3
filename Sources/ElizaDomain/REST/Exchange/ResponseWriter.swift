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
  /// The same of the API's with the type of most of its answers.
  private let jsonFields: HTTPHeaders

  private static let jsonType = "application/json; charset=utf-8"

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
    fields[0].add("Content-Type", ResponseWriter.jsonType)
    jsonFields = fields[0]
  }

  /// The response, or nil for an answer that comes later.
  func response(to request: HTTPRequest, _ answer: Answer) -> HTTPResponse? {
    switch answer {
    case .json(let status, let bytes):
      tagged(status, .json, bytes, request)
    case .text(let status, let type, let text):
      tagged(status, .other(type), Array(text.utf8), request)
    case .bytes(let status, let type, let bytes): tagged(status, .other(type), bytes, request)
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

  private enum BodyType {
    case json
    case other(String)
  }

  private func tagged(
    _ status: HTTPStatus, _ type: BodyType, _ body: [UInt8], _ request: HTTPRequest
  ) -> HTTPResponse {
    if 200..<300 ~= status.code, request.headers.contains("If-None-Match"),
      EntityTag.matches(entityTag.tag(of: body), request: request)
    {
      var fields = fields(for: request)
      entityTag.add(of: body, to: &fields)
      return HTTPResponse(.notModified, headers: fields)
    }
    var fields = fields(for: request, type)
    entityTag.add(of: body, to: &fields)
    var response = HTTPResponse(status, headers: fields, body: body)
    response.isCompressible = allowsCompression
    return response
  }

  private func fields(for request: HTTPRequest, _ type: BodyType) -> HTTPHeaders {
    switch type {
    case .json where request.isInsideAPI && crossOrigin.allowedOrigin(for: request) == nil:
      return jsonFields
    case .json:
      var fields = fields(for: request)
      fields.add("Content-Type", ResponseWriter.jsonType)
      return fields
    case .other(let type):
      var fields = fields(for: request)
      fields.add("Content-Type", type)
      return fields
    }
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
