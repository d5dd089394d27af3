import ElizaDomain
import SocketIOServer

/// Carries what the world says into the rooms of a namespace.
final class NamespaceOutlet: RealtimeOutlet {
  private let namespace: Namespace
  private let log: EventLog

  init(_ namespace: Namespace, log: EventLog) {
    self.namespace = namespace
    self.log = log
  }

  func emit(_ event: ElizaDomain.EncodedEvent, toRoom room: String, except socketID: String?) {
    namespace.emit(.init(encoded: event.bytes), to: room, except: socketID)
  }

  func emit(_ event: ElizaDomain.EncodedEvent, toSocket socketID: String) {
    namespace.socket(socketID)?.emit(.init(encoded: event.bytes))
  }

  func join(socket socketID: String, room: String) {
    guard let socket = namespace.socket(socketID), !socket.isIn(room) else { return }
    socket.join(room)
    log.joined(socketID, room: room)
  }

  func leave(socket socketID: String, room: String) {
    guard let socket = namespace.socket(socketID), socket.isIn(room) else { return }
    socket.leave(room)
    log.left(socketID, room: room)
  }
}
