import ElizaModel
import JSON

/// What an agent did, seen from its side: ids are derived from those of the world.
struct AgentView {
  let agent: Agent
  let world: World
  /// Derives ids.
  let sha1: (Span<UInt8>) -> [UInt8]

  /// The runs of the agent, newest first.
  var runs: [Run] { world.chronicle.runs(of: agent.id) }

  /// The agent's id for something of the world.
  func id(for base: String) -> String {
    Identifier.derived(from: base, forAgent: agent.id, sha1: sha1)
  }

  /// The author of the message a run is about; up to 1.6.4 users have ids of their own for each agent.
  func entityID(_ run: Run) -> String {
    world.profile.derivesEntities ? id(for: run.message.authorID) : run.message.authorID
  }

  /// Everything the agent remembers, newest first.
  var memories: [(run: Run, place: Int, body: MemoryBody)] {
    runs.flatMap { run in
      run.memories.indices.reversed().map { (run, $0, memory(run.memories[$0], of: run)) }
    }
  }

  private func memory(_ memory: RunMemory, of run: Run) -> MemoryBody {
    var body =
      switch memory.origin {
      case .heard(let message): heard(message, run, at: memory.createdAt)
      case .said(let reply, let id): said(reply, id, run, at: memory.createdAt)
      }
    let changes = memory.changes?.value
    if let content = changes?["content"] { body.content = content }
    if let metadata = changes?["metadata"] { body.metadata = metadata }
    return body
  }

  private func heard(_ message: StoredMessage, _ run: Run, at moment: Timestamp) -> MemoryBody {
    var content: JSONObject = ["text": message.content.value]
    content["source"] = message.sourceType.map(JSON.string)
    content["channelType"] = message.sentMetadata("channelType").map(JSON.string)
    content["attachments"] = message.rawMessage?["attachments"]
    content["inReplyTo"] = message.inReplyTo.map { .string(id(for: $0)) }
    return MemoryBody(
      id: id(for: message.id), createdAt: moment, content: .object(content),
      entityID: entityID(run), agentID: agent.id, roomID: id(for: run.channelID),
      metadata: .object(metadata(message, run)))
  }

  private func metadata(_ message: StoredMessage, _ run: Run) -> JSONObject {
    let name = run.senderName ?? "User-\(message.authorID.prefix(8))"
    var raw = message.rawMessage?.objectValue ?? [:]
    raw["senderId"] = .string(message.authorID)
    raw["senderName"] = .string(name)
    var metadata: JSONObject = ["type": "message"]
    metadata["source"] = message.sourceType.map(JSON.string)
    metadata["sourceId"] = .string(message.id)
    metadata["raw"] = .object(raw)
    if world.profile.hasRuns, case .parts(_, let sent) = message.body {
      metadata.merge(sent?.value)
    }
    return metadata
  }

  private func said(
    _ reply: AgentReply, _ id: String, _ run: Run, at moment: Timestamp
  ) -> MemoryBody {
    var content: JSONObject = ["text": .string(reply.text)]
    content["thought"] = reply.thought.map(JSON.string)
    content["actions"] = .array(reply.actions.map(JSON.string))
    content["providers"] = []
    if !reply.attachments.isEmpty { content["attachments"] = .array(reply.attachments) }
    content["simple"] = true
    content["inReplyTo"] = .string(self.id(for: run.message.id))
    if world.profile.streamsChunks { content["responseId"] = .string(id) }
    return MemoryBody(
      id: id, createdAt: moment, content: .object(content), entityID: agent.id,
      agentID: agent.id, roomID: self.id(for: run.channelID))
  }

  /// The rooms of the agent: its own, those in which it worked, oldest first, and those made for it.
  var rooms: [AgentRoom] {
    guard world.profile.hasRuns else { return world.chronicle.rooms(of: agent.id) }
    var rooms = world.profile.release >= .v1_7_2 ? [ownRoom] : []
    var seen: Set<String> = []
    for run in runs.reversed() where seen.insert(run.channelID).inserted { rooms.append(room(run)) }
    return rooms + world.chronicle.rooms(of: agent.id)
  }

  private var ownRoom: AgentRoom {
    AgentRoom(
      id: agent.id, agentID: agent.id, name: agent.name, channelID: agent.id,
      messageServerID: agent.id, worldID: agent.id, worldName: "\(agent.name)'s World",
      type: "SELF", source: "elizaos", metadata: nil, createdAt: agent.createdAt)
  }

  /// Real agents take the kind from the message, and name the room after the channel's id.
  private func room(_ run: Run) -> AgentRoom {
    AgentRoom(
      id: id(for: run.channelID), agentID: agent.id, name: "Channel \(run.channelID.prefix(8))",
      channelID: run.channelID, messageServerID: run.messageServerID,
      worldID: id(for: run.messageServerID), worldName: "Server \(run.messageServerID.prefix(8))",
      type: run.message.sentMetadata("channelType") ?? "GROUP",
      source: run.message.sourceType ?? "unknown", metadata: nil, createdAt: run.startedAt)
  }
}
