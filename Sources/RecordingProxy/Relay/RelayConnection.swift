import Bytes
import HTTP1
import HostInterface
import SocketIOClient

/// One connection of a client and the one to the server that belongs to it.
///
/// ```
///   idle ──head──▶ exchange ──both sides over──▶ idle        (one exchange at a time, in order)
///                     └──101──▶ tunnel                       (bytes both ways until one side ends)
/// ```
final class RelayConnection {
  enum Phase {
    case http
    case tunnel
    case ended
  }

  let relay: Relay
  let number: Int
  var client: (any ByteStream)?
  var server: (any ByteStream)?
  var phase = Phase.http
  var exchange: RelayExchange?
  var responses = ResponseDecoder(limits: Relay.limits, bodyLimit: .max)
  private var requests = RequestDecoder(limits: Relay.limits, bodyLimit: .max)
  private var dial: Dial?
  /// What goes to the server once it is reached.
  private var waiting: [UInt8] = []
  /// What the client has sent ahead of the next exchange.
  private var backlog: [UInt8] = []
  private var isClientPaused = false
  private var isServerPaused = false

  init(_ client: any ByteStream, number: Int, relay: Relay) {
    self.client = client
    self.number = number
    self.relay = relay
  }

  /// Becomes the handler of the client's stream, which keeps it alive.
  func begin() {
    client?.handler = RelaySideHandler(.client, of: self)
  }

  /// Bytes have come from the client.
  func clientBytes(_ bytes: Span<UInt8>) {
    switch phase {
    case .ended: return
    case .tunnel: tunnel(bytes, from: .client)
    case .http:
      if mayReadRequest, backlog.isEmpty {
        let position = readRequest(bytes)
        if phase == .http { backlog.append(contentsOf: bytes.extracting(position..<bytes.count)) }
      } else {
        backlog.append(contentsOf: bytes)
      }
    }
    updateReading()
  }

  /// The connection to the server stands.
  private func reached(_ stream: any ByteStream) {
    dial = nil
    guard phase != .ended else { return stream.abort() }
    server = stream
    stream.handler = RelaySideHandler(.server, of: self)
    stream.send(shared: waiting)
    waiting = []
    updateReading()
  }

  /// Passes bytes on to the server, once it is reached.
  func sendToServer(_ bytes: Span<UInt8>) {
    guard let server else { return waiting.append(contentsOf: bytes) }
    server.send(bytes)
  }
}

// MARK: - Requests

extension RelayConnection {
  private var mayReadRequest: Bool { exchange?.isRequestOver != true }

  /// Reads one request as far as it goes; answers how much of the input was its own.
  private func readRequest(_ input: Span<UInt8>) -> Int {
    var position = 0
    do throws(HTTPError) {
      while phase == .http, mayReadRequest, let event = try requests.next(in: input, at: &position)
      {
        take(event, input)
      }
    } catch {
      refuse(error)
    }
    return position
  }

  private func take(_ event: RequestDecoder.Event, _ input: Span<UInt8>) {
    switch event {
    case .head(let head): begin(head)
    case .body(let range): pass(input.extracting(range))
    case .end:
      guard let current = exchange else { return }
      if current.head.body == .chunked {
        var end: [UInt8] = []
        ChunkEncoder.appendEnd(to: &end)
        sendToServer(end.span)
      }
      exchange?.isRequestOver = true
      relay.observer?.requestEnded(exchange: current.number)
      finishExchange()
    }
  }

  private func begin(_ head: RequestHead) {
    guard let client else { return }
    let exchange = RelayExchange(
      head, number: relay.nextExchange(),
      client: HeaderRules.Client(
        address: client.peerAddress, host: head.headers["Host"] ?? "", isSecure: client.isSecure))
    self.exchange = exchange
    responses.expectResponse(to: head.method)
    relay.observer?.requestBegan(head, exchange: exchange.number, connection: number)
    var bytes: [UInt8] = []
    relay.rules.append(head, isUpgrade: exchange.isUpgrade, client: exchange.client, to: &bytes)
    sendToServer(bytes.span)
    if server == nil, dial == nil { reachServer() }
  }

  private func reachServer() {
    dial = relay.dialer.dial(relay.configuration.upstream) { [self] result in
      switch result {
      case .success(let stream): reached(stream)
      case .failure(let error): fail(error.description)
      }
    }
  }

  private func pass(_ bytes: Span<UInt8>) {
    guard let exchange else { return }
    if exchange.head.body == .chunked {
      var chunk: [UInt8] = []
      ChunkEncoder.append(bytes, to: &chunk)
      sendToServer(chunk.span)
    } else {
      sendToServer(bytes)
    }
    relay.observer?.requestBody(bytes, exchange: exchange.number)
  }

  /// Goes on to the next request once both halves of this exchange are over.
  func finishExchange() {
    guard let done = exchange, done.isRequestOver, done.isResponseOver else { return }
    exchange = nil
    relay.observer?.exchangeEnded(.complete, exchange: done.number)
    guard done.keepsAlive else { return close() }
    guard !backlog.isEmpty else { return }
    let input = backlog
    backlog = []
    let position = readRequest(input.span)
    backlog.insert(contentsOf: input[position...], at: 0)
  }
}

// MARK: - Flow

extension RelayConnection {
  /// Passes on bytes of a connection that has left HTTP.
  func tunnel(_ bytes: Span<UInt8>, from side: RelaySide) {
    guard let exchange, !bytes.isEmpty else { return }
    if side == .client { sendToServer(bytes) } else { client?.send(bytes) }
    relay.observer?.tunnelBytes(bytes, from: side, exchange: exchange.number)
  }

  /// Sends what the client has sent ahead of the 101.
  func beginTunnel() {
    phase = .tunnel
    let early = backlog
    backlog = []
    tunnel(early.span, from: .client)
  }

  /// Lets each side read as long as the other takes what it is sent.
  ///
  /// A client whose answer is still due goes on being read, as that is how its leaving is noticed.
  func updateReading() {
    let limit = relay.configuration.highMark
    let toServer = waiting.count + (server?.pendingByteCount ?? 0)
    pauseClient(toServer > limit || backlog.count > limit)
    pauseServer((client?.pendingByteCount ?? 0) > limit)
  }

  private func pauseClient(_ isPaused: Bool) {
    guard isPaused != isClientPaused else { return }
    isClientPaused = isPaused
    if isPaused { client?.pauseReading() } else { client?.resumeReading() }
  }

  private func pauseServer(_ isPaused: Bool) {
    guard isPaused != isServerPaused else { return }
    isServerPaused = isPaused
    if isPaused { server?.pauseReading() } else { server?.resumeReading() }
  }
}

// MARK: - Ending

extension RelayConnection {
  /// Closes both connections after what is queued.
  func close() {
    end()
    client?.close()
    server?.close()
  }

  /// Notes that one side has left, and lets the other see it the same way.
  func ended(by side: RelaySide, isReset: Bool) {
    guard phase != .ended else { return }
    let left = exchange
    end()
    for stream in [client, server] {
      if isReset { stream?.abort() } else { stream?.close() }
    }
    if let left { relay.observer?.exchangeEnded(.cut(by: side), exchange: left.number) }
  }

  /// One of the streams is gone.
  func lost(_ side: RelaySide, _ reason: StreamCloseReason) {
    if side == .client { client = nil } else { server = nil }
    if side == .server, case .tls(let words) = reason { fail(words) }
    ended(by: side, isReset: reason != .closedByPeer && reason != .closedLocally)
  }

  /// Tells the client that the server could not be reached, or what is wrong with it.
  func fail(_ reason: String) {
    guard phase != .ended else { return }
    let text = "cannot reach \(relay.configuration.origin): \(reason)"
    relay.onUnreachable?(text)
    let left = exchange
    if let left, left.response == nil {
      answer(HTTPStatus(502), "eliza-mock record \(text)\n")
    }
    close()
    if let left { relay.observer?.exchangeEnded(.failed(reason), exchange: left.number) }
  }

  /// Refuses what the client sent.
  private func refuse(_ error: HTTPError) {
    let left = exchange
    if left?.response == nil { answer(error.status, "\(error)\n") }
    close()
    if let left { relay.observer?.exchangeEnded(.cut(by: .client), exchange: left.number) }
  }

  private func end() {
    phase = .ended
    exchange = nil
    dial?.cancel()
    dial = nil
    waiting = []
    backlog = []
  }

  private func answer(_ status: HTTPStatus, _ text: String) {
    var bytes: [UInt8] = []
    bytes.append(
      utf8: """
        HTTP/1.1 \(status)\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Length: \(text.utf8.count)\r
        Connection: close\r
        \r
        \(text)
        """)
    client?.send(shared: bytes)
  }
}
