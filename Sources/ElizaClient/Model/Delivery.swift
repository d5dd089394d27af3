/// How far a message has come.
public enum Delivery: Hashable, Sendable {
  /// Written here; it leaves when the room is joined.
  case waiting
  /// On its way to the server.
  case sending
  /// The server has stored it.
  case sent
  /// It was not stored, or that could not be found out, for this reason; it may be retried, under the same id.
  case failed(String)
  /// The agent is still writing it.
  case streaming
  /// The agent broke off, or the connection did; the whole may still come.
  case interrupted
  /// It is whole.
  case received
}
