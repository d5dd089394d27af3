import ElizaDomain
import JSON
import SocketIO
import SocketIOServer

/// A live socket that plays one of a recording.
final class ReplayedSocket {
  let number: Int
  let socket: Socket
  /// How events reach it, faults and journal included.
  let outlet: ConnectedSocket
  /// The namespace it is in.
  var namespace: String { socket.namespace.name }
  /// Its place in the scripted world, which answers what nothing recorded fits; nil where nobody does.
  var scripted: (connection: SocketConnection, ear: QuietSocket)?
  /// The most acknowledgements that one socket can wait for; older ones are forgotten.
  private static let acknowledgementLimit = 1_000

  /// The acknowledgements it waits for.
  private var acknowledgements: [Int: Acknowledgement] = [:]
  private var count = 0

  init(_ number: Int, _ socket: Socket, _ outlet: ConnectedSocket) {
    self.number = number
    self.socket = socket
    self.outlet = outlet
  }

  /// Keeps the duty to acknowledge under a number of its own.
  func keep(_ acknowledgement: Acknowledgement?) -> Int? {
    guard let acknowledgement else { return nil }
    count += 1
    acknowledgements[count] = acknowledgement
    acknowledgements[count - ReplayedSocket.acknowledgementLimit] = nil
    return count
  }

  /// The duty kept under a number, once.
  func takeAcknowledgement(_ number: Int) -> Acknowledgement? {
    acknowledgements.removeValue(forKey: number)
  }

  /// Acknowledges the event whose duty is kept under a number.
  func acknowledge(_ number: Int, _ arguments: [JSON], _ attachments: [[UInt8]]) {
    guard let acknowledgement = takeAcknowledgement(number) else { return }
    outlet.noteAcknowledgement(JSON.array(arguments).serialized())
    let bytes = Arguments(contentsOf: arguments).bytes
    acknowledgement.send(bytes.span, attachments: attachments)
  }

  /// Emits an event; `awaited` hears what the client acknowledges it with, if it ever does.
  func emit(
    _ name: String, _ arguments: [JSON], _ attachments: [[UInt8]], awaited: AwaitedAnswer?
  ) {
    let bytes = JSON.array([.string(name)] + arguments).serialized()
    outlet.emit(
      DepartingEvent(name: name, bytes: bytes, attachments: attachments, awaited: awaited))
  }

  /// Leaves an event to the scripted world.
  func script(_ event: JSONDocument, _ acknowledgement: Acknowledgement?) {
    guard let acknowledgement else { scripted?.connection.received(event); return }
    scripted?.connection.received(event) { array in
      acknowledgement.send(Array(array.dropFirst().dropLast()).span)
    }
  }

  /// Follows a recorded join in the scripted world, so that its agents are heard there later.
  func joinQuietly(_ event: JSONDocument) {
    guard let scripted, FaultDriver.isJoin(event) else { return }
    scripted.ear.isHeard = false
    scripted.connection.received(event)
    scripted.ear.isHeard = true
  }
}
