import ElizaDomain
import SocketIOServer

/// Carries what the world says into the rooms of a namespace.
final class Outlet: RealtimeOutlet {
  private let namespace: Namespace

  init(_ namespace: Namespace) {
    self.namespace = namespace
  }

  func emit(
    _ event: ElizaDomain.EncodedEvent, toRoom room: String, except socket: (any RealtimeSocket)?
  ) {
    let excluded = (socket as? Client)?.socket
    namespace.emit(.init(encoded: event.bytes), to: room, except: excluded)
  }
}
