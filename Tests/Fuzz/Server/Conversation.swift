import FuzzSupport
import HTTP1
import WebSocket

/// What has been said on one connection, read as a strict client reads it.
struct Conversation {
  private var requests = RequestDecoder(limits: wide, bodyLimit: .max)
  private var requestBytes: [UInt8] = []
  private var responses = ResponseDecoder(limits: wide, bodyLimit: .max)
  private var answer: Answer?
  private var mustEnd = false
  private var webSocket: WebSocketReader?
  private var sessionID: [UInt8]?

  private static let wide = HTTPLimits(
    startLine: 1 << 20, fieldBlock: 1 << 20, fieldCount: 1 << 10, chunkLine: 1 << 20)

  /// One response and the request it belongs to.
  private struct Answer {
    let request: RequestHead?
    let head: ResponseHead
    var body: [UInt8] = []
  }

  mutating func takeSessionID() -> [UInt8]? {
    sessionID.take() ?? webSocket?.takeSessionID()
  }

  /// The client has sent bytes.
  mutating func asked(_ bytes: [UInt8]) {
    if webSocket == nil { requestBytes += bytes }
  }

  /// The server has sent bytes.
  mutating func answered(_ bytes: [UInt8]) {
    Invariant.holds(!mustEnd, "nothing follows the last response")
    var position = 0
    while position < bytes.count {
      if webSocket != nil {
        webSocket?.read(Array(bytes[position...]))
        return
      }
      readResponses(bytes, &position)
    }
  }

  /// The server has ended the connection in order.
  mutating func ended() {
    guard webSocket == nil else { return }
    do throws(HTTPError) {
      if case .end = try responses.endOfInput() { finishAnswer() }
    } catch {
      Invariant.fail("no response is cut off in order: \(error)")
    }
  }

  private mutating func readResponses(_ bytes: [UInt8], _ position: inout Int) {
    do throws(HTTPError) {
      if answer == nil { responses.expectResponse(to: nextMethod()) }
      while let event = try responses.next(in: bytes.span, at: &position) {
        take(event, in: bytes)
        if webSocket != nil { return }
        if answer == nil { responses.expectResponse(to: nextMethod()) }
      }
    } catch {
      Invariant.fail(
        "a response can be read: \(error) in \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  private mutating func take(_ event: ResponseDecoder.Event, in bytes: [UInt8]) {
    switch event {
    case .head(let head):
      Invariant.holds(!mustEnd, "nothing follows the last response")
      answer = Answer(request: head.status.code == 100 ? nil : takeRequest(), head: head)
    case .body(let range): answer?.body += bytes[range]
    case .end: finishAnswer()
    }
  }

  private mutating func finishAnswer() {
    guard let finished = answer.take() else { return }
    let status = finished.head.status.code
    guard status != 100 else { return }
    if status == 101 { webSocket = WebSocketReader() }
    mustEnd = status != 101 && !finished.head.keepsAlive
    Invariant.holds(
      finished.request != nil || (status >= 400 && mustEnd), "an answer has its request")
    guard status == 200, let request = finished.request, request.method == .get,
      request.target.contains("transport=polling")
    else { return }
    sessionID = EngineReader.check(payload: finished.body) ?? sessionID
  }
}

extension Conversation {
  /// The method of the request that the next response answers.
  private func nextMethod() -> HTTPMethod {
    var copy = self
    return copy.takeRequest()?.method ?? .get
  }

  /// Takes the next whole request out; nil when there is none.
  private mutating func takeRequest() -> RequestHead? {
    var decoder = requests
    var position = 0
    var head: RequestHead?
    while let event = try? decoder.next(in: requestBytes.span, at: &position) {
      switch event {
      case .head(let found): head = found
      case .body: break
      case .end:
        requests = decoder
        requestBytes.removeFirst(position)
        return head
      }
    }
    return nil
  }
}
