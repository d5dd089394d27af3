import SocketIOServer

@testable import MockServer
@testable import SocketIOServer

/// What must be true of the server's memory at every moment between two turns.
struct Structure {
  let site: Site
  let network: Network
  let ledger: Ledger

  /// Checks everything.
  func check() {
    for namespace in site.realtime.server.namespaces { check(namespace) }
    for session in site.realtime.server.engine.sessions where session.isClosed {
      ledger.fail("the session \(session.id) is closed and not forgotten")
    }
    if site.realtime.server.engine.sessions.count > network.linkCount {
      ledger.fail("there are more sessions than there were connections")
    }
  }

  private func check(_ namespace: Namespace) {
    guard namespace.members.count == namespace.socketsByID.count else {
      return ledger.fail("sockets are counted in two ways")
    }
    for (position, socket) in namespace.members.enumerated() {
      if socket.position != position { ledger.fail("\(socket.id) is not where it should be") }
      if !socket.isConnected { ledger.fail("\(socket.id) has ended and is not forgotten") }
      if site.realtime.server.engine.session(socket.session.id) !== socket.session {
        ledger.fail("\(socket.id) has no session")
      }
    }
    for room in namespace.rooms.values { check(room, in: namespace) }
  }

  private func check(_ room: Room, in namespace: Namespace) {
    if room.members.isEmpty { ledger.fail("the room \(room.name) has no members") }
    for (position, member) in room.members.enumerated() {
      let membership = member.socket.memberships[member.slot]
      if membership.room !== room || membership.position != position {
        ledger.fail("\(member.socket.id) and the room \(room.name) do not know each other")
      }
      if namespace.socketsByID[member.socket.id] !== member.socket {
        ledger.fail("the room \(room.name) keeps \(member.socket.id), which is gone")
      }
    }
  }
}
