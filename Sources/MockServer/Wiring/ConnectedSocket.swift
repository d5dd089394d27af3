import ControlAPI
import ElizaDomain
import SocketIOServer

/// A socket of a namespace as the world knows it.
final class ConnectedSocket: RealtimeSocket {
  let socket: Socket
  private let faults: FaultSwitch
  private let log: EventLog
  private let journal: Journal

  init(_ socket: Socket, faults: FaultSwitch, log: EventLog, journal: Journal) {
    self.socket = socket
    self.faults = faults
    self.log = log
    self.journal = journal
  }

  var id: String { socket.id }

  func emit(_ event: ElizaDomain.EncodedEvent) {
    journal.record(.sentToSocket(id, event.bytes))
    if let driver = faults.driver { return driver.emit(event, to: socket) }
    socket.emit(.init(encoded: event.bytes))
  }

  /// Notes an event, an array, that goes out in another way.
  func noteEmission(_ array: [UInt8]) { journal.record(.sentToSocket(id, array)) }

  /// Notes what an event of its client was acknowledged with, an array.
  func noteAcknowledgement(_ array: [UInt8]) {
    journal.record(.acknowledged(socket: id, array))
  }

  func join(_ room: String) {
    guard socket.isConnected, !socket.isIn(room) else { return }
    socket.join(room)
    log.joined(id, room: room)
    journal.record(.joined(socket: id, room: room))
  }

  func leave(_ room: String) {
    guard socket.isIn(room) else { return }
    socket.leave(room)
    log.left(id, room: room)
    journal.record(.left(socket: id, room: room))
  }
}
