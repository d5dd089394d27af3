import Bytes
import HTTP1
import JSON

/// One request on its way through the API, with what the steps before the handler have found.
final class Call {
  /// The request as received.
  let request: HTTPRequest
  /// The path, still percent-encoded.
  let path: Substring
  /// The query, decoded.
  let query: QueryString

  /// The JSON body, once it has been read.
  var body = RequestBody.absent
  /// The route, when all of its path is fixed.
  var fixedRoute: Route?
  /// The route's parameters, decoded, by name.
  var parameters: [String: String] = [:]
  /// Fields that the answer gets besides its own.
  var fields = HTTPHeaders()

  private let exchange: any HTTPExchange
  private let writer: ResponseWriter

  init(_ request: HTTPRequest, on exchange: any HTTPExchange, writer: ResponseWriter) {
    let target = RequestTarget(request.target)
    self.request = request
    self.path = target.path
    self.query = QueryString(String(target.query ?? ""))
    self.exchange = exchange
    self.writer = writer
  }

  /// Names the connection in findings.
  var connection: String { request.connection }

  /// Called once when the peer leaves before the answer is complete.
  var onPeerLeft: (() -> Void)? {
    get { exchange.onPeerLeft }
    set { exchange.onPeerLeft = newValue }
  }

  /// The value of a parameter of the matched route.
  func parameter(_ name: String) -> String { parameters[name] ?? "" }

  /// A query value that is not empty.
  func queryValue(_ name: String) -> String? {
    query[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The JSON body of a handler that reads `field` first and fails without one.
  func body(destructuring field: String) throws(Refusal) -> JSON {
    guard let value = body.value else { throw .noBody(destructuring: field) }
    return value
  }

  /// Answers, now or later; nothing happens for `later`.
  func answer(_ answer: Answer) {
    guard var response = writer.response(to: request, answer) else { return }
    addFields(to: &response.headers)
    exchange.respond(response)
  }

  /// Opens a body that goes out in pieces.
  func beginStream(type: String) {
    var head = writer.streamHead(for: request, type: type)
    addFields(to: &head.headers)
    exchange.beginStream(head)
  }

  /// Sends a piece of an open body.
  func write(_ bytes: [UInt8]) { exchange.write(bytes) }

  /// Ends an open body.
  func finish() { exchange.finish() }

  private func addFields(to headers: inout HTTPHeaders) {
    guard fields.count > 0 else { return }
    for field in fields.fields { headers.add(field.name, field.value) }
  }
}
