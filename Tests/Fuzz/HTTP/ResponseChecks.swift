import FuzzSupport
import HTTP1

/// What holds for every response that a decoder lets through.
enum ResponseChecks {
  typealias Trace = MessageTrace<ResponseDecoder>

  static func check(_ message: Trace.Message, _ limits: HTTPLimits, answering method: HTTPMethod) {
    let head = message.head
    Invariant.holds((100...999).contains(head.status.code), "a status has three digits")
    HeaderChecks.check(head.headers, limits)
    if head.status.allowsBody, method != .head {
      HeaderChecks.checkFraming(head.body, head.version, head.headers)
    } else {
      Invariant.equal(head.body, .none, "no body where there can be none")
    }
    if head.body == .untilClose {
      Invariant.holds(!head.keepsAlive, "a body without an end ends the connection")
    }
    if message.isComplete {
      checkRoundTrip(message, framing: .length(message.body.count))
      checkRoundTrip(message, framing: .chunked)
    }
  }

  /// A response that is written and read again is the same.
  private static func checkRoundTrip(_ message: Trace.Message, framing: ResponseEncoder.Framing) {
    let response = HTTPResponse(
      message.head.status, headers: message.head.headers, body: message.body)
    let bytes = encode(response, framing: response.status.allowsBody ? framing : .unstated)
    let again = Trace(ResponseDecoder(bodyLimit: .max), fed: bytes, cut: .none)
    guard again.messages.count == 1, let copy = again.messages.first, copy.isComplete else {
      Invariant.fail("a written response can be read, not \(again)")
    }
    Invariant.equal(copy.head.status, message.head.status, "the status survives")
    Invariant.equal(copy.body, message.body, "the body survives")
    let written = [
      "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date",
    ]
    Invariant.equal(
      HeaderChecks.comparable(copy.head.headers, without: written),
      HeaderChecks.comparable(message.head.headers, without: written), "the fields survive")
  }

  private static func encode(_ response: HTTPResponse, framing: ResponseEncoder.Framing) -> [UInt8]
  {
    var bytes: [UInt8] = []
    ResponseEncoder().append(
      response, framing: framing, connection: .keepAlive,
      date: Array("Sun, 06 Nov 1994 08:49:37 GMT".utf8), to: &bytes)
    guard framing == .chunked else { return bytes + response.body }
    for range in Cutting(every: 7).pieces(of: response.body.count) {
      ChunkEncoder.append(response.body.span.extracting(range), to: &bytes)
    }
    ChunkEncoder.appendEnd(to: &bytes)
    return bytes
  }
}
