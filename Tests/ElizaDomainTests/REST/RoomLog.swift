import ElizaDomain

/// A `RealtimeOutlet` without sockets: remembers what went to which room.
final class RoomLog: RealtimeOutlet {
  /// What was emitted, in order.
  private(set) var emitted: [(room: String, event: EncodedEvent)] = []

  func emit(_ event: EncodedEvent, toRoom room: String, except socket: (any RealtimeSocket)?) {
    emitted.append((room, event))
  }

  /// The names of the events, in order.
  var names: [String] { emitted.map(\.event.name) }

  /// The last event as it stands on the wire.
  var lastText: String {
    String(decoding: emitted.last?.event.bytes ?? [], as: UTF8.self)
  }
}
