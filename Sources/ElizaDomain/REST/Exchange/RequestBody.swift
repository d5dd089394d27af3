import HTTP1
import JSON

/// The body of a request as Express's JSON parser leaves it for handlers.
enum RequestBody {
  /// No JSON body was sent.
  case absent
  /// An object or an array; `{}` for an empty body of JSON type.
  case json(JSON)

  /// Reads the body when its type says JSON.
  ///
  /// Throws what the API's error handler makes of a parser's complaint: status 500.
  init(of request: HTTPRequest, limit: Int = RESTConfiguration.defaultBodyLimit) throws(Refusal) {
    guard RequestBody.isFramed(request), let type = ContentType(request.headers["Content-Type"]),
      type.isJSON
    else {
      self = .absent
      return
    }
    if let charset = type.charset, !charset.hasPrefix("utf-") {
      throw .uncaught("unsupported charset \"\(charset.uppercased())\"")
    }
    guard request.body.count <= limit else {
      throw .uncaught("request entity too large")
    }
    self = .json(request.body.isEmpty ? [:] : try RequestBody.parse(request.body))
  }

  /// The value, or nil when there was no JSON body.
  var value: JSON? {
    if case .json(let value) = self { value } else { nil }
  }

  private static func isFramed(_ request: HTTPRequest) -> Bool {
    request.hasBody || request.headers["Content-Length"] != nil
      || request.headers["Transfer-Encoding"] != nil
  }

  private static func parse(_ bytes: [UInt8]) throws(Refusal) -> JSON {
    let value: JSON
    do {
      value = try JSON(parsing: bytes)
    } catch {
      throw .uncaught(error.message(in: bytes.span))
    }
    switch value {
    case .object, .array: return value
    default: throw .uncaught("Only objects and arrays are accepted, not \(value.kindName)")
    }
  }
}

extension JSON {
  /// What JavaScript's `typeof` calls the value.
  var kindName: String {
    switch self {
    case .null, .object, .array: "object"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    }
  }
}
