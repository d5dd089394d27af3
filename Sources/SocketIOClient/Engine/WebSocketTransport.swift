import EngineIO
import HTTP1
import HostInterface
import TLS
import WebSocket

/// WebSocket: one packet a message (Engine.IO 4, "WebSocket").
final class WebSocketTransport: EngineTransport {
  private enum State {
    case dialing(Dial?)
    case shaking(any ByteStream)
    case open(any ByteStream)
    case closed
  }

  /// Bytes that may wait in the stream before the transport takes no more.
  private static let highMark = 262_144

  var handler: (any EngineTransportHandler)?
  let kind = Transport.webSocket

  private let configuration: EngineConfiguration
  private let sid: String?
  private let handshake: ClientHandshake
  private var state = State.dialing(nil)
  private var response = ResponseDecoder()
  private var head: ResponseHead?
  private var refusalBody: [UInt8] = []
  private var assembler: MessageAssembler
  private var buffer: [UInt8] = []

  /// Joins the session `sid`, or opens one when it is nil.
  init(_ configuration: EngineConfiguration, sid: String?) {
    self.configuration = configuration
    self.sid = sid
    var random = configuration.random
    handshake = ClientHandshake(random: &random)
    assembler = MessageAssembler(
      role: .client, messageLimit: configuration.options.messageLimit)
  }

  var isWritable: Bool {
    guard case .open(let stream) = state else { return false }
    return stream.pendingByteCount <= Self.highMark
  }

  func open() {
    let dial = configuration.dialer.dial(configuration.address) { [self] result in
      switch result {
      case .success(let stream): dialed(stream)
      case .failure(let error): end(error)
      }
    }
    if case .dialing = state { state = .dialing(dial) }
  }

  func send(_ packets: [Packet]) {
    guard case .open(let stream) = state else { return }
    for packet in packets {
      write(packet.isBinary ? .binary : .text, packet.bytes.span, to: stream)
    }
    if isWritable { handler?.transportDrained(self) }
  }

  func close() {
    guard case .open(let stream) = state else { return abort() }
    closeInOrder(stream, .normal)
  }

  func abort() {
    let last = state
    finish()
    switch last {
    case .dialing(let dial): dial?.cancel()
    case .shaking(let stream), .open(let stream): stream.abort()
    case .closed: break
    }
  }

  private func dialed(_ stream: any ByteStream) {
    guard case .dialing = state else { return stream.abort() }
    state = .shaking(stream)
    stream.handler = self
    let request = handshake.request(
      target: configuration.target(.webSocket, sid: sid), host: configuration.address.authority,
      headers: configuration.options.extraHeaders)
    var bytes: [UInt8] = []
    RequestEncoder().append(request, to: &bytes)
    stream.send(bytes.span)
  }

  private func closeInOrder(_ stream: any ByteStream, _ code: CloseCode) {
    var frame: [UInt8] = []
    FrameEncoder.appendClose(code, mask: drawMask(), to: &frame)
    stream.send(frame.span)
    finish()
    stream.close()
  }

  private func write(_ opcode: Opcode, _ payload: Span<UInt8>, to stream: any ByteStream) {
    var frame: [UInt8] = []
    FrameEncoder.append(opcode, payload, mask: drawMask(), to: &frame)
    stream.send(frame.span)
  }

  private func drawMask() -> MaskingKey {
    MaskingKey(UInt32(truncatingIfNeeded: configuration.random.next()))
  }

  /// Tells the handler, once, that the transport is of no use any more.
  private func end(_ error: TransportError) {
    if case .closed = state { return }
    let last = handler
    finish()
    last?.transport(self, endedWith: error)
  }

  private func finish() {
    state = .closed
    handler = nil
  }
}

extension WebSocketTransport: ByteStreamHandler {
  func bytesReceived(_ bytes: Span<UInt8>) {
    var position = 0
    if case .shaking(let stream) = state { readAnswer(bytes, &position, on: stream) }
    if case .open(let stream) = state { readMessages(bytes, &position, on: stream) }
  }

  func endOfStream() {
    switch state {
    case .shaking(let stream), .open(let stream): stream.close()
    case .dialing, .closed: break
    }
    end(.lost("closed by the server"))
  }

  func outboxDrained() {
    if isWritable { handler?.transportDrained(self) }
  }

  func streamClosed(_ reason: StreamCloseReason) {
    end(.lost(reason.words))
  }

  private func readAnswer(
    _ bytes: Span<UInt8>, _ position: inout Int, on stream: any ByteStream
  ) {
    do throws(HTTPError) {
      while case .shaking = state, let event = try response.next(in: bytes, at: &position) {
        switch event {
        case .head(let head): self.head = head
        case .body(let range):
          let part = bytes.extracting(range)
          for index in part.indices { refusalBody.append(part[index]) }
        case .end: judge(on: stream)
        }
      }
    } catch {
      stream.abort()
      end(.malformed("\(error)"))
    }
  }

  private func judge(on stream: any ByteStream) {
    guard let head, head.status.code == 101 || head.status.code >= 200 else { return }
    do throws(HandshakeError) {
      try handshake.check(head, sha1: Digest.sha1)
      state = .open(stream)
      handler?.transportOpened(self)
    } catch {
      stream.close()
      guard case .refused(let status) = error else { return end(.malformed(error.description)) }
      end(Fetch.Reply(status: status, headers: [:], body: refusalBody).refusal)
    }
  }

  private func readMessages(
    _ bytes: Span<UInt8>, _ position: inout Int, on stream: any ByteStream
  ) {
    do throws(FrameError) {
      while case .open = state,
        let event = try assembler.next(in: bytes, at: &position, buffer: &buffer)
      {
        take(event, on: stream)
      }
    } catch {
      fail(error.closeCode, "\(error)", on: stream)
    }
  }

  private func take(_ event: MessageAssembler.Event, on stream: any ByteStream) {
    switch event {
    case .text(let text):
      receive(text.span, on: stream)
      buffer = text
    case .binary(let bytes):
      handler?.transport(self, receivedBinary: bytes.span)
      buffer = bytes
    case .ping(let payload): write(.pong, payload.span, to: stream)
    case .pong: break
    case .close(let code, _):
      let last = handler
      closeInOrder(stream, code)
      last?.transport(self, endedWith: .webSocketClosed(code.rawValue))
    }
  }

  private func receive(_ text: Span<UInt8>, on stream: any ByteStream) {
    do throws(PacketError) {
      let type = try Packet.type(of: text)
      handler?.transport(self, received: type, payload: text.extracting(1..<text.count))
    } catch {
      fail(.policyViolation, error.description, on: stream)
    }
  }

  private func fail(_ code: CloseCode, _ rule: String, on stream: any ByteStream) {
    let last = handler
    closeInOrder(stream, code)
    last?.transport(self, endedWith: .malformed(rule))
  }
}
