import ElizaDomain
import ElizaModel
import JSON
import Testing

@Suite struct RetentionTests {
  /// What a message counts beside its text.
  private static let overhead = 256

  private func world(_ configure: (inout Retention) -> Void) -> World {
    var retention = Retention()
    configure(&retention)
    return World.testing(retention: retention)
  }

  private func session(_ world: World, metadata: JSON = [:]) -> Session {
    world.makeSession(
      SessionDraft(
        agentID: "b850bc30-45f8-0041-a00a-83df46d8555d", userID: "user",
        metadata: StoredJSON(metadata))
    ) { _ in nil }
  }

  @Test func `messages go when their bytes are too many`() {
    let world = world { $0.messageBytes = 3 * Self.overhead + 30 }
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "GROUP"))
    for text in ["0123456789", "1123456789", "2123456789"] { world.say(text, in: channel) }
    #expect(channel.messages.count == 3)
    let last = world.say("3", in: channel)
    #expect(channel.messages.count == 3)
    #expect(channel.messages[0].content.text == "1123456789")
    var change = MessageChange()
    change.content = .text(String(repeating: "x", count: 20))
    world.updateMessage(last.id, change)
    #expect(channel.messages.count == 2)
    let tooLong = world.say(String(repeating: "y", count: 3 * Self.overhead), in: channel)
    #expect(channel.messages.count == 1)
    #expect(channel.messages.last == tooLong)
    let small = world.say("small", in: channel)
    #expect(channel.messages.count == 1)
    #expect(channel.messages.last == small)
  }

  @Test func `what is deleted or cleared no longer counts`() {
    let world = world { $0.messageBytes = 2 * Self.overhead + 20 }
    let channel = world.makeChannel(ChannelDraft(name: "c", type: "GROUP"))
    for _ in 0..<10 {
      let message = world.say("0123456789", in: channel)
      world.say("0123456789", in: channel)
      world.deleteMessage(message.id, from: channel)
      world.clear(channel)
    }
    world.say("0123456789", in: channel)
    world.say("0123456789", in: channel)
    #expect(channel.messages.count == 2)
  }

  @Test func `the oldest channel goes, with its messages`() {
    let world = world { $0.channels = 2 }
    let channels = (0..<2).map { world.makeChannel(ChannelDraft(name: "\($0)", type: "GROUP")) }
    let message = world.say("hello", in: channels[0])
    let newest = world.makeChannel(ChannelDraft(name: "2", type: "GROUP"))
    #expect(Set(world.channels.values.map(\.id)) == [channels[1].id, newest.id])
    #expect(channels[0].isDeleted)
    #expect(world.message(message.id) == nil)
  }

  @Test func `channels that were deleted do not push others out`() {
    let world = world { $0.channels = 2 }
    let first = world.makeChannel(ChannelDraft(name: "first", type: "GROUP"))
    for _ in 0..<1_000 {
      world.delete(world.makeChannel(ChannelDraft(name: "short-lived", type: "GROUP")))
    }
    #expect(world.channels.values.map(\.id) == [first.id])
  }

  @Test func `channels go when what is attached to them is too much`() {
    let world = world { $0.metadataBytes = 1_000 }
    let big = StoredJSON(.string(String(repeating: "x", count: 400)))
    for index in 0..<10 {
      world.makeChannel(ChannelDraft(name: "\(index)", type: "GROUP", metadata: big))
    }
    #expect(world.channels.count == 2)
    let small = world.makeChannel(ChannelDraft(name: "small", type: "GROUP"))
    world.update(
      small, name: nil, metadata: StoredJSON(.string(String(repeating: "x", count: 990))),
      participants: nil)
    #expect(world.channels.values.map(\.id) == [small.id])
  }

  @Test func `a direct channel that is gone is made anew`() {
    let world = world { $0.channels = 1 }
    func direct() -> Channel {
      world.directChannel(
        between: "a", and: "b", messageServerID: Identifier.defaultMessageServer
      ) { _, _ in ChannelDraft(name: "dm", type: "DM") }
    }
    let first = direct()
    #expect(direct() === first)
    world.makeChannel(ChannelDraft(name: "other", type: "GROUP"))
    #expect(direct() !== first)
  }

  @Test func `the oldest session goes`() {
    let world = world { $0.sessions = 2 }
    let sessions = (0..<3).map { _ in session(world) }
    #expect(world.sessionsByCreation.map(\.id) == sessions.dropFirst().map(\.id))
    world.deleteSession(sessions[1].id)
    _ = session(world)
    #expect(world.sessions[sessions[2].id] != nil)
  }

  @Test func `sessions go when their metadata is too much`() {
    let world = world { $0.metadataBytes = 1_000 }
    for _ in 0..<10 {
      _ = session(world, metadata: ["x": .string("\(String(repeating: "x", count: 400))")])
    }
    #expect(world.sessions.count == 2)
  }

  @Test func `agents, message servers and participants are not taken without end`() {
    let world = world {
      $0.agents = 3
      $0.messageServers = 3
      $0.participants = 3
    }
    let ids = (0..<10).map { "\($0)0000000-0000-4000-8000-000000000000" }
    let agents = ids.filter { world.agentMakingIfAllowed($0, connection: "c") != nil }
    #expect(agents.count == 2, "there was one already")
    let servers = ids.filter { world.hasMessageServer(makingIfAllowed: $0, connection: "c") }
    #expect(servers.count == 2, "the default one counts")
    let channel = world.makeChannel(
      ChannelDraft(name: "c", type: "GROUP", participants: (0..<10).map(String.init)))
    #expect(channel.participants.count == 3)
    #expect(!world.add(participant: "another", to: channel))
    world.update(channel, name: nil, metadata: nil, participants: (0..<10).map(String.init))
    #expect(channel.participants.count == 3)
    #expect(world.remove(participant: "0", from: channel))
    #expect(world.add(participant: "another", to: channel))
  }
}
