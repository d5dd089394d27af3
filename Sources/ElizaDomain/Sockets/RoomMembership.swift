/// How one socket has joined one channel.
struct RoomMembership {
  /// The names by which it joined.
  var names: SessionRooms.Names

  /// The session whose channel it is, once the socket has used that name.
  var sessionID: String?
}
