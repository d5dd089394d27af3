import ElizaModel
import HTTP1
import JSON

/// `POST /channels`: a channel with a name and participants.
struct ChannelCreation {
  let world: World

  func create(_ call: Call) throws(Refusal) -> Answer {
    let body = try call.body(destructuring: "name")
    let server = try messageServer(body, call)
    let participants = participants(body)
    guard let name = body["name"], name.isTruthy, let participants else {
      throw .message(.badRequest, payloadComplaint)
    }
    try requireMessageServer(server, call)
    let channel = world.makeChannel(
      ChannelDraft(
        id: chosenID(body, call), messageServerID: server, name: MessageContent(name).text,
        type: body["type"].map { MessageContent($0).text } ?? "GROUP",
        topic: body["topic"]?.stringValue ?? body["description"]?.stringValue,
        metadata: StoredJSON(body["metadata"] ?? [:]), participants: participants))
    if world.profile.isLenient, body["participantCentralUserIds"] == nil {
      world.findings.note(.missingParticipants, connection: call.connection)
    }
    return answer(channel)
  }

  private func messageServer(_ body: JSON, _ call: Call) throws(Refusal) -> String {
    let id = MessageServerField(world: world).value(in: body, connection: call.connection)
    if let id, Identifier.isUUID(id) { return id }
    if !world.profile.isLenient, world.profile.release == .v1_4_2 {
      guard id == "0" else { throw .message(.badRequest, payloadComplaint) }
      return Identifier.defaultMessageServer
    }
    throw .message(.badRequest, "Invalid \(world.profile.messageServerKey) format")
  }

  /// The participants, or nil when the request does not say who they are in a valid way.
  private func participants(_ body: JSON) -> [String]? {
    if let list = body["participantCentralUserIds"] {
      guard let list = list.arrayValue else { return nil }
      let ids = list.compactMap(\.stringValue).filter(Identifier.isUUID)
      return ids.count == list.count ? ids : nil
    }
    guard world.profile.isLenient else { return nil }
    return ["userId", "agentId"].compactMap { body[$0]?.stringValue }
  }

  private func requireMessageServer(_ id: String, _ call: Call) throws(Refusal) {
    if world.profile.forbidsForeignMessageServers, id != Identifier.defaultMessageServer {
      throw .message(.forbidden, "Forbidden: server_id does not match current server")
    }
    guard world.hasMessageServer(makingIfAllowed: id, connection: call.connection) else {
      throw .message(
        .internalServerError, "Failed to create group channel",
        details: "Message server \(id) does not exist")
    }
  }

  private func chosenID(_ body: JSON, _ call: Call) -> String? {
    guard world.profile.isLenient, let id = body["id"]?.stringValue, Identifier.isUUID(id),
      world.channels[id] == nil
    else { return nil }
    world.findings.note(.chosenChannelID, connection: call.connection)
    return id
  }

  private var payloadComplaint: String {
    let server =
      world.profile.naming == .legacy
      ? "server_id (UUID or \"0\")" : "message_server_id (UUID)"
    return "Invalid payload. Required: name, \(server), participantCentralUserIds "
      + "(array of UUIDs). Optional: type, metadata."
  }

  /// Older creators look for `data.channel`, some for the id outside of `data`.
  private func answer(_ channel: Channel) -> Answer {
    let body = channel.publicBody
    guard world.profile.answersInEveryShape, var data = body.json.objectValue else {
      return .data(body, .created)
    }
    data["channel"] = body.json
    return .data(
      .object(data), .created,
      adding: ["id": .string(channel.id), "channelId": .string(channel.id)])
  }
}
