import ElizaDomain
import ElizaModel
import HTTP1
import JSON
import OrderedCollections

/// The calls that show what there is at the moment.
enum WorldCalls {
  static var routes: [ControlRoute] {
    [
      ControlRoute(.get, "agents", "The agents and what they are at.") { call in
        let agents = call.subject.world.agents.values.map { agent(($0)) }
        call.answer(["agents": .array(agents)])
      },
      ControlRoute(.get, "sessions", "The chat sessions, in the order they were made.") { call in
        let world = call.subject.world
        let sessions = world.sessionsByCreation.map { session($0, at: world.clock.now) }
        call.answer(["sessions": .array(sessions)])
      },
      ControlRoute(
        .get, "rooms", "The channels and other rooms, with the sockets that are in them.",
        handler: rooms),
      ControlRoute(.get, "connections", "The sockets that are connected, with their rooms.") {
        call in
        call.answer(["connections": .array(call.subject.connections.map(connection))])
      },
    ]
  }

  private static func agent(_ agent: Agent) -> JSON {
    [
      "id": .string(agent.id), "name": .string(agent.name),
      "status": .string(agent.status.rawValue),
    ]
  }

  private static func session(_ session: Session, at now: Timestamp) -> JSON {
    [
      "id": .string(session.id), "room": .string(session.channelID),
      "agent": .string(session.agentID), "user": .string(session.userID),
      "createdAt": .string(session.createdAt.isoText),
      "lastActivity": .string(session.lastActivity.isoText),
      "expiresAt": .string(session.expiresAt.isoText),
      "timeRemainingMs": JSON(session.timeRemaining(at: now)),
      "isExpired": .bool(session.isExpired(at: now)),
    ]
  }

  private static func rooms(_ call: ControlCall) {
    let world = call.subject.world
    var sockets: [String: [JSON]] = [:]
    for connection in call.subject.connections {
      for room in connection.rooms { sockets[room, default: []].append(.string(connection.id)) }
    }
    var sessions: [String: String] = [:]
    for session in world.sessionsByCreation { sessions[session.channelID] = session.id }
    var rooms = world.channels.values.sorted { $0.sequence < $1.sequence }.map { channel in
      room(
        channel, session: sessions[channel.id], sockets: sockets.removeValue(forKey: channel.id))
    }
    rooms += sockets.sorted { $0.key < $1.key }.map { name, sockets in
      ["id": .string(name), "sockets": .array(sockets)]
    }
    call.answer(["rooms": .array(rooms)])
  }

  private static func room(_ channel: Channel, session: String?, sockets: [JSON]?) -> JSON {
    var room: JSONObject = [
      "id": .string(channel.id), "name": .string(channel.name), "type": .string(channel.type),
      "messageServer": .string(channel.messageServerID),
      "participants": .array(channel.participants.map(JSON.string)),
      "messages": JSON(channel.messages.count),
    ]
    room["session"] = session.map(JSON.string)
    room["sockets"] = .array(sockets ?? [])
    return .object(room)
  }

  private static func connection(_ connection: any ControlledConnection) -> JSON {
    var json: JSONObject = [
      "id": .string(connection.id), "engine": .string(connection.engineID),
      "transport": .string(connection.transport), "peer": .string(connection.peerAddress),
      "rooms": .array(connection.rooms.map(JSON.string)),
      "pendingBytes": JSON(connection.pendingByteCount),
    ]
    json["user"] = connection.userID.map(JSON.string)
    json["origin"] = connection.header("Origin").map(JSON.string)
    json["userAgent"] = connection.header("User-Agent").map(JSON.string)
    return .object(json)
  }
}
