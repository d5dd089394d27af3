import ElizaDomain
import SocketIOServer

/// Carries what the world says into the rooms of a namespace and to its sockets.
final class NamespaceOutlet: RealtimeOutlet {
  private let namespace: Namespace

  init(_ namespace: Namespace) {
    self.namespace = namespace
  }

  func emit(
    _ event: ElizaDomain.EncodedEvent, toRoom room: String, except socket: (any RealtimeSocket)?
  ) {
    let excluded = (socket as? ConnectedSocket)?.socket
    namespace.emit(.init(encoded: event.bytes), to: room, except: excluded)
  }
}

extension NamespaceOutlet: RealtimeConnections {
  func emit(_ event: ElizaDomain.EncodedEvent, toSocket id: String) {
    namespace.socket(id)?.emit(.init(encoded: event.bytes))
  }

  func emitToAll(_ event: ElizaDomain.EncodedEvent) {
    namespace.emit(.init(encoded: event.bytes))
  }

  func sockets(inRoom room: String) -> [String] {
    namespace.sockets.filter { $0.isIn(room) }.map(\.id).sorted()
  }

  @discardableResult
  func lose(_ loss: ConnectionLoss, socket id: String) -> Bool {
    guard let socket = namespace.socket(id) else { return false }
    socket.lose(Loss(loss))
    return true
  }
}

extension Loss {
  fileprivate init(_ loss: ConnectionLoss) {
    switch loss {
    case .kick: self = .kick
    case .close: self = .close
    case .reset: self = .reset
    case .silent: self = .silent
    case .ping: self = .ping
    }
  }
}
