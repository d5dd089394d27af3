import ElizaModel
import JSON

/// The events that servers send.
enum ServerEvents {
  static func all(_ profile: Profile) -> [EventContract] {
    greetings(profile) + conversation(profile) + announcements + logs
  }

  private static func greetings(_ profile: Profile) -> [EventContract] {
    let authenticated = EventContract.server(
      Authenticated.self, "The handshake named an entity")
    return (profile.entityHandshake == .ignored ? [] : [authenticated]) + [
      .server(.connectionEstablished, "The greeting", shape(ConnectionEstablished.self, profile)),
      .server(.channelJoined, "The first answer to a join", .part(RoomJoined.self)),
      .server(.roomJoined, "The second answer to a join, the same", .part(RoomJoined.self)),
      .server(.messageError, "A join or send was refused", shape(MessageError.self, profile)),
    ]
  }

  private static func conversation(_ profile: Profile) -> [EventContract] {
    var events: [EventContract] = [
      .server(
        .messageBroadcast, "A new or changed message", shape(MessageBroadcast.self, profile)),
      .server(MessageAck.self, "A send was stored"),
    ]
    if profile.sendsMessageComplete {
      events.append(.server(MessageComplete.self, "An agent has finished"))
    }
    if profile.sendsThinkingControl || profile.sendsInputControl {
      events.append(.server(ControlMessage.self, "An instruction to the page"))
    }
    if profile.streamsChunks {
      events.append(.server(StreamChunk.self, "A piece of an answer"))
      events.append(.server(StreamError.self, "A streamed answer broke off"))
    }
    if profile.sendsEnvelopes { events.append(envelopes) }
    return events
  }

  private static let announcements: [EventContract] = [
    .server(MessageDeleted.self, "A message was removed"),
    .server(ChannelCleared.self, "All messages of a channel were removed"),
    .server(ChannelDeleted.self, "A channel was removed"),
    .server(ChannelUpdated.self, "A channel was changed"),
  ]

  private static let logs: [EventContract] = [
    .server(LogSubscriptionConfirmed.self, "A log subscription began or ended"),
    .server(LogFiltersUpdated.self, "The answer to a choice of log entries"),
    .server(LogStream.self, "A log entry"),
  ]

  /// What a message, its receipt and the agent's state look like in envelopes; types 3, 5 and 6 are
  /// also passed on from other clients as they came.
  private static let envelopes = EventContract.server(
    .message, "An envelope",
    .either([
      envelope(.message, .either([.part(MessageBroadcast.self), .anyObject])),
      envelope(.acknowledgement, .part(MessageAck.self)),
      envelope(.thinking, .either([.part(ThinkingPayload.self), .anyObject])),
      envelope(.control, .either([.part(ControlMessage.self), .anyObject])),
    ]))

  /// An envelope of one type.
  static func envelope(_ type: SocketMessageType, _ payload: Schema) -> Schema {
    .object(.needed("type", .constant(JSON(type.rawValue))), .needed("payload", payload))
  }

  private static func shape(_ type: any EventPayload.Type, _ profile: Profile) -> Schema {
    profile.sendsJSONStrings ? .text : .part(type)
  }
}
