/// The sockets there are, for whoever speaks to some of them or loses them; implemented above the
/// Socket.IO server.
///
/// A socket that is gone is passed over.
public protocol RealtimeConnections: AnyObject {
  /// Sends an event to one socket.
  func emit(_ event: EncodedEvent, toSocket id: String)

  /// Sends an event to every socket.
  func emitToAll(_ event: EncodedEvent)

  /// The sockets in a room, in the order they joined.
  func sockets(inRoom room: String) -> [String]

  /// Loses a socket's connection once what was sent to it has reached it; false when there is no such socket.
  @discardableResult
  func lose(_ loss: ConnectionLoss, socket id: String) -> Bool
}
