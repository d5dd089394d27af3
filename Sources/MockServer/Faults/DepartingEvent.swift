import ElizaDomain
import SocketIOServer

/// An event on its way to clients, before anything goes wrong with it.
struct DepartingEvent {
  let name: String
  /// A JSON array of the name and the arguments.
  let bytes: [UInt8]
  var attachments: [[UInt8]] = []
  /// Who waits for the client's acknowledgement; only of an event for one socket.
  var awaited: AwaitedAnswer?

  /// The event as it is sent when these damages befall it.
  func encoded(_ damages: [FaultDamage] = []) -> SocketEvent {
    SocketEvent(
      encoded: damages.reduce(bytes) { $1.apply(to: $0) }, attachments: attachments)
  }
}

extension DepartingEvent {
  /// An event of the world.
  init(_ event: ElizaDomain.EncodedEvent) {
    self.init(name: event.name, bytes: event.bytes)
  }
}
