import ElizaDomain
import JSON

/// An outlet that keeps who is in which room and what each socket has been sent.
final class RecordingOutlet: RealtimeOutlet {
  private(set) var rooms: [String: [String]] = [:]
  private var inboxes: [String: [JSON]] = [:]

  func emit(_ event: EncodedEvent, toRoom room: String, except socketID: String?) {
    for member in rooms[room] ?? [] where member != socketID { deliver(event, to: member) }
  }

  func emit(_ event: EncodedEvent, toSocket socketID: String) {
    deliver(event, to: socketID)
  }

  func join(socket socketID: String, room: String) {
    guard rooms[room]?.contains(socketID) != true else { return }
    rooms[room, default: []].append(socketID)
  }

  func leave(socket socketID: String, room: String) {
    rooms[room]?.removeAll { $0 == socketID }
  }

  /// The socket is gone, from every room.
  func drop(_ socketID: String) {
    for room in rooms.keys { leave(socket: socketID, room: room) }
  }

  /// Takes out what a socket was sent since the last call: arrays of name and argument.
  func take(_ socketID: String) -> [JSON] {
    inboxes.removeValue(forKey: socketID) ?? []
  }

  private func deliver(_ event: EncodedEvent, to socketID: String) {
    guard let value = try? JSON(parsing: event.bytes), value[0] == .string(event.name),
      value.serialized() == event.bytes
    else { preconditionFailure("\(event.name) is not compact JSON that begins with its name") }
    inboxes[socketID, default: []].append(value)
  }
}
