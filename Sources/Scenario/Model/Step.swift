public import JSON

/// One thing an agent does, as a scenario says it.
public enum Step: Sendable {
  /// Thinks, visibly busy.
  case think(ThinkTime)
  /// Says something.
  case say(Line)
  /// Says something piece by piece; nil takes the pace of the rule, the agent or the profile.
  case stream(Line, TypingPace?)
  /// Shows how far an action is.
  case action(ActionLine)
  /// Sends media with a line of text.
  case attach(Attachment)
  /// Sends any event.
  case emit(Emission)
  /// Sends a `controlMessage` with this payload.
  case control(JSONTemplate)
  /// Waits, not visibly busy.
  case wait(ThinkTime)
  /// Waits until released by name, or for `max`; nil waits for ever.
  case hold(name: String, max: Duration?)
  /// Stays silent; the rest is not done.
  case ignore
  /// Breaks down; the rest is not done.
  case error(Breakdown)
  /// Loses the client's connection.
  case disconnect(Disconnection)
  /// Tells that the answer is complete, before the steps are over.
  case complete
  /// Gives the channel a title.
  case title(ReplyTemplate)
  /// Keeps a value in the session's state, for conditions and templates.
  case set(name: String, value: ReplyTemplate)

  /// What is said in one message.
  public struct Line: Sendable {
    /// The text.
    public var text: ReplyTemplate
    /// The reasoning shown beside it.
    public var thought: ReplyTemplate?
    /// The actions it claims to have taken.
    public var actions: [String]
    /// Media objects, sent as they are.
    public var attachments: [JSON]
    /// Extra data, sent as it is.
    public var metadata: JSONObject
    /// A bystander who says it in place of the agent, by id or name.
    public var speaker: String?
    /// How often it is said.
    public var once: Once?
    /// Where it stops when it is streamed.
    public var hold: StreamHold?

    /// Describes a line.
    public init(
      _ text: ReplyTemplate, thought: ReplyTemplate? = nil, actions: [String] = [],
      attachments: [JSON] = [], metadata: JSONObject = [:], speaker: String? = nil,
      once: Once? = nil, hold: StreamHold? = nil
    ) {
      self.text = text
      self.thought = thought
      self.actions = actions
      self.attachments = attachments
      self.metadata = metadata
      self.speaker = speaker
      self.once = once
      self.hold = hold
    }
  }

  /// What a line is said at most once for.
  public enum Once: String, CaseIterable, Hashable, Sendable {
    /// Each session or channel.
    case perSession = "per-session"
    /// Each connection of a client.
    case perConnection = "per-connection"
  }

  /// How far an action is.
  public struct ActionLine: Sendable {
    /// How it stands.
    public enum Status: String, CaseIterable, Hashable, Sendable {
      /// Under way.
      case executing
      /// Succeeded.
      case completed
      /// Failed.
      case failed
    }

    /// Its name, such as `SEARCH`.
    public var name: String
    /// How it stands.
    public var status: Status
    /// What people read.
    public var text: ReplyTemplate?
    /// The reasoning shown beside it.
    public var thought: ReplyTemplate?
    /// What came of it.
    public var result: JSON?

    /// Describes how far an action is.
    public init(
      name: String, status: Status = .executing, text: ReplyTemplate? = nil,
      thought: ReplyTemplate? = nil, result: JSON? = nil
    ) {
      self.name = name
      self.status = status
      self.text = text
      self.thought = thought
      self.result = result
    }
  }

  /// Media that is sent.
  public struct Attachment: Sendable {
    /// The media objects.
    public var media: [JSON]
    /// The text that goes with them.
    public var text: ReplyTemplate?

    /// Describes media.
    public init(media: [JSON], text: ReplyTemplate? = nil) {
      self.media = media
      self.text = text
    }
  }

  /// An event of any name.
  public struct Emission: Sendable {
    /// Who gets it.
    public enum Audience: String, CaseIterable, Hashable, Sendable {
      /// Everybody in the message's room.
      case room
      /// The socket the message came by.
      case socket
      /// Every socket.
      case all
    }

    /// The event's name.
    public var event: String
    /// Its arguments; text in them may be templates.
    public var arguments: [JSONTemplate]
    /// Who gets it.
    public var audience: Audience

    /// Describes an event.
    public init(event: String, arguments: [JSONTemplate], to audience: Audience = .room) {
      self.event = event
      self.arguments = arguments
      self.audience = audience
    }
  }

  /// How an agent breaks down.
  public struct Breakdown: Sendable {
    /// The text of the `messageError` event and of the log.
    public var socket: ReplyTemplate?
    /// The status with which a waiting caller is answered.
    public var rest: Int?

    /// Describes a failure.
    public init(socket: ReplyTemplate? = nil, rest: Int? = nil) {
      self.socket = socket
      self.rest = rest
    }
  }

  /// How a connection is lost; the words are those of an overlay's `lose`.
  public enum Disconnection: String, CaseIterable, Hashable, Sendable {
    /// A Socket.IO disconnect packet: `io server disconnect` at the client.
    case kick
    /// The transport is closed in order.
    case close
    /// A TCP reset.
    case reset
    /// Nothing more comes or goes, and the connection stays open.
    case silent
    /// The server's pings stop.
    case ping
  }
}
