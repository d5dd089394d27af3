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
    journal.record(event.bytes, sentTo: socket.id)
    if let driver = faults.driver { return driver.emit(DepartingEvent(event), to: socket) }
    socket.emit(.init(encoded: event.bytes))
  }

  /// Sends an event, attachments and the wish for an acknowledgement included.
  func emit(_ event: DepartingEvent) {
    journal.record(event.bytes, sentTo: id)
    if let driver = faults.driver { return driver.emit(event, to: socket) }
    guard let awaited = event.awaited else { return socket.emit(event.encoded()) }
    awaited.send(event.encoded(), to: socket)
  }

  /// Notes what an event of its client was acknowledged with, an array.
  func noteAcknowledgement(_ array: [UInt8]) {
    journal.record(array, acknowledgedTo: id)
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
