import EngineIO
import HTTP1
import TLS
import WebSocket

/// WebSocket, client role.
final class WebSocketTransport: EngineTransport {
  var onPacket: ((PacketType, [UInt8]) -> Void)?
  var onDrain: (() -> Void)?
  var onClosed: ((String) -> Void)?
  /// The opening handshake is complete.
  var onOpen: (() -> Void)?
  private(set) var isWritable = false

  private let http: HTTPClient
  private let chance: Chance
  private let sid: String?
  private let end: ClientEnd
  private let handshake: ClientHandshake
  private var response = ResponseDecoder()
  private var answer: ResponseHead?
  private var head: ResponseHead?
  private var assembler = MessageAssembler(role: .client, messageLimit: 1 << 20)
  private var buffer: [UInt8] = []
  private var isClosed = false

  init(_ http: HTTPClient, sid: String?, chance: Chance) {
    self.http = http
    self.sid = sid
    self.chance = chance
    var random = RandomDraws(chance: chance)
    handshake = ClientHandshake(random: &random)
    end = http.network.dial(from: http.device)
  }

  func open() {
    end.onBytes = { [self] in received($0) }
    end.onEnd = { [self] in lost("closed without a close frame") }
    end.onFailure = { [self] in lost("reset") }
    let query = "EIO=4&transport=websocket" + (sid.map { "&sid=\($0)" } ?? "")
    var bytes: [UInt8] = []
    RequestEncoder().append(
      handshake.request(target: "/socket.io/?\(query)", host: "localhost:3000"), to: &bytes)
    end.send(bytes)
  }

  func send(_ packets: [Packet]) {
    for packet in packets { send(packet.isBinary ? .binary : .text, packet.bytes) }
    onDrain?()
  }

  func close() {
    guard !isClosed else { return }
    var frame: [UInt8] = []
    FrameEncoder.appendClose(.normal, mask: mask(), to: &frame)
    end.send(frame)
    finish()
    end.close()
  }

  func drop() {
    guard !isClosed else { return }
    finish()
    end.reset()
  }

  /// Is gone from one moment to the next.
  func vanish() {
    finish()
    end.vanish()
  }

  private func send(_ opcode: Opcode, _ payload: [UInt8]) {
    var frame: [UInt8] = []
    let cut = chance.happens(0.1) ? chance.int(0...payload.count) : payload.count
    let first = Array(payload[..<cut])
    FrameEncoder.append(
      opcode, first.span, isFinal: cut == payload.count, mask: mask(), to: &frame)
    if cut < payload.count {
      let rest = Array(payload[cut...])
      FrameEncoder.append(.continuation, rest.span, mask: mask(), to: &frame)
    }
    end.send(frame)
  }

  private func mask() -> MaskingKey { MaskingKey(UInt32(truncatingIfNeeded: chance.next())) }

  private func received(_ bytes: [UInt8]) {
    var position = 0
    do {
      if head == nil { try readHandshake(bytes, &position) }
      guard head != nil else { return }
      while !isClosed,
        let event = try assembler.next(in: bytes.span, at: &position, buffer: &buffer)
      {
        take(event)
      }
    } catch {
      http.onViolation?("a WebSocket that is none: \(error)")
      end.close()
      lost("violation")
    }
  }

  private func readHandshake(_ bytes: [UInt8], _ position: inout Int) throws {
    while head == nil, let event = try response.next(in: bytes.span, at: &position) {
      switch event {
      case .head(let head): answer = head
      case .body: break
      case .end: try finishHandshake()
      }
      guard !isClosed else { return }
    }
  }

  private func finishHandshake() throws {
    guard let answer, answer.status.code == 101 else {
      end.close()
      return lost("refused with \(answer?.status.code ?? 0)")
    }
    try handshake.check(answer, sha1: Digest.sha1)
    head = answer
    isWritable = true
    onOpen?()
  }

  private func take(_ event: MessageAssembler.Event) {
    switch event {
    case .text(let text):
      guard let type = text.first.flatMap(PacketType.init(rawValue:)) else {
        http.onViolation?("an Engine.IO packet that is none")
        return
      }
      onPacket?(type, Array(text.dropFirst()))
    case .binary: http.onViolation?("an unexpected binary message")
    case .ping(let payload): send(.pong, payload)
    case .pong: break
    case .close(let code, _): closed(code)
    }
  }

  private func closed(_ code: CloseCode) {
    var frame: [UInt8] = []
    FrameEncoder.appendClose(code, mask: mask(), to: &frame)
    end.send(frame)
    end.close()
    lost("close frame \(code.rawValue)")
  }

  private func lost(_ reason: String) {
    guard !isClosed else { return }
    let tell = onClosed
    finish()
    end.close()
    tell?(reason)
  }

  private func finish() {
    isClosed = true
    isWritable = false
    onPacket = nil
    onDrain = nil
    onClosed = nil
    onOpen = nil
  }
}

/// Lends draws to what wants a generator.
private struct RandomDraws: RandomNumberGenerator {
  let chance: Chance

  mutating func next() -> UInt64 { chance.next() }
}
