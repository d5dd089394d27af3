import HTTP1
import JSON
import Testing

/// A client on one connection, for requests in order and for bytes that are no requests.
final class HTTPClient {
  /// A whole response.
  struct Response: Equatable {
    var status: Int
    var headers: HTTPHeaders
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSON { (try? JSON(parsing: body)) ?? .null }
  }

  let wire: any Wire
  private var decoder = ResponseDecoder(bodyLimit: 1 << 24)
  private var unread: [UInt8] = []

  /// Speaks over a connection that is open.
  init(over wire: any Wire) {
    self.wire = wire
  }

  /// Connects.
  convenience init(port: UInt16) throws {
    self.init(over: try TCPClient(port: port))
  }

  /// Sends a request and waits for its answer.
  func request(
    _ method: HTTPMethod, _ target: String, headers: HTTPHeaders = [:], body: [UInt8] = []
  ) throws -> Response {
    begin(method, target, headers: headers, body: body)
    return try response(to: method)
  }

  /// Sends a request with a JSON body and waits for its answer.
  func request(_ method: HTTPMethod, _ target: String, json: JSON) throws -> Response {
    try request(
      method, target, headers: ["Content-Type": "application/json"], body: json.serialized())
  }

  /// Sends a request.
  func begin(
    _ method: HTTPMethod, _ target: String, headers: HTTPHeaders = [:], body: [UInt8] = []
  ) {
    var fields: HTTPHeaders = ["Host": "localhost"]
    for field in headers.fields { fields.add(field.name, field.value) }
    var bytes: [UInt8] = []
    RequestEncoder().append(
      HTTPRequest(method: method, target: target, headers: fields, body: body), to: &bytes)
    wire.send(bytes)
  }

  /// Waits for the next response, which answers a request of this method.
  func response(to method: HTTPMethod = .get) throws -> Response {
    decoder.expectResponse(to: method)
    var response = Response(status: 0, headers: [:], body: [])
    while true {
      var position = 0
      let input = unread
      while let event = try decoder.next(in: input.span, at: &position) {
        switch event {
        case .head(let head):
          response.status = head.status.code
          response.headers = head.headers
        case .body(let range): response.body += input[range]
        case .end:
          unread = Array(input[position...])
          return response
        }
      }
      unread = []
      guard case .bytes(let bytes) = wire.receive() else {
        if let event = try decoder.endOfInput(), event == .end { return response }
        throw Lost(before: "a response")
      }
      unread = bytes
    }
  }

  /// What came behind the last response.
  func takeUnread() -> [UInt8] {
    defer { unread = [] }
    return unread
  }

  /// Waits for the end; true when the server ended the connection in order and sent no more before.
  func isEnded() -> Bool {
    unread.isEmpty && wire.receive() == .end
  }
}

/// The connection ended, or nothing came in time.
struct Lost: Error, CustomStringConvertible {
  let what: String

  init(before what: String) {
    self.what = what
  }

  var description: String { "the connection was lost while waiting for \(what)" }
}
