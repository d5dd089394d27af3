import ElizaDomain
import JSON

/// An outlet that keeps who is in which room and what each socket has been sent.
final class RecordingOutlet: RealtimeOutlet {
  fileprivate(set) var rooms: [String: [String]] = [:]
  private var inboxes: [String: [JSON]] = [:]
  /// Whom each event went to, in the order in which they went.
  private(set) var addressees: [String] = []

  func emit(_ event: EncodedEvent, toRoom room: String, except socket: (any RealtimeSocket)?) {
    for member in rooms[room] ?? [] where member != socket?.id { deliver(event, to: member) }
  }

  /// A socket of this id, in no room.
  func socket(_ id: String) -> any RealtimeSocket {
    RecordingSocket(id: id, outlet: self)
  }

  /// The socket is gone, from every room.
  func drop(_ socketID: String) {
    for room in rooms.keys { rooms[room]?.removeAll { $0 == socketID } }
  }

  /// Takes out what a socket was sent since the last call: arrays of name and argument.
  func take(_ socketID: String) -> [JSON] {
    inboxes.removeValue(forKey: socketID) ?? []
  }

  fileprivate func deliver(_ event: EncodedEvent, to socketID: String) {
    guard let value = try? JSON(parsing: event.bytes), value[0] == .string(event.name),
      value.serialized() == event.bytes
    else { preconditionFailure("\(event.name) is not compact JSON that begins with its name") }
    inboxes[socketID, default: []].append(value)
    addressees.append(socketID)
  }
}

private final class RecordingSocket: RealtimeSocket {
  let id: String
  private let outlet: RecordingOutlet

  init(id: String, outlet: RecordingOutlet) {
    self.id = id
    self.outlet = outlet
  }

  func emit(_ event: EncodedEvent) {
    outlet.deliver(event, to: id)
  }

  func join(_ room: String) {
    guard outlet.rooms[room]?.contains(id) != true else { return }
    outlet.rooms[room, default: []].append(id)
  }

  func leave(_ room: String) {
    outlet.rooms[room]?.removeAll { $0 == id }
  }
}
