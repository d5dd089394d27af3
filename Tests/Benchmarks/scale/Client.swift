import ElizaDomain
import SocketIOServer

/// A socket as the domain sees it.
final class Client: RealtimeSocket {
  let socket: Socket

  init(_ socket: Socket) {
    self.socket = socket
  }

  var id: String { socket.id }

  func emit(_ event: ElizaDomain.EncodedEvent) { socket.emit(.init(encoded: event.bytes)) }

  func join(_ room: String) { socket.join(room) }

  func leave(_ room: String) { socket.leave(room) }
}
