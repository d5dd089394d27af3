/// Where the domain hands events to sockets; implemented above the Socket.IO server.
///
/// Rooms are named by channel id. A socket that is gone is passed over in silence.
public protocol RealtimeOutlet: AnyObject {
  /// Sends an event to every socket in a room but one.
  func emit(_ event: EncodedEvent, toRoom room: String, except socketID: String?)

  /// Sends an event to one socket.
  func emit(_ event: EncodedEvent, toSocket socketID: String)

  /// Puts a socket into a room; harmless when it is there already.
  func join(socket socketID: String, room: String)

  /// Takes a socket out of a room.
  func leave(socket socketID: String, room: String)
}
