public import JSON
public import SocketIO

/// An event about to go to many sockets: whom it is for, then what it is.
///
/// ```swift
/// namespace.to("channel").except(socket.id).emit("messageBroadcast", message)
/// ```
public struct Broadcast {
  private let namespace: Namespace
  private var audience = Audience()
  private var isVolatile = false

  init(namespace: Namespace) {
    self.namespace = namespace
  }

  /// The same, for the sockets in `room` too; without any room it is for everybody.
  public func to(_ room: String) -> Broadcast {
    var copy = self
    copy.audience.add(room)
    return copy
  }

  /// The same, but not for the sockets in `room`; a socket's id names the room of that socket alone.
  public func except(_ room: String) -> Broadcast {
    var copy = self
    copy.audience.exclude(room)
    return copy
  }

  /// The same, left out for sockets that it could not reach at once.
  public var volatile: Broadcast {
    var copy = self
    copy.isVolatile = true
    return copy
  }

  /// Sends an event that is already encoded.
  public func emit(_ event: EncodedEvent) {
    namespace.send(event, to: audience, isVolatile: isVolatile)
  }

  /// Sends an event with `arguments`.
  public func emit(_ name: String, _ arguments: Arguments) {
    emit(EncodedEvent(name, arguments))
  }

  /// Sends an event with `values`.
  public func emit(_ name: String, _ values: JSON...) {
    emit(name, Arguments(contentsOf: values))
  }

  /// The sockets it is for, in no order.
  public var sockets: [Socket] { namespace.sockets(in: audience) }

  /// Puts all of them into a room.
  public func join(_ room: String) {
    for socket in sockets { socket.join(room) }
  }

  /// Takes all of them out of a room.
  public func leave(_ room: String) {
    for socket in sockets { socket.leave(room) }
  }

  /// Puts all of them out of the namespace.
  public func disconnect(closingConnections: Bool = false) {
    for socket in sockets { socket.disconnect(closingConnection: closingConnections) }
  }
}
