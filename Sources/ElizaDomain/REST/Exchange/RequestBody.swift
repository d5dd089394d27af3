import ElizaModel
import HTTP1
import JSON

/// The body of a request as Express's JSON parser leaves it for handlers.
enum RequestBody {
  private static let emptyObject = Array("{}".utf8)

  /// The longest body in bytes whose storage is used again.
  private static let longestReuse = 65_536

  /// No JSON body was sent.
  case absent
  /// An object or an array; `{}` for an empty body of JSON type.
  case json(JSONDocument)

  /// Reads the body when its type says JSON, into the storage of `document` if nothing else needs that.
  ///
  /// Throws what the API's error handler makes of a parser's complaint: status 500.
  init(
    of request: HTTPRequest, limit: Int = RESTConfiguration.defaultBodyLimit,
    reusing document: inout JSONDocument
  ) throws(Refusal) {
    guard RequestBody.isFramed(request), let type = ContentType(of: request.headers), type.isJSON
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
    try RequestBody.parse(
      request.body.isEmpty ? RequestBody.emptyObject : request.body, into: &document)
    self = .json(document)
    // What one long body needed is not kept for all that follow.
    if request.body.count > RequestBody.longestReuse { document = JSONDocument() }
  }

  /// The value, made anew each time, or nil when there was no JSON body.
  var value: JSON? {
    if case .json(let document) = self { document.value(of: document.root) } else { nil }
  }

  /// A member of the object, without the rest; nil when there is none or the body is something else.
  func member(_ key: StaticString) -> JSON? {
    guard case .json(let document) = self, let node = document.member(key, of: document.root)
    else { return nil }
    return document.value(of: node)
  }

  /// A member of the object as it is kept, without the rest; `{}` for what JavaScript takes for false.
  func stored(_ key: StaticString) -> StoredJSON {
    guard case .json(let document) = self, let node = document.member(key, of: document.root),
      document.isTruthy(node)
    else { return .emptyObject }
    return document.unchangedText(of: node).map(StoredJSON.init(compact:))
      ?? StoredJSON(document.value(of: node))
  }

  /// The text of a member that is a string, or nil.
  func text(_ key: StaticString) -> String? {
    guard case .json(let document) = self, let node = document.member(key, of: document.root)
    else { return nil }
    return document.string(of: node)
  }

  /// Whether the request has a body, be it an empty one.
  static func isFramed(_ request: HTTPRequest) -> Bool {
    request.hasBody || request.headers.contains("Content-Length")
      || request.headers.contains("Transfer-Encoding")
  }

  private static func parse(
    _ bytes: [UInt8], into document: inout JSONDocument
  ) throws(Refusal) {
    do throws(JSONError) {
      try document.parse(bytes.span)
    } catch {
      throw .uncaught(error.message(in: bytes.span))
    }
    switch document.kind(of: document.root) {
    case .object, .array: return
    default:
      let name = document.value(of: document.root).kindName
      throw .uncaught("Only objects and arrays are accepted, not \(name)")
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
