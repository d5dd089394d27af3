/// Whom a broadcast is for: rooms, or everybody when none is named, less some rooms.
///
/// A socket's id is the name of a room with that socket in it.
struct Audience {
  private(set) var rooms: [String] = []
  private(set) var excluded: [String] = []

  init(rooms: [String] = [], excluding excluded: [String] = []) {
    self.rooms = rooms
    self.excluded = excluded
  }

  mutating func add(_ room: String) { rooms.append(room) }
  mutating func exclude(_ room: String) { excluded.append(room) }

  /// Whether a socket in `memberships` is meant.
  func includes(_ memberships: [String]) -> Bool {
    (rooms.isEmpty || memberships.contains { rooms.contains($0) })
      && !memberships.contains { excluded.contains($0) }
  }
}
