import HTTP1

/// The cross-origin rules of the API: any origin may call it, with credentials, unless one is fixed.
struct CrossOrigin {
  /// The only origin allowed; nil allows the one that asks.
  let origin: String?
  /// Whether pages may send headers that real servers do not allow.
  let allowsAnyHeader: Bool

  static let methods = "GET,POST,PUT,DELETE,PATCH,OPTIONS"
  static let headers = "Content-Type,Authorization,X-API-KEY"

  /// The origin that the answer to a request names; nil for none.
  func allowedOrigin(for request: HTTPRequest) -> String? { origin ?? request.headers["Origin"] }

  /// Adds the fields every answer carries.
  static func add(to fields: inout HTTPHeaders, origin: String?) {
    if let origin { fields.add("Access-Control-Allow-Origin", origin) }
    fields.add("Vary", "Origin")
    fields.add("Access-Control-Allow-Credentials", "true")
  }

  /// Adds what pages may read of answers of the API: real servers say so once an origin is fixed.
  func addExposure(to fields: inout HTTPHeaders) {
    if origin != nil { fields.add("Access-Control-Expose-Headers", "X-Total-Count") }
  }

  /// Adds the fields of an answer to a preflight.
  func addPreflight(to fields: inout HTTPHeaders, for request: HTTPRequest) {
    CrossOrigin.add(to: &fields, origin: allowedOrigin(for: request))
    fields.add("Access-Control-Allow-Methods", CrossOrigin.methods)
    fields.add("Access-Control-Allow-Headers", allowedHeaders(for: request))
    guard allowsAnyHeader, request.headers["Access-Control-Request-Private-Network"] == "true"
    else { return }
    fields.add("Access-Control-Allow-Private-Network", "true")
  }

  /// The headers a page asks for that real servers would not allow.
  func excessHeaders(in request: HTTPRequest) -> [String] {
    let asked = request.headers["Access-Control-Request-Headers"] ?? ""
    return asked.lowercased().split(separator: ",").map { $0.filter { $0 != " " } }
      .filter { name in
        !CrossOrigin.headers.split(separator: ",").contains { $0.lowercased() == name }
      }
  }

  private func allowedHeaders(for request: HTTPRequest) -> String {
    guard allowsAnyHeader else { return CrossOrigin.headers }
    let extra = ["X-Entity-Id"] + excessHeaders(in: request).filter { $0 != "x-entity-id" }
    return ([CrossOrigin.headers] + extra).joined(separator: ",")
  }
}
