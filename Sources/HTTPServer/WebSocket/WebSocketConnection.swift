import Bytes
public import HostInterface
import WebSocket

/// One WebSocket of a server, over the stream its opening handshake came through.
///
/// It answers pings, checks every rule of RFC 6455 and closes with the code it prescribes. At rest it
/// keeps no buffer: a message that arrives whole passes through one that all connections share.
public final class WebSocketConnection: MessageStream, ByteStreamHandler {
  /// Who is told about messages and the end.
  ///
  /// What arrives before it is set is kept; it is delivered in a later turn of the loop.
  public var handler: (any MessageStreamHandler)? {
    get { receiver }
    set {
      receiver = newValue
      if receiver != nil { scheduleHeld() }
    }
  }

  // Apart from its public face, since access to what only this file can reach needs no check at run
  // time.
  private var receiver: (any MessageStreamHandler)?

  private let context: ServerContext
  private var stream: (any ByteStream)?
  /// What stands before the stream while nothing comes or goes.
  private var silence: SilencedStream?
  // Unchecked, since two accesses can never overlap: the assembler calls nobody back.
  @exclusivity(unchecked) private var assembler: MessageAssembler
  private var closing = ClosingMachine()
  private var held: [UInt8] = []
  private var timer: ScheduledTask?
  private var latePong: [UInt8]?
  private var isReadingPaused = false
  private var isReported = false

  /// Becomes the handler of a stream whose opening handshake is complete.
  init(stream: any ByteStream, context: ServerContext) {
    self.stream = stream
    self.context = context
    unsafe assembler = MessageAssembler(
      role: .server, messageLimit: context.configuration.messageLimit)
    stream.handler = self
  }

  /// Bytes accepted by the send calls that the kernel has not taken yet.
  public var pendingByteCount: Int {
    guard let stream else { return 0 }
    return stream.pendingByteCount
  }

  /// Sends one text message; `bytes` must be valid UTF-8.
  public func send(text bytes: Span<UInt8>) {
    guard closing.maySend else { return }
    sendFrame(.text, bytes)
  }

  /// Sends one text message that is in two pieces.
  public func send(text head: Span<UInt8>, _ rest: Span<UInt8>) {
    guard closing.maySend else { return }
    sendFrame(.text, head, rest)
  }

  /// Sends one binary message.
  public func send(binary bytes: Span<UInt8>) {
    guard closing.maySend else { return }
    sendFrame(.binary, bytes)
  }

  /// Sends a message that many streams send: it is framed once and kept by reference.
  public func send(_ message: SharedMessage) {
    guard closing.maySend else { return }
    guard let stream else { return }
    let opcode: Opcode = message.isText ? .text : .binary
    stream.send(
      shared: message.frame { payload in
        var bytes: [UInt8] = []
        FrameEncoder.append(opcode, payload, to: &bytes)
        return bytes
      })
  }

  /// Starts the closing handshake; `code` as in RFC 6455 §7.4.
  ///
  /// The reason is cut to 123 bytes. A peer that does not answer is cut off after
  /// `ServerConfiguration.closeTimeout`.
  public func close(code: UInt16, reason: String) {
    perform(step { $0.closeRequested(CloseCode(rawValue: code)) }, reason: reason)
  }

  /// Cuts the connection without a closing handshake.
  public func abort() {
    stream?.abort()
  }

  /// Neither reads nor writes from now on, while the connection stays open.
  public func fallSilent() {
    guard silence == nil, let stream else { return }
    let silenced = SilencedStream(
      stream, inputLimit: context.configuration.backlogLimit, scheduler: context.scheduler)
    silence = silenced
    self.stream = silenced
  }

  /// Ends the silence: what both sides sent meanwhile arrives.
  ///
  /// When this side has closed the WebSocket meanwhile, its peer sees a reset.
  public func endSilence() {
    guard let silenced = silence.take(), let stream = silenced.resume() else { return }
    self.stream = stream
    silenced.deliverInput(to: self)
  }

  /// Takes what has arrived; kept as long as nobody can be told.
  public func bytesReceived(_ bytes: Span<UInt8>) {
    guard receiver != nil || !closing.maySend, held.isEmpty else { return hold(bytes) }
    read(bytes)
  }

  /// The peer sends no more, with or without a close frame.
  public func endOfStream() {
    if receiver != nil { readHeld() }
    step { $0.connectionLost() }
    report()
    stream?.close()
  }

  /// Answers the last ping that came while the peer took no answers, and reads on.
  public func outboxDrained() {
    if let payload = latePong {
      latePong = nil
      sendPong(payload)
    }
    updateReading()
  }

  /// The stream is gone.
  public func streamClosed(_ reason: StreamCloseReason) {
    if let fault = ConnectionFault(reason) { report(fault) }
    stream = nil
    if let timer { context.scheduler.cancel(timer) }
    timer = nil
    step { $0.connectionLost() }
    report()
  }

  /// Keeps bytes until the handler can be told.
  func hold(_ bytes: Span<UInt8>) {
    guard !bytes.isEmpty else { return }
    let isFirst = held.isEmpty
    held.append(contentsOf: bytes)
    if isFirst, receiver != nil { scheduleHeld() }
    updateReading()
  }
}

extension WebSocketConnection {
  private func scheduleHeld() {
    guard !held.isEmpty else { return }
    _ = context.scheduler.schedule(after: .zero) { self.readHeld() }
  }

  private func readHeld() {
    guard !held.isEmpty else { return }
    var bytes: [UInt8] = []
    swap(&bytes, &held)
    read(bytes.span)
    updateReading()
  }

  private func read(_ bytes: Span<UInt8>) {
    var buffer = context.takeMessageBuffer()
    var position = 0
    do throws(FrameError) {
      while position < bytes.count, !closing.isClosed,
        let event = try unsafe assembler.next(in: bytes, at: &position, buffer: &buffer)
      {
        handle(event, &buffer)
      }
    } catch {
      report(.webSocket(error))
      perform(step { $0.failed(error.closeCode) }, reason: "")
      report()
    }
    context.giveMessageBuffer(&buffer)
    updateReading()
  }

  /// Acts on an event and puts the buffer of its message back.
  private func handle(_ event: consuming MessageAssembler.Event, _ buffer: inout [UInt8]) {
    switch consume event {
    case .text(let payload):
      if closing.mayReceive { receiver?.textReceived(payload.span) }
      buffer = payload
    case .binary(let payload):
      if closing.mayReceive { receiver?.binaryReceived(payload.span) }
      buffer = payload
    case .ping(let payload): answerPing(payload)
    case .pong: break
    case .close(let code, _):
      perform(step { $0.closeReceived(code) }, reason: "")
      report()
    }
  }

  /// Takes a step of the closing handshake, on a copy of the machine that is put back.
  ///
  /// Were the machine changed where it lies, by code of another module, each look at it would have to
  /// be checked at run time, and every message looks.
  private func step<Result>(_ body: (inout ClosingMachine) -> Result) -> Result {
    var machine = closing
    defer { closing = machine }
    return body(&machine)
  }

  private func perform(_ action: ClosingMachine.Action, reason: String) {
    switch action {
    case .none: break
    case .sendClose(let code):
      sendClose(code, reason: reason)
      timer = context.scheduler.schedule(after: context.configuration.closeTimeout) {
        self.timer = nil
        self.perform(self.step { $0.timedOut() }, reason: "")
      }
    case .sendCloseAndEnd(let code):
      sendClose(code, reason: reason)
      stream?.close()
    case .end: stream?.close()
    case .abort: stream?.abort()
    }
  }

  private func report(_ fault: ConnectionFault) {
    guard let stream else { return }
    context.service.connectionFailed(fault, peerAddress: stream.peerAddress)
  }

  /// Tells the handler, once, that nothing more will come.
  private func report() {
    guard !isReported else { return }
    isReported = true
    let last = receiver
    receiver = nil
    last?.messageStreamClosed(code: closing.code.rawValue)
  }

  /// Pauses reading while the peer does not take what it is sent, or nobody listens yet.
  private func updateReading() {
    guard let stream else { return }
    let isFull =
      stream.pendingByteCount > context.configuration.outputHighMark
      || held.count >= context.configuration.backlogLimit
    guard isFull != isReadingPaused else { return }
    isReadingPaused = isFull
    if isFull { stream.pauseReading() } else { stream.resumeReading() }
  }
}

extension WebSocketConnection {
  /// Payloads up to this many bytes are copied behind their header and sent in one piece.
  private static let copyLimit = 4_096

  private func sendFrame(_ opcode: Opcode, _ payload: Span<UInt8>) {
    sendFrame(opcode, payload.extracting(0..<0), payload)
  }

  private func sendFrame(_ opcode: Opcode, _ head: Span<UInt8>, _ rest: Span<UInt8>) {
    guard let stream else { return }
    var output = context.takeOutputBuffer()
    if rest.count <= WebSocketConnection.copyLimit {
      FrameEncoder.append(opcode, head, rest, to: &output)
      stream.send(output.span)
    } else {
      FrameEncoder.append(opcode, head, totalLength: head.count &+ rest.count, to: &output)
      stream.send(output.span)
      stream.send(rest)
    }
    context.giveOutputBuffer(&output)
  }

  private func sendClose(_ code: CloseCode, reason: String) {
    var output = context.takeOutputBuffer()
    FrameEncoder.appendClose(code, reason: reason, to: &output)
    stream?.send(output.span)
    context.giveOutputBuffer(&output)
  }

  /// Answers a ping; while much output is pending only the last one, later (RFC 6455 §5.5.3).
  private func answerPing(_ payload: [UInt8]) {
    guard pendingByteCount <= context.configuration.outputHighMark else {
      latePong = payload
      return
    }
    sendPong(payload)
  }

  private func sendPong(_ payload: [UInt8]) {
    guard closing.maySend else { return }
    sendFrame(.pong, payload.span)
  }
}
