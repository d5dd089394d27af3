/// One message on its way out, to however many rooms and sockets it goes, and what goes wrong with it.
///
/// The world hands it over once for each: the room, other names of the room, and the sender, who gets a
/// copy of its own. They share one fate.
final class FaultEmission {
  let name: String
  let id: String?
  /// The first destination; events keep their order by it.
  let lane: String
  let passage: FaultPassage
  /// What outsiders get of it, when they do: what the first destination gets.
  var leaked: SocketEvent?
  /// What a stream had brought before this piece of it.
  var partialText: String?
  /// All destinations.
  private(set) var keys: [String]

  init(_ name: String, id: String?, to destination: FaultDestination, _ passage: FaultPassage) {
    self.name = name
    self.id = id
    self.passage = passage
    lane = destination.key
    keys = [destination.key]
  }

  /// One socket's part of a message that goes to others too.
  init(_ message: FaultEmission, for socket: String, _ passage: FaultPassage) {
    name = message.name
    id = message.id
    self.passage = passage
    lane = socket
    partialText = message.partialText
    keys = message.keys + [socket]
  }

  /// Whether the same message goes to one more destination; takes it in then.
  func takesIn(_ name: String, id: String?, to destination: FaultDestination) -> Bool {
    guard name == self.name, id != nil, id == self.id, !keys.contains(destination.key) else {
      return false
    }
    keys.append(destination.key)
    return true
  }
}
