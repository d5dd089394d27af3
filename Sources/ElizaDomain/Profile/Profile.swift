/// Which ElizaOS is being played: every visible difference as a switch.
///
/// What has no switch of its own follows `release`.
public struct Profile: Hashable, Sendable {
  /// Which names of fields and routes are understood and spoken.
  public enum Naming: Hashable, Sendable {
    /// `serverId`, `central-channels`.
    case legacy
    /// `messageServerId`, `channels`.
    case current
    /// Either, and both in answers.
    case both
  }

  /// What the Socket.IO handshake asks for.
  public enum EntityHandshake: Hashable, Sendable {
    /// Nothing; an entity id is ignored.
    case ignored
    /// Nothing, but an entity id is answered by `authenticated`.
    case optional
    /// A UUID as `auth.entityId`.
    case required
  }

  /// The name it is chosen by.
  public var name: String
  /// The release whose behaviour shows wherever no switch says otherwise.
  public var release: Release
  /// Whether answers may hold more than the release's and requests less.
  public var isLenient: Bool
  /// Whether an unknown agent id brings an agent to life; otherwise it is refused.
  public var makesUnknownAgents: Bool
  /// Whether a missing message server id means the default one; otherwise it is refused.
  public var fillsInMessageServer: Bool
  /// Whether an agent answers in a channel nobody added it to.
  public var answersWithoutParticipation: Bool
  /// Whether a room named by a session id is the session's channel; otherwise it is a room of its own.
  public var aliasesSessionRooms: Bool
  /// Whether agent replies carry `channelId` beside `roomId`.
  public var namesChannelInReplies: Bool
  /// Whether `messageComplete` follows the last reply.
  public var sendsMessageComplete: Bool
  /// Whether `controlMessage` events with `type` thinking and complete surround a reply.
  public var sendsThinkingControl: Bool
  /// Whether `controlMessage` events with `action` lock and unlock the input around a reply.
  public var sendsInputControl: Bool
  /// Whether `message` envelopes of types 3 to 6 accompany the named events.
  public var sendsEnvelopes: Bool
  /// Whether a streamed reply is sent as `messageStreamChunk` events.
  public var streamsChunks: Bool
  /// Whether stored messages are sent again to a socket that joins.
  public var replaysHistory: Bool
  /// Whether greeting, echo and error are JSON text instead of objects.
  public var sendsJSONStrings: Bool
  /// What the handshake asks for.
  public var entityHandshake: EntityHandshake
  /// Which names are used.
  public var naming: Naming
  /// Whether acknowledgement callbacks of clients are called.
  public var answersAcknowledgements: Bool
}
