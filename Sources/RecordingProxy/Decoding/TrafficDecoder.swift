import Bytes
import EngineIO
package import HTTP1
import JSON
package import Recording

/// Listens to a relay and tells what its traffic means: requests and answers, and the Socket.IO packets in
/// Engine.IO sessions.
///
/// It only listens, so nothing it cannot read keeps the traffic from passing: a note says what was not
/// recorded.
package final class TrafficDecoder: RelayObserver {
  /// The most sessions that are kept in mind; the oldest is given up beyond.
  private static let sessionLimit = 10_000

  private let tell: (Observation) -> Void
  private var exchanges: [Int: ExchangeTraffic] = [:]
  private var sessions: [String: SocketTraffic] = [:]
  private var order: [String] = []
  private var connectionCount = 0
  private var isFinished = false

  /// Tells everything to `tell`, in the order it passed.
  package init(tell: @escaping (Observation) -> Void) {
    self.tell = tell
  }

  /// A request begins.
  package func requestBegan(_ head: RequestHead, exchange: Int, connection: Int) {
    guard !isFinished else { return }
    exchanges[exchange] = ExchangeTraffic(head)
  }

  /// A piece of a request's body.
  package func requestBody(_ bytes: Span<UInt8>, exchange: Int) {
    exchanges[exchange]?.requestBody.append(bytes)
  }

  /// A request is complete.
  package func requestEnded(exchange: Int) {
    guard let traffic = exchanges[exchange] else { return }
    switch traffic.purpose {
    case .plain: tellRequest(exchange)
    case .polling(let sid):
      guard let sid, traffic.head.method == .post else { return }
      takePayload(traffic.requestBody, of: sid, from: .client)
    case .webSocket: break
    }
  }

  /// The answer begins.
  package func responseBegan(_ head: ResponseHead, exchange: Int) {
    exchanges[exchange]?.response = head
    guard let traffic = exchanges[exchange] else { return }
    if traffic.isEventStream {
      tellRequest(exchange)
      tellHead(head, exchange)
    } else if case .webSocket(let sid) = traffic.purpose, head.status.code == 101 {
      exchanges[exchange]?.session = sid.flatMap { sessions[$0] } ?? begin(isOnWebSocket: true, sid)
    }
  }

  /// A piece of the answer's body.
  package func responseBody(_ bytes: Span<UInt8>, exchange: Int) {
    // Not taken out, so that what has been collected is not copied.
    if exchanges[exchange]?.isEventStream == true {
      tell(.responseBody(exchange: exchange, Array(bytes)))
    } else {
      exchanges[exchange]?.responseBody.append(bytes)
    }
  }

  /// Nothing more will come of an exchange.
  package func exchangeEnded(_ end: RelayEnd, exchange: Int) {
    guard let traffic = exchanges[exchange] else { return }
    switch traffic.purpose {
    case .plain: endPlain(end, exchange)
    case .polling(let sid): endPolling(end, traffic, sid)
    case .webSocket: endWebSocket(end, traffic)
    }
    exchanges[exchange] = nil
  }

  /// Bytes of a WebSocket.
  package func tunnelBytes(_ bytes: Span<UInt8>, from side: RelaySide, exchange: Int) {
    guard var traffic = exchanges[exchange] else { return }
    // Taken out, so that what has been read of a message is not copied.
    exchanges[exchange] = nil
    let problem =
      side == .client
      ? traffic.fromClient.read(bytes) { take($0, isText: $1, from: side, traffic.session) }
      : traffic.fromServer.read(bytes) { take($0, isText: $1, from: side, traffic.session) }
    let reader = side == .client ? traffic.fromClient : traffic.fromServer
    if traffic.closer == nil, reader.hasClosed { traffic.closer = side }
    exchanges[exchange] = traffic
    if let problem { tell(.note("the frames of a WebSocket cannot be read further: \(problem)")) }
  }

  /// The recording ends before the relay does: what is under way is left as it is.
  package func finish() {
    exchanges = [:]
    sessions = [:]
    order = []
    isFinished = true
  }
}

// MARK: - Requests of their own

extension TrafficDecoder {
  private func tellRequest(_ exchange: Int) {
    guard let traffic = exchanges[exchange], !traffic.isRequestTold else { return }
    exchanges[exchange]?.isRequestTold = true
    var request = traffic.request
    let body = plain(traffic.requestBody, traffic.head.headers, "the body of a request")
    if let body, !traffic.requestBody.isCut {
      request.body = body
    } else {
      request.body = []
      tell(.requestOmitted(exchange: exchange, traffic.requestBody.total))
    }
    tell(
      .request(
        exchange: exchange, method: request.method.rawValue, target: request.target,
        headers: request.headers, body: request.body))
  }

  private func tellHead(_ head: ResponseHead, _ exchange: Int) {
    tell(.responseHead(exchange: exchange, status: head.status.code, headers: head.headers))
  }

  private func endPlain(_ end: RelayEnd, _ exchange: Int) {
    tellRequest(exchange)
    guard let traffic = exchanges[exchange] else { return }
    if let head = traffic.response {
      if !traffic.isEventStream {
        tellHead(head, exchange)
        tellBody(traffic.responseBody, head.headers, exchange)
      }
      let isWhole = if case .complete = end { true } else { false }
      tell(isWhole ? .responseEnd(exchange: exchange) : .responseCut(exchange: exchange))
    }
    let request = "\(traffic.head.method.rawValue) \(traffic.request.path)"
    let lack = traffic.response == nil ? "has no answer" : "has an answer that breaks off"
    switch end {
    case .complete: break
    case .failed(let reason): tell(.note("\(request) \(lack): \(reason)"))
    case .cut(let side): tell(.note("\(request) \(lack): the \(side.name) left"))
    }
  }

  private func tellBody(_ body: CollectedBody, _ headers: HTTPHeaders, _ exchange: Int) {
    guard !body.isCut else { return tell(.responseOmitted(exchange: exchange, body.total)) }
    guard let plain = plain(body, headers, "the body of an answer") else {
      return tell(.responseOmitted(exchange: exchange, body.total))
    }
    tell(.responseBody(exchange: exchange, plain))
  }

  /// A body without its content coding; nil, and a note, when it cannot be had: coded as it is, nothing could be told of
  /// the secrets in it.
  private func plain(_ body: CollectedBody, _ headers: HTTPHeaders, _ what: String) -> [UInt8]? {
    if body.isCut {
      tell(.note("\(what) has \(body.total) bytes and is left out"))
    }
    guard let coding = headers["Content-Encoding"], coding.lowercased() != "identity",
      !body.bytes.isEmpty
    else { return body.bytes }
    if let inflated = Inflater.inflate(body.bytes, limit: CollectedBody.limit) { return inflated }
    tell(
      .note("\(what) is coded as \(coding), which cannot be read, or is too long; it is left out"))
    return nil
  }
}

// MARK: - Engine.IO

extension TrafficDecoder {
  private func begin(isOnWebSocket: Bool, _ sid: String?) -> SocketTraffic {
    let session = SocketTraffic(
      isOnWebSocket: isOnWebSocket,
      nextNumber: { [unowned self] in
        connectionCount += 1
        return connectionCount
      },
      tell: tell)
    if let sid { remember(session, sid) }
    return session
  }

  private func remember(_ session: SocketTraffic, _ sid: String) {
    sessions[sid] = session
    order.append(sid)
    while order.count > TrafficDecoder.sessionLimit {
      sessions.removeValue(forKey: order.removeFirst())?.end(
        by: .server, "too many sessions to follow")
    }
  }

  /// Forgets a session that is over.
  private func settle(_ sid: String) {
    guard sessions[sid]?.isOver == true else { return }
    sessions[sid] = nil
    order.removeAll { $0 == sid }
  }

  private func endPolling(_ end: RelayEnd, _ traffic: ExchangeTraffic, _ sid: String?) {
    guard case .complete = end, let head = traffic.response, head.status.code == 200 else {
      return refused(traffic, sid)
    }
    guard traffic.head.method == .get else { return }
    guard !traffic.responseBody.isCut,
      let body = plain(traffic.responseBody, head.headers, "the body of a poll")
    else { return tell(.note("a payload of Engine.IO cannot be read")) }
    if let sid { return takePayload(body, of: sid, from: .server) }
    guard let opened = TrafficDecoder.sid(inPayload: body) else {
      return tell(.note("an Engine.IO handshake cannot be read"))
    }
    _ = begin(isOnWebSocket: false, opened)
    takePayload(body, of: opened, from: .server)
  }

  /// A server that refuses a poll of a session has ended it.
  private func refused(_ traffic: ExchangeTraffic, _ sid: String?) {
    guard let status = traffic.response?.status else { return }
    guard let sid else {
      return tell(.note("an Engine.IO handshake was answered with \(status)"))
    }
    sessions[sid]?.end(by: .server, "a poll was answered with \(status)")
    settle(sid)
  }

  private func takePayload(_ body: CollectedBody, of sid: String, from side: RelaySide) {
    guard !body.isCut else { return tell(.note("a payload of Engine.IO is too long to be read")) }
    takePayload(body.bytes, of: sid, from: side)
  }

  private func takePayload(_ body: [UInt8], of sid: String, from side: RelaySide) {
    guard let session = sessions[sid] else { return }
    var decoder = PayloadDecoder()
    do throws(PacketError) {
      while let element = try decoder.next(in: body.span) {
        switch element {
        case .text(let type, let range): session.take(type, body.span.extracting(range), from: side)
        case .binary(let bytes): session.take(binary: bytes.span, from: side)
        }
      }
    } catch {
      tell(.note("a payload of Engine.IO cannot be read: \(error)"))
    }
    settle(sid)
  }

  private func take(
    _ message: [UInt8], isText: Bool, from side: RelaySide, _ session: SocketTraffic?
  ) {
    guard let session else { return }
    guard isText else { return session.take(binary: message.span, from: side) }
    do throws(PacketError) {
      let type = try Packet.type(of: message.span)
      session.take(type, message.span.extracting(1..<message.count), from: side)
    } catch {
      tell(.note("a message of Engine.IO cannot be read: \(error)"))
    }
  }

  /// A session ends with its WebSocket, unless that was a probe that came to nothing.
  private func endWebSocket(_ end: RelayEnd, _ traffic: ExchangeTraffic) {
    guard let session = traffic.session else {
      if let status = traffic.response?.status {
        tell(.note("a WebSocket was answered with \(status)"))
      }
      return
    }
    guard session.isOnWebSocket else { return }
    var side: RelaySide = .server
    if case .cut(.client) = end { side = .client }
    session.end(by: traffic.closer ?? side, "transport close")
    for sid in order where sessions[sid] === session { settle(sid) }
  }

  /// The id in the handshake that a payload begins with.
  private static func sid(inPayload body: [UInt8]) -> String? {
    var decoder = PayloadDecoder()
    guard case .text(.open, let range)? = try? decoder.next(in: body.span),
      let handshake = try? JSON(parsing: Array(body[range]))
    else { return nil }
    return handshake["sid"]?.stringValue
  }
}
