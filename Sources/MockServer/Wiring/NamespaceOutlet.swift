import ControlAPI
import ElizaDomain
import SocketIOServer

/// Carries what the world says into the rooms of a namespace and to its sockets.
final class NamespaceOutlet: RealtimeOutlet {
  /// Whom events are left to while an overlay is on.
  let faults = FaultSwitch()

  private let namespace: Namespace
  private let journal: Journal

  init(_ namespace: Namespace, journal: Journal) {
    self.namespace = namespace
    self.journal = journal
  }

  func emit(
    _ event: ElizaDomain.EncodedEvent, toRoom room: String, except socket: (any RealtimeSocket)?
  ) {
    let excluded = (socket as? ConnectedSocket)?.socket
    if let driver = faults.driver {
      journal.record(event.bytes, sentToRoom: room, reach: namespace.to(room).sockets.count)
      return driver.emit(event, toRoom: room, except: excluded)
    }
    let reach = namespace.emit(.init(encoded: event.bytes), to: room, except: excluded)
    journal.record(
      event.bytes, sentToRoom: room, reach: excluded == nil ? reach : max(reach &- 1, 0))
  }
}

extension NamespaceOutlet: RealtimeConnections {
  func emit(_ event: ElizaDomain.EncodedEvent, toSocket id: String) {
    journal.record(event.bytes, sentTo: id)
    guard let socket = namespace.socket(id) else { return }
    if let driver = faults.driver { return driver.emit(DepartingEvent(event), to: socket) }
    socket.emit(.init(encoded: event.bytes))
  }

  func emitToAll(_ event: ElizaDomain.EncodedEvent) {
    guard faults.driver == nil else {
      return namespace.sockets.map(\.id).sorted().forEach { emit(event, toSocket: $0) }
    }
    namespace.emit(.init(encoded: event.bytes))
    journal.record(event.bytes, sentToRoom: "*", reach: namespace.sockets.count)
  }

  func sockets(inRoom room: String) -> [String] {
    namespace.sockets.filter { $0.isIn(room) }.map(\.id).sorted()
  }

  @discardableResult
  func lose(_ loss: ConnectionLoss, socket id: String) -> Bool {
    guard let socket = namespace.socket(id) else { return false }
    socket.loseAfterDelivery(Loss(loss))
    return true
  }
}
