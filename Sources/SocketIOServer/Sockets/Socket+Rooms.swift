extension Socket {
  /// The rooms the socket is in, its own first.
  public var rooms: [String] {
    [id] + memberships.map(\.room.name)
  }

  /// Puts the socket into a room; harmless when it is there already.
  ///
  /// O(rooms of the socket).
  public func join(_ room: String) {
    guard isConnected else { return }
    namespace.join(self, room)
  }

  /// Takes the socket out of a room; it cannot leave its own.
  ///
  /// O(rooms of the socket).
  public func leave(_ room: String) {
    namespace.leave(self, room)
  }

  /// Whether the socket is in a room.
  ///
  /// O(rooms of the socket).
  public func isIn(_ room: String) -> Bool {
    room == id || memberships.contains { $0.room.name == room }
  }

  /// Everybody in `room` but this socket.
  public func to(_ room: String) -> Broadcast {
    namespace.to(room).except(id)
  }

  /// Everybody in the namespace but this socket.
  public var broadcast: Broadcast {
    Broadcast(namespace: namespace).except(id)
  }
}
