import ElizaDomain
import ElizaModel
import JSON
import Testing

@Suite struct MessageIntakeTests {
  private func submission(
    room: String, server: String = Identifier.defaultMessageServer,
    opening: ChannelOpening = ChannelOpening(maker: ChannelOpening.socketMaker)
  ) -> MessageSubmission {
    MessageSubmission(
      room: room, messageServerID: server, opening: opening,
      draft: MessageDraft(
        authorID: .ann, content: .text("hi"), body: .parts(raw: nil, metadata: nil)),
      connection: "s1")
  }

  @Test func opensAGroupForAnUnknownChannel() throws {
    let world = World.testing(.v1_7_2)
    let incoming = try world.intake.accept(submission(room: .bob))
    #expect(incoming.channel.id == .bob)
    #expect(incoming.channel.name == "Chat 0b6de1fa")
    #expect(incoming.channel.type == "GROUP")
    #expect(Array(incoming.channel.participants) == [.ann])
    #expect(
      incoming.channel.metadata?.value == [
        "created_by": "socketio_auto_creation", "created_for_user": .string(.ann),
        "created_at": "2026-01-19T10:15:30.123Z", "channel_type": "GROUP",
      ])
    #expect(incoming.channel.messages.last == incoming.message)
  }

  @Test func opensADirectChannelWithItsCounterpartAndTheMessagesMetadata() throws {
    let world = World.testing(.v1_7_2)
    let opening = ChannelOpening(
      maker: ChannelOpening.postMaker, isDirect: true, counterpart: .eliza,
      metadata: StoredJSON(["created_by": "me", "x": 1]))
    let channel = try world.intake.accept(submission(room: .bob, opening: opening)).channel
    #expect(channel.name == "DM 0b6de1fa")
    #expect(channel.type == "DM")
    #expect(Array(channel.participants) == [.ann, .eliza])
    #expect(channel.metadata?.value["created_by"] == "me")
    #expect(channel.metadata?.value["x"] == 1)
  }

  @Test func refusesAnUnknownMessageServerWhenStrict() {
    let world = World.testing(.v1_7_2)
    #expect(throws: IntakeError.unknownMessageServer(.bob)) {
      try world.intake.accept(submission(room: .ann, server: .bob))
    }
    #expect(world.channels.isEmpty)
  }

  @Test func makesTheMessageServerWhenLenient() throws {
    let world = World.testing()
    let channel = try world.intake.accept(submission(room: .ann, server: .bob)).channel
    #expect(channel.messageServerID == .bob)
    #expect(world.findings.all.map(\.rule) == [.unknownMessageServer])
  }

  @Test func takesASessionsIDForItsChannelOnlyWhenLenient() throws {
    for profile in [Profile.lenient, .v1_7_2] {
      let world = World.testing(profile)
      let session = world.makeSession(SessionDraft(agentID: .eliza, userID: .ann)) { _ in nil }
      let channel = try world.intake.accept(submission(room: session.id)).channel
      #expect((channel.id == session.channelID) == profile.isLenient)
    }
  }

  @Test func addsTheAgentWhoseIDNamesTheRoomOnlyWhenLenient() throws {
    for profile in [Profile.lenient, .v1_7_2] {
      let world = World.testing(profile)
      let channel = try world.intake.accept(submission(room: .eliza)).channel
      #expect(channel.participants.contains(.eliza) == profile.isLenient)
    }
  }
}
