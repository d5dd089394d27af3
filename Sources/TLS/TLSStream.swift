import Bytes
public import HostInterface

/// A byte stream inside TLS: plain bytes above, records on the stream it wraps below.
///
/// What is sent before the handshake is over waits for it. A peer that breaks the protocol gets the
/// alert, then the stream ends with `.tls`. The wrapped stream's end without a close_notify is told as
/// an end of stream, like the orderly one: what travels here knows its own length.
public final class TLSStream: ByteStream {
  private enum Phase {
    case handshake
    case open
    case closed
  }

  /// Plain bytes that may wait for the handshake.
  private static let waitingLimit = 1_048_576

  /// Who is told about plain bytes and the end.
  public var handler: (any ByteStreamHandler)?

  private let transport: any ByteStream
  private let engine: TLSEngine
  private let scheduler: any Scheduler
  private let plainHTTPReply: [UInt8]
  private var phase = Phase.handshake
  private var waiting: [UInt8] = []
  private var isCloseRequested = false
  private var isReadingPaused = false
  private var isReading = false
  private var hasPeerEnded = false
  private var isEndTold = false
  private var failure: String?
  private var handshakeTask: ScheduledTask?
  private var resumeTask: ScheduledTask?

  /// Wraps a freshly opened stream and becomes its handler; set `handler` before control returns to
  /// the loop.
  ///
  /// A client names the host it wants in `serverName`. A handshake that takes longer than
  /// `handshakeTimeout` ends the stream. Throws `TLSError` when memory has run out.
  public init(
    over transport: any ByteStream, context: TLSContext, scheduler: any Scheduler,
    serverName: String? = nil, handshakeTimeout: Duration = .seconds(10)
  ) throws(TLSError) {
    self.transport = transport
    self.scheduler = scheduler
    plainHTTPReply = context.plainHTTPReply
    engine = try TLSEngine(context: context, serverName: serverName)
    transport.handler = self
    handshakeTask = scheduler.schedule(after: handshakeTimeout) { [unowned self] in
      fail(TLSEngine.Failure(message: "the handshake timed out", isPlainHTTP: false))
    }
    // A client speaks first.
    if case .client = context.role { advance() }
  }

  /// The peer's address without port.
  public var peerAddress: String { transport.peerAddress }

  /// Always true.
  public var isSecure: Bool { true }

  /// Plain bytes that wait for the handshake and encrypted ones that wait for the peer.
  public var pendingByteCount: Int { transport.pendingByteCount + waiting.count }

  /// The protocol version agreed on, such as `TLSv1.3`.
  public var version: String { engine.version }

  /// The protocol agreed on by ALPN; empty for none.
  public var applicationProtocol: String { engine.applicationProtocol }

  /// Encrypts and queues `bytes`; ignored once the stream is closing.
  public func send(_ bytes: Span<UInt8>) {
    guard !isCloseRequested, !bytes.isEmpty else { return }
    switch phase {
    case .closed: break
    case .open: encrypt(bytes)
    case .handshake:
      guard waiting.count <= Self.waitingLimit else { return abort() }
      waiting.append(contentsOf: bytes)
    }
  }

  /// Encrypts and queues `bytes`; every stream has keys of its own, so nothing can be shared.
  public func send(shared bytes: consuming [UInt8]) {
    send(bytes.span)
  }

  /// Sends what is queued and a close_notify, then closes.
  public func close() {
    guard phase != .closed, !isCloseRequested else { return }
    isCloseRequested = true
    if phase == .open || waiting.isEmpty { finish() }
  }

  /// Closes at once and drops what is queued.
  public func abort() {
    phase = .closed
    transport.abort()
  }

  /// Stops reading and decrypting.
  public func pauseReading() {
    isReadingPaused = true
    transport.pauseReading()
  }

  /// Goes on with what has arrived, at the next turn, and reads again.
  public func resumeReading() {
    guard isReadingPaused else { return }
    isReadingPaused = false
    transport.resumeReading()
    guard resumeTask == nil else { return }
    resumeTask = scheduler.schedule(after: .zero) { [unowned self] in
      resumeTask = nil
      advance()
    }
  }
}

@available(*, unavailable)
extension TLSStream: Sendable {}

extension TLSStream: ByteStreamHandler {
  /// Takes records, or parts of them, from the wrapped stream.
  public func bytesReceived(_ bytes: Span<UInt8>) {
    guard phase != .closed else { return }
    var start = 0
    // In pieces, so that the memory a connection keeps for input stays that of a record or two.
    while start < bytes.count {
      let end = min(start + TLSEngine.recordLimit, bytes.count)
      engine.feed(bytes.extracting(start..<end))
      start = end
      advance()
    }
  }

  /// Takes the wrapped stream's end; one in the middle of the handshake ends this stream.
  public func endOfStream() {
    hasPeerEnded = true
    if phase == .handshake { finish() } else { advance() }
  }

  /// Passes on that the wrapped stream's outbox has drained.
  public func outboxDrained() {
    handler?.outboxDrained()
  }

  /// Passes on the end, with TLS's own reason when there is one.
  public func streamClosed(_ reason: StreamCloseReason) {
    phase = .closed
    cancelTasks()
    let last = handler
    handler = nil
    last?.streamClosed(failure.map(StreamCloseReason.tls) ?? reason)
  }
}

extension TLSStream {
  /// Does what can be done with the input there is.
  private func advance() {
    if phase == .handshake { shakeHands() }
    // A handler that resumes, or plays its peer, inside a call-back gets its turn in the outer call.
    guard phase == .open, !isReading else { return }
    isReading = true
    read()
    isReading = false
  }

  private func shakeHands() {
    let step = engine.shakeHands()
    switch step {
    case .done: established()
    case .needsInput: sendOutput()
    case .ended: finish()
    case .failed(let failure): fail(failure)
    }
  }

  private func established() {
    phase = .open
    if let handshakeTask { scheduler.cancel(handshakeTask) }
    handshakeTask = nil
    sendOutput()
    let early = waiting
    waiting = []
    if !early.isEmpty { encrypt(early.span) }
    if isCloseRequested { finish() }
  }

  private func read() {
    while phase == .open, !isReadingPaused, !isCloseRequested {
      switch engine.read({ handler?.bytesReceived($0) }) {
      case .done: continue
      case .needsInput:
        sendOutput()
        if hasPeerEnded { tellEnd() }
        return
      case .ended: return tellEnd()
      case .failed(let failure): return fail(failure)
      }
    }
  }

  private func tellEnd() {
    guard !isEndTold else { return }
    isEndTold = true
    if let handler { handler.endOfStream() } else { close() }
  }

  private func encrypt(_ bytes: Span<UInt8>) {
    guard bytes.count > TLSEngine.recordLimit else {
      guard write(bytes) else { return }
      return sendOutput()
    }
    // The wrapped stream bounds what waits before a piece, not the piece: what is sent as one stays one.
    var records: [UInt8] = []
    records.reserveCapacity(bytes.count + bytes.count / 64)
    var start = 0
    while start < bytes.count {
      let end = min(start + TLSEngine.recordLimit, bytes.count)
      guard write(bytes.extracting(start..<end)) else { return }
      engine.takeOutput { records.append(contentsOf: $0) }
      start = end
    }
    transport.send(shared: records)
  }

  /// Encrypts one record; false when that has failed and the stream is over.
  private func write(_ bytes: Span<UInt8>) -> Bool {
    guard case .failed(let failure) = engine.write(bytes) else { return true }
    fail(failure)
    return false
  }

  private func sendOutput() {
    engine.takeOutput { transport.send($0) }
  }

  private func finish() {
    phase = .closed
    engine.sayGoodbye()
    sendOutput()
    transport.close()
  }

  /// Lets the alert out, then closes; the handler hears why when the wrapped stream is gone.
  private func fail(_ failure: TLSEngine.Failure) {
    guard phase != .closed else { return }
    phase = .closed
    self.failure = failure.message
    if failure.isPlainHTTP, !plainHTTPReply.isEmpty {
      transport.send(shared: plainHTTPReply)
    } else {
      sendOutput()
    }
    transport.close()
  }

  private func cancelTasks() {
    for task in [handshakeTask, resumeTask] {
      if let task { scheduler.cancel(task) }
    }
    handshakeTask = nil
    resumeTask = nil
  }
}
