import ElizaModel
import HTTP1
import JSON

extension Person {
  /// Makes the place, or waits until somebody has.
  func prepare() {
    guard !hasGone else { return }
    if place.channelID != nil, place.origin != .session || place.sessionID != nil {
      return arrived()
    }
    guard !place.isBeingCreated else {
      return clock.after(.milliseconds(500)) { self.prepare() }
    }
    place.isBeingCreated = true
    place.origin == .session ? createSession() : createChannel()
  }

  /// Joins the room by the names this person uses.
  func join() {
    for name in roomNames {
      let payload: JSON = [
        "channelId": .string(name), "roomId": .string(name), "entityId": .string(userID),
      ]
      note("joins \(name)")
      socket?.emit("message", ["type": 1, "payload": payload])
    }
  }

  /// A room is joined by one of its names.
  func joined(_ room: String, _ record: SocketRecord) {
    guard let channelID = place.channelID, roomNames.contains(room) else {
      return fail("joined \(room), which it has not asked for")
    }
    joined.insert(room)
    let stay = record.stay(in: channelID)
    if stay == nil {
      record.entered(.init(channelID: channelID, names: currentNames))
    } else {
      stay?.names = currentNames
    }
    guard joined.count == roomNames.count else { return }
    note("is in the room")
    entered()
  }

  /// The name by which messages are sent.
  var sendName: String { roomNames.last ?? "" }

  private var roomNames: [String] {
    let channel = place.channelID ?? ""
    guard let session = place.sessionID else { return [channel] }
    return switch traits.joinName {
    case .channel: [channel]
    case .session: [session]
    case .both: [channel, session]
    }
  }

  private var currentNames: SocketRecord.Names {
    let channel = place.channelID ?? ""
    guard let session = place.sessionID, joined.contains(session) else {
      return .init(channel: channel, room: channel)
    }
    return .init(channel: joined.contains(channel) ? channel : session, room: session)
  }

  private func createSession() {
    let body: JSON = ["agentId": .string(place.agentIDs[0]), "userId": .string(userID)]
    note("creates a session")
    let fetch = http.fetch(.post, "/api/messaging/sessions", body: body.serialized()) { [self] in
      created($0) { json in
        guard let id = json["sessionId"]?.stringValue, let channel = json["channelId"]?.stringValue
        else { return false }
        (place.sessionID, place.channelID) = (id, channel)
        return true
      }
    }
    clock.after(.seconds(10)) { fetch.cancel() }
  }

  private func createChannel() {
    let participants = [userID] + place.agentIDs
    let body: JSON = [
      "name": "a channel", "type": "GROUP", "metadata": [:],
      "server_id": .string(Identifier.defaultMessageServer),
      "message_server_id": .string(Identifier.defaultMessageServer),
      "participantCentralUserIds": .array(participants.map(JSON.string)),
    ]
    note("creates a channel")
    let fetch = http.fetch(.post, simulation.channelsPath, body: body.serialized()) { [self] in
      created($0) { json in
        guard let id = json.at("data.id")?.stringValue else { return false }
        place.channelID = id
        return true
      }
    }
    clock.after(.seconds(10)) { fetch.cancel() }
  }

  /// Ends a session that nobody else has open: its id would name another channel for them.
  func deleteSession() {
    guard let id = place.sessionID, place.visitorCount == 1 else { return }
    http.fetch(.delete, "/api/messaging/sessions/\(id)") { _ in }
  }

  private func created(
    _ result: Result<Fetch.Reply, Fetch.Failure>, _ read: (JSON) -> Bool
  ) {
    guard case .success(let reply) = result else {
      place.isBeingCreated = false
      return clock.after(.seconds(1)) { self.prepare() }
    }
    guard reply.status == 201, let json = try? JSON(parsing: reply.body), read(json) else {
      return fail(
        "creation answered \(reply.status) \(String(decoding: reply.body, as: UTF8.self))")
    }
    note("place \(place.channelID ?? "") session \(place.sessionID ?? "none")")
    arrived()
  }
}
