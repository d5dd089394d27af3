/// Who gets an event that an agent's plan sends.
public enum EventAudience: Hashable, Sendable {
  /// Everybody in the room.
  case room
  /// The socket the message came by; nobody when it came by HTTP.
  case socket
  /// Every socket.
  case all
}
