/// Where the domain hands events to rooms of sockets; implemented above the Socket.IO server.
public protocol RealtimeOutlet: AnyObject {
  /// Sends an event to every socket in a room but one; rooms are named by channel id.
  func emit(_ event: EncodedEvent, toRoom room: String, except socket: (any RealtimeSocket)?)
}

/// One connected socket; what it is asked to do once it is gone has no effect.
public protocol RealtimeSocket: AnyObject {
  /// The socket's id in its namespace.
  var id: String { get }

  /// Sends it an event.
  func emit(_ event: EncodedEvent)

  /// Puts it into a room; harmless when it is there already.
  func join(_ room: String)

  /// Takes it out of a room.
  func leave(_ room: String)
}
