import Bytes
import JSON
import SocketIO
import TestSupport

/// A Socket.IO client in the main namespace, over one engine session.
final class SocketClient {
  /// The namespace is joined; told the socket id.
  var onConnect: ((String) -> Void)?
  /// An event has arrived: its name and its first argument.
  var onEvent: ((String, JSON) -> Void)?
  /// The connection is over, for a reason that is not this client's wish.
  var onDisconnect: ((String) -> Void)?
  /// The server broke Socket.IO.
  var onViolation: ((String) -> Void)?

  let engine: EngineClient
  private(set) var isConnected = false
  private let auth: JSON
  private var decoder = PacketDecoder()
  private var document = JSONDocument()
  private var acknowledgements = AcknowledgementTable<(JSON) -> Void>()

  init(_ engine: EngineClient, auth: JSON) {
    self.engine = engine
    self.auth = auth
    engine.onOpen = { engine.send(Array("0".utf8) + auth.serialized()) }
    engine.onMessage = { [self] in received($0) }
    engine.onClosed = { [self] in closed($0) }
  }

  func open() { engine.open() }

  /// Emits an event; `acknowledged` wants the server's answer.
  func emit(_ name: String, _ argument: JSON, acknowledged: ((JSON) -> Void)? = nil) {
    guard isConnected else { return }
    var packet: [UInt8] = []
    PacketEncoder.appendHeader(
      .event, namespace: "/",
      acknowledgementID: acknowledged.flatMap { acknowledgements.add($0, limit: 1_024) },
      to: &packet)
    let arguments = argument.serialized()
    PacketEncoder.appendEvent(name, arguments: arguments.span, to: &packet)
    engine.send(packet)
  }

  /// Leaves the namespace, then the server.
  func close() {
    engine.send(Array("1".utf8))
    forget()
    engine.close()
  }

  func drop() {
    forget()
    engine.drop()
  }

  func vanish() {
    forget()
    engine.vanish()
  }

  private func received(_ text: [UInt8]) {
    do throws(PacketError) {
      guard let packet = try decoder.textReceived(text.span, into: &document) else { return }
      take(packet)
    } catch {
      onViolation?("a packet that is none: \(error)")
    }
  }

  private func take(_ packet: DecodedPacket) {
    let first = document.element(0, of: document.root)
    switch packet.type {
    case .connect: connected()
    case .event:
      let name = first.flatMap(document.string) ?? ""
      let argument = document.element(1, of: document.root).map(document.value) ?? .null
      onEvent?(name, argument)
    case .acknowledgement:
      let answer = first.map(document.value) ?? .null
      guard let id = packet.acknowledgementID, let waiter = acknowledgements.remove(id) else {
        onViolation?("an acknowledgement that nobody waits for")
        return
      }
      waiter(answer)
    case .disconnect: closed("put out")
    default: onViolation?("a packet of type \(packet.type)")
    }
  }

  private func connected() {
    guard !isConnected, let sid = document.member("sid", of: document.root).flatMap(document.string)
    else {
      onViolation?("a wrong CONNECT")
      return
    }
    isConnected = true
    onConnect?(sid)
  }

  private func closed(_ reason: String) {
    let tell = onDisconnect
    forget()
    engine.drop()
    tell?(reason)
  }

  private func forget() {
    isConnected = false
    acknowledgements = AcknowledgementTable()
    onConnect = nil
    onEvent = nil
    onDisconnect = nil
  }
}
