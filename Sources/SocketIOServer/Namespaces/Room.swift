/// The sockets that were put into one room, in an array that a broadcast runs through.
///
/// A member knows its place in the socket's list and a membership its place in the room's, so that
/// entering and leaving move one element at most.
final class Room {
  let name: String
  private(set) var members: ContiguousArray<Member> = []

  init(_ name: String) {
    self.name = name
  }

  func add(_ socket: Socket) {
    members.append(Member(socket: socket, slot: socket.memberships.count))
    socket.memberships.append(Membership(room: self, position: members.count - 1))
  }

  /// Takes out the socket whose membership is at `slot` of its list.
  func remove(_ socket: Socket, at slot: Int) {
    let position = socket.memberships[slot].position
    let last = members.removeLast()
    if position < members.count {
      members[position] = last
      last.socket.memberships[last.slot].position = position
    }
    let moved = socket.memberships.removeLast()
    if slot < socket.memberships.count {
      socket.memberships[slot] = moved
      moved.room.members[moved.position].slot = slot
    }
  }
}

/// A socket as its room sees it.
struct Member {
  let socket: Socket
  /// Where the room stands in the socket's list.
  var slot: Int
}

/// A room as one of its sockets sees it.
struct Membership {
  let room: Room
  /// Where the socket stands in the room's list.
  var position: Int
}
