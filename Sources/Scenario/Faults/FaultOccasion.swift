/// Something that comes to pass, and at which something may go wrong.
public enum FaultOccasion {
  /// An event is on its way; its author is asked for only when a fault wants to know.
  case event(name: String, EventPattern.Direction, author: () -> EventPattern.Author?)
  /// Something in the life of a connection.
  case lifecycle(Lifecycle)
  /// A request has arrived: its method and its path, still percent-encoded.
  case request(method: String, path: String)
  /// The moment of a fault has come.
  case moment(overlay: String, fault: String)
}
