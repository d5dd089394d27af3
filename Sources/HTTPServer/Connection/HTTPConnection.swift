import Bytes
import HTTP1
public import HostInterface

/// One connection of an HTTP/1.1 server: reads requests, hands them to the service, writes the
/// answers in order.
///
/// ```
///  stream ─▶ decoder ─▶ incoming ─▶ exchange (service) ─▶ stream
///               ▲ the next request waits in the backlog until the exchange is answered
/// ```
///
/// The stream keeps it alive. When a request becomes a WebSocket, a `WebSocketConnection` takes the
/// stream over and this object is released.
public final class HTTPConnection: ByteStreamHandler {
  let context: ServerContext
  var stream: (any ByteStream)?
  var exchange: RequestExchange?
  var backlog = InputBacklog()
  var timer = PhaseTimer()
  private let number: UInt64
  private var decoder: RequestDecoder
  private var incoming: RequestExchange?
  private var successor: WebSocketConnection?
  private(set) var isProcessing = false
  private var isReadingPaused = false
  private var peerHasFinished = false

  /// Takes a freshly accepted stream and becomes its handler.
  @discardableResult
  public init(stream: any ByteStream, context: ServerContext) {
    self.stream = stream
    self.context = context
    number = context.nextConnectionNumber()
    decoder = RequestDecoder(limits: context.configuration.limits)
    stream.handler = self
    updateTimer()
  }

  /// Reads what has arrived, or keeps it until the current request has been answered.
  public func bytesReceived(_ bytes: Span<UInt8>) {
    guard stream != nil else { return }
    guard canRead, backlog.isEmpty else {
      backlog.append(bytes)
      return continueReading()
    }
    let position = process(bytes, from: 0)
    keep(bytes.extracting(position..<bytes.count))
    updateTimer()
  }

  /// The peer sends no more: requests that have arrived are still answered.
  ///
  /// An exchange that wants to know when its peer leaves is told now, as a browser that closes a page
  /// looks the same.
  public func endOfStream() {
    peerHasFinished = true
    if let exchange, exchange.onPeerLeft != nil {
      end()
      exchange.peerLeft()
    } else if exchange == nil, backlog.isEmpty, !isProcessing {
      end()
    }
  }

  /// Reads on after the output had grown too large.
  public func outboxDrained() {
    continueReading()
  }

  /// The stream is gone.
  public func streamClosed(_ reason: StreamCloseReason) {
    let last = exchange
    if let fault = ConnectionFault(reason) { report(fault) }
    release()
    last?.peerLeft()
  }
}

extension HTTPConnection {
  /// Whether a further request may be read.
  private var canRead: Bool {
    guard !isProcessing, exchange == nil, let stream else { return false }
    return stream.pendingByteCount <= context.configuration.outputHighMark
  }

  /// Takes up reading where an answer or a full outbox had stopped it.
  func continueReading() {
    if canRead, !backlog.isEmpty {
      let taken = backlog.take()
      let position = process(taken.bytes.span, from: taken.start)
      if successor != nil {
        return handOver(rest: taken.bytes.span.extracting(position..<taken.bytes.count))
      }
      backlog.putBack(taken.bytes, from: position)
    }
    if canRead, backlog.isEmpty, peerHasFinished { return end() }
    updateTimer()
    updateReading()
  }

  private func keep(_ rest: Span<UInt8>) {
    guard successor == nil else { return handOver(rest: rest) }
    guard stream != nil, !rest.isEmpty else { return }
    backlog.append(rest)
    updateReading()
  }

  /// Decodes and dispatches until input or permission runs out; returns how far it came.
  private func process(_ input: Span<UInt8>, from start: Int) -> Int {
    var position = start
    isProcessing = true
    defer { isProcessing = false }
    do throws(HTTPError) {
      while stream != nil, exchange == nil, let event = try nextEvent(input, &position) {
        handle(event, in: input)
      }
    } catch {
      fail(error)
    }
    return position
  }

  private func nextEvent(
    _ input: Span<UInt8>, _ position: inout Int
  ) throws(HTTPError) -> RequestDecoder.Event? {
    if incoming == nil, let stream,
      stream.pendingByteCount > context.configuration.outputHighMark
    {
      return nil
    }
    return try decoder.next(in: input, at: &position)
  }

  private func handle(_ event: consuming RequestDecoder.Event, in input: Span<UInt8>) {
    switch consume event {
    case .head(let head): begin(head)
    case .body(let range): incoming?.read(input.extracting(range))
    case .end: dispatch()
    }
  }

  private func begin(_ head: consuming RequestHead) {
    guard let stream else { return }
    decoder.bodyLimit = context.service.bodyLimit(for: head)
    let asksToContinue = head.expectsContinue && head.fits(decoder.bodyLimit)
    incoming = RequestExchange(
      head, peerAddress: stream.peerAddress, isSecure: stream.isSecure, connection: number)
    if asksToContinue { sendContinue() }
  }

  private func dispatch() {
    guard let exchange = incoming.take(), let request = exchange.begin(on: self) else { return }
    timer.rest()
    self.exchange = exchange
    if exchange.asksForWebSocket {
      context.service.upgrade(request, on: exchange)
    } else {
      context.service.respond(to: request, on: exchange)
    }
  }

  /// Pauses reading while the backlog is full or the peer takes no answers, and resumes it after.
  private func updateReading() {
    guard let stream else { return }
    let isFull =
      backlog.count >= context.configuration.backlogLimit
      || stream.pendingByteCount > context.configuration.outputHighMark
    guard isFull != isReadingPaused else { return }
    isReadingPaused = isFull
    if isFull { stream.pauseReading() } else { stream.resumeReading() }
  }
}

extension HTTPConnection {
  /// What the connection is waiting for.
  var phase: PhaseTimer.Phase {
    if exchange != nil { return .answering }
    if incoming != nil { return .body }
    return decoder.isReadingHead ? .head : .idle
  }

  /// Answers a request that cannot be read, then closes.
  func fail(_ error: HTTPError) {
    incoming = nil
    send(refusal: context.service.refusal(of: decoder.target, because: error))
    report(.request(error))
    end()
  }

  private func report(_ fault: ConnectionFault) {
    guard let stream else { return }
    context.service.connectionFailed(fault, peerAddress: stream.peerAddress)
  }

  /// Ends the connection once everything queued has been sent.
  func end() {
    let last = stream
    release()
    last?.close()
  }

  /// Cuts the connection.
  func abort() {
    let last = stream
    release()
    last?.abort()
  }

  /// The exchange has been answered.
  func answered(keepsAlive: Bool) {
    exchange = nil
    guard keepsAlive else { return end() }
    if !isProcessing { continueReading() }
  }

  /// Hands the stream over to a WebSocket, with what has already arrived for it.
  func becomeWebSocket(_ response: HTTPResponse) -> (any MessageStream)? {
    guard let stream, !peerHasFinished else {
      end()
      return nil
    }
    sendUpgrade(response)
    let successor = WebSocketConnection(stream: stream, context: context)
    self.successor = successor
    if isReadingPaused { stream.resumeReading() }
    release()
    if !isProcessing { handOver(rest: [UInt8]().span) }
    return successor
  }

  private func handOver(rest: Span<UInt8>) {
    guard let successor else { return }
    self.successor = nil
    let late = backlog.take()
    successor.hold(rest)
    successor.hold(late.bytes.span.extracting(late.start..<late.bytes.count))
  }

  private func release() {
    stopTimer()
    stream = nil
    exchange = nil
    incoming = nil
  }
}

extension RequestHead {
  fileprivate func fits(_ limit: Int) -> Bool {
    if case .length(let length) = body { length <= limit } else { true }
  }
}
