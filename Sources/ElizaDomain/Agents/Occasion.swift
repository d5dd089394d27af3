/// Something other than a message at which agents may do something.
public enum Occasion {
  /// A client has connected.
  case connected(socketID: String, entityID: String?)
  /// A client has joined a room.
  case joined(room: String, socketID: String, entityID: String?)
  /// A client has left a room or is gone.
  case left(room: String, socketID: String, entityID: String?)
  /// A session was made.
  case sessionCreated(Session)
  /// A session was ended or has expired.
  case sessionEnded(Session)
}
